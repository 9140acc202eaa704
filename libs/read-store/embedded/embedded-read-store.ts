import { projectionIdOf } from '../collection-name.js';
import { cursorOf, getCollection, indexedFields, indexValueOf, planQuery } from '../query-plan.js';
import {
  CheckpointConflict, ReadStoreUnavailable, type Checkpoint, type Document, type Keyed, type ProjectionSpec, type ReadSnapshot, type ReadStore, type Write,
} from '../read-store.port.js';
import { openConnection, translating, type Connection } from './connection.js';
import { findStatement, stored, unstored } from './find-statement.js';
import { checkpointKey, declareCheckpoints, declareTables, dropTables, tableOf, upsertOf } from './tables.js';
import { openWalCheckpoint } from './wal-checkpoint.js';

/** Documents read or written between two turns of the event loop: some milliseconds, so that a large batch does not hold up requests. */
const sliceMax = 64;
const loopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const idleConnectionsMax = 8;
const openSnapshotsMax = 256;

/**
 * Documents in one SQLite file: a table for each collection of each version, an SQL index for each declared one. A snapshot is a read
 * transaction on a connection of its own, so neither holds up the other. `readOnly`: declares, commits and drops are refused.
 */
export const openEmbeddedReadStore = ({ file, readOnly = false }: { readonly file: string; readonly readOnly?: boolean }): ReadStore => {
  const writer = openConnection(file, readOnly ? 'read' : 'write');
  if (!readOnly) declareCheckpoints(writer);
  const wal = openWalCheckpoint(writer, file);
  const readers = openReaders(file);
  let isClosed = false;
  let lastWork: Promise<unknown> = Promise.resolve();
  /** One writing at a time: a commit that leaves the event loop a turn still owns the transaction. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = lastWork.then(() => {
      if (isClosed) throw new ReadStoreUnavailable('the read store is closed');
      if (readOnly) throw new ReadStoreUnavailable('the read store is open for reading only');
      return inTransaction(writer, work);
    });
    lastWork = done.catch(() => undefined);
    return done;
  };
  return {
    declare: (projection) =>
      inTurn(async () => {
        declareTables(writer, projection);
        writer.run('INSERT INTO checkpoints (name, version, at) VALUES (?, ?, -1) ON CONFLICT DO NOTHING', checkpointKey(projection));
      }),
    checkpoint: async (projection) => {
      if (isClosed) throw new ReadStoreUnavailable('the read store is closed');
      return checkpointOf(writer, projection) ?? { index: -1 };
    },
    snapshot: async (projection) => {
      if (isClosed) throw new ReadStoreUnavailable('the read store is closed');
      return readers.open(projection);
    },
    commit: async (projection, { expected, next, event = null, writes }) => {
      await inTurn(async () => {
        if (next < expected) throw new RangeError(`a checkpoint does not go back from ${expected} to ${next}`);
        const actual = checkpointOf(writer, projection)?.index ?? -1;
        if (actual !== expected) throw new CheckpointConflict(projection.name, expected, actual);
        await writeAll(writer, projection, writes);
        writer.run('UPDATE checkpoints SET at = ?, event = ? WHERE name = ? AND version = ?', [next, event, ...checkpointKey(projection)]);
      });
      wal.after(writes.length);
    },
    drop: (projection) =>
      inTurn(async () => {
        dropTables(writer, projection);
        writer.run('DELETE FROM checkpoints WHERE name = ? AND version = ?', checkpointKey(projection));
      }),
    close: async () => {
      await lastWork;
      if (isClosed) return;
      isClosed = true;
      await wal.close();
      readers.close();
      writer.close();
    },
  };
};

/** Connections that read, each lent to one snapshot at a time. */
const openReaders = (file: string) => {
  const idle: Connection[] = [];
  const lent = new Set<Connection>();
  let isClosed = false;
  const giveBack = (connection: Connection) => {
    if (!lent.delete(connection)) return;
    rollBack(connection);
    if (isClosed || idle.length >= idleConnectionsMax) connection.close();
    else idle.push(connection);
  };
  return {
    open: (projection: ProjectionSpec): ReadSnapshot => {
      if (lent.size >= openSnapshotsMax) throw new ReadStoreUnavailable(`${openSnapshotsMax} snapshots are open`);
      const connection = idle.pop() ?? openConnection(file, 'read');
      lent.add(connection);
      try {
        connection.exec('BEGIN');
        const checkpoint = checkpointOf(connection, projection);
        if (!checkpoint) throw new ReadStoreUnavailable(`${projectionIdOf(projection)} is not declared yet`);
        return snapshotOn(connection, projection, checkpoint, () => giveBack(connection));
      } catch (error) {
        giveBack(connection);
        throw error;
      }
    },
    close: (): void => {
      isClosed = true;
      for (const connection of [...idle, ...lent]) connection.close();
      lent.clear();
    },
  };
};

const inTransaction = async <Result>(connection: Connection, work: () => Promise<Result>): Promise<Result> => {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = await work();
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(connection);
    throw error;
  }
};

/** SQLite has rolled back by itself after some errors; the first error is the one to tell. */
const rollBack = (connection: Connection): void => {
  try {
    connection.exec('ROLLBACK');
  } catch {
    // No transaction is open any more.
  }
};

const checkpointOf = (connection: Connection, projection: ProjectionSpec): Checkpoint | undefined => {
  const row = connection.row('SELECT at, event FROM checkpoints WHERE name = ? AND version = ?', checkpointKey(projection));
  return row && { index: Number(row[0]), ...(typeof row[1] === 'string' ? { event: row[1] } : {}) };
};

const writeAll = async (connection: Connection, projection: ProjectionSpec, writes: readonly Write[]): Promise<void> => {
  const writerOf = new Map<string, (key: string, document: Document | null) => void>();
  const open = (name: string) => {
    const collection = getCollection(projection, name);
    const fields = indexedFields(collection);
    const upsert = connection.prepare(upsertOf(projection, collection));
    const remove = connection.prepare(`DELETE FROM ${tableOf(projection, collection)} WHERE key = ?`);
    const write = (key: string, document: Document | null) => {
      if (!document) remove.run(key);
      else if (fields.length === 0) upsert.run(key, JSON.stringify(document));
      else upsert.run(key, JSON.stringify(document), ...fields.map((field) => stored(indexValueOf(document, field))));
    };
    writerOf.set(name, write);
    return write;
  };
  for (let start = 0; start < writes.length; start += sliceMax) {
    if (start > 0) await loopTurn();
    translating(() => {
      for (const { collection, key, document } of writes.slice(start, start + sliceMax)) (writerOf.get(collection) ?? open(collection))(key, document);
    });
  }
};

const parsed = (text: unknown): Document => JSON.parse(String(text));

const snapshotOn = (connection: Connection, projection: ProjectionSpec, checkpoint: Checkpoint, giveBack: () => void): ReadSnapshot => {
  let isOpen = true;
  const open = <Result>(work: () => Result): Result => {
    if (!isOpen) throw new RangeError('the snapshot is closed');
    return translating(work);
  };
  const getOf = (name: string) => connection.prepare(`SELECT document FROM ${tableOf(projection, getCollection(projection, name))} WHERE key = ?`);
  const documentIn = (row: unknown): Document | undefined => (Array.isArray(row) ? parsed(row[0]) : undefined);
  return {
    checkpoint,
    get: async (collection, key) => open(() => documentIn(getOf(collection).get(key))),
    getMany: async (collection, keys) => {
      const found = new Map<string, Document>();
      for (let start = 0; start < keys.length; start += sliceMax) {
        if (start > 0) await loopTurn();
        open(() => {
          const statement = getOf(collection);
          for (const key of keys.slice(start, start + sliceMax)) {
            const document = documentIn(statement.get(key));
            if (document) found.set(key, document);
          }
        });
      }
      return found;
    },
    find: async (query) =>
      open(() => {
        const collection = getCollection(projection, query.collection);
        const { sql, values } = findStatement(tableOf(projection, collection), planQuery(collection, query));
        const rows = connection.rows(sql, values);
        const page = rows.slice(0, query.limit);
        const items: Keyed[] = page.map(([key, document]) => ({ key: String(key), document: parsed(document) }));
        const last = page.at(-1);
        return last && rows.length > query.limit ? { items, next: cursorOf(last.slice(2).map(unstored)) } : { items };
      }),
    close: async () => {
      if (isOpen) giveBack();
      isOpen = false;
    },
  };
};
