import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { KeyRecord, KeyRecords, KeyRecordsReader } from '../key-records.port.js';
import { KeyStoreUnavailable } from '../key-store.port.js';
import { opensRecord, wrappingUnderFile } from '../key-wrapping.js';
import { pagesOf } from '../pages-of.js';
import { cells, openKeyFile, wrappingKeyFileOf } from './key-file.js';

const pageSize = 1_000;

/** The records in a file, read beside whoever uses it. @throws KeyStoreUnavailable when it cannot be read */
export const openEmbeddedKeyRecordsReader = (file: string): KeyRecordsReader => {
  const database = unavailable(() => openKeyFile(file, true));
  return { records: () => recordsIn(database), close: async () => database.close() };
};

/** For writing: nobody else may use the file meanwhile. The wrapping key beside it is never made here. @throws KeyStoreDamaged when it is missing; KeyStoreUnavailable */
export const openEmbeddedKeyRecords = (file: string): KeyRecords => {
  const wrapping = wrappingUnderFile(wrappingKeyFileOf(file), { bytes: (length) => randomBytes(length) });
  const database = unavailable(() => openKeyFile(file, false));
  const put = putterOn(database);
  return {
    records: () => recordsIn(database),
    opens: (record) => opensRecord(wrapping, record),
    put: async (records) => unavailable(() => put(records)),
    close: async () => database.close(),
  };
};

const unavailable = <Result>(work: () => Result): Result => {
  try {
    return work();
  } catch (cause) {
    if (!(typeof cause === 'object' && cause !== null && 'errcode' in cause)) throw cause;
    throw new KeyStoreUnavailable(`the keys cannot be read or written: ${String(cause)}`, { cause });
  }
};

async function* recordsIn(database: DatabaseSync): AsyncGenerator<readonly KeyRecord[]> {
  const pages = (sql: string, recordOf: (row: readonly unknown[]) => KeyRecord) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return pagesOf((after) => unavailable(() => statement.all(after).map((row) => recordOf(cells(row) ?? []))), ({ name }) => name);
  };
  yield* pages(`SELECT name, wrapped FROM system_keys WHERE name > ? ORDER BY name LIMIT ${pageSize}`, ([name, wrapped]) => ({ kind: 'system-key', name: String(name), wrapped: bytesIn(wrapped) }));
  yield* pages(`SELECT person, wrapped FROM keys WHERE person > ? ORDER BY person LIMIT ${pageSize}`, ([name, wrapped]) => ({ kind: 'key', name: String(name), wrapped: wrapped === null ? null : bytesIn(wrapped) }));
  yield* pages(`SELECT identity, person, reserved_at_ms FROM reservations WHERE identity > ? ORDER BY identity LIMIT ${pageSize}`, ([name, person, at]) => ({
    kind: 'reservation', name: String(name), person: String(person), reservedAtMs: Number(at),
  }));
}

const bytesIn = (cell: unknown): Uint8Array => (cell instanceof Uint8Array ? cell : new Uint8Array());

const putterOn = (database: DatabaseSync) => {
  const system = database.prepare('INSERT INTO system_keys (name, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const living = database.prepare('INSERT INTO keys (person, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const destroyed = database.prepare('INSERT INTO keys (person, wrapped) VALUES (?, NULL) ON CONFLICT (person) DO UPDATE SET wrapped = NULL');
  const reservation = database.prepare(`INSERT INTO reservations (identity, person, reserved_at_ms) VALUES (?, ?, ?)
    ON CONFLICT (identity) DO UPDATE SET person = excluded.person, reserved_at_ms = excluded.reserved_at_ms`);
  const putOne = (record: KeyRecord) => {
    if (record.kind === 'reservation') return reservation.run(record.name, record.person, record.reservedAtMs);
    if (record.kind === 'system-key') return system.run(record.name, record.wrapped);
    return record.wrapped ? living.run(record.name, record.wrapped) : destroyed.run(record.name);
  };
  return (records: readonly KeyRecord[]): void => {
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const record of records) putOne(record);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
    // Until its pages are moved the write-ahead log may still hold a key that was destroyed.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  };
};
