import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { LogIndex, Revision } from '../../kernel/log.js';
import type { Attempt } from '../admission.js';
import { RevisionConflict, type Appended } from '../event-store.port.js';
import { judgeAppend, noRevision } from '../judge-append.js';
import { integer, prepareQuery, text } from './log-file.js';
import { positionOf } from './log-reader.js';
import { failureKind, translated } from './sqlite-failure.js';

/** What became of one append, to be told only after the commit. */
export type Outcome = { readonly appended: Appended } | { readonly refusal: unknown };
export type LogWriter = {
  /** Writes a group inside one transaction, each append whole or not at all. Throws what fails the whole group, which is then rolled back. */
  write(group: readonly Attempt[]): Outcome[];
};

type StreamState = { readonly key: number; head: Revision };
const streamsKeptMax = 250_000;
const rowsAtOnce = 16;
const columns = 6;

export const openLogWriter = (db: DatabaseSync): LogWriter => {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const savepoint = db.prepare('SAVEPOINT append');
  const release = db.prepare('RELEASE append');
  const rollBackAppend = db.prepare('ROLLBACK TO append');
  const values = (rows: number) => Array.from({ length: rows }, () => '(?, ?, ?, ?, ?, ?)').join(', ');
  const insert = db.prepare(`INSERT INTO event (idx, stream, revision, type, id, text) VALUES ${values(1)}`);
  const insertMany = db.prepare(`INSERT INTO event (idx, stream, revision, type, id, text) VALUES ${values(rowsAtOnce)}`);
  const insertName = { stream: db.prepare('INSERT INTO stream (name) VALUES (?)'), type: db.prepare('INSERT INTO type (name) VALUES (?)') };
  const keyOf = { stream: prepareQuery(db, 'SELECT key FROM stream WHERE name = ?'), type: prepareQuery(db, 'SELECT key FROM type WHERE name = ?') };
  const headOf = prepareQuery(db, 'SELECT idx FROM event ORDER BY idx DESC LIMIT 1');
  const headOfStream = prepareQuery(db, 'SELECT max(revision) FROM event WHERE stream = ?');
  const idsFrom = prepareQuery(db, 'SELECT id FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?');
  const findId = prepareQuery(db, 'SELECT max(revision) FROM event WHERE stream = ? AND id = ?');
  const indexOf = prepareQuery(db, 'SELECT idx FROM event WHERE stream = ? AND revision = ?');

  const streams = new Map<string, StreamState>();
  const types = new Map<string, number>();
  let head: LogIndex = -1;

  const forget = () => {
    streams.clear();
    types.clear();
  };
  const newKey = (table: 'stream' | 'type', name: string) => Number(insertName[table].run(name).lastInsertRowid);
  const keyOfType = (name: string): number => {
    const known = types.get(name);
    if (known !== undefined) return known;
    const found = keyOf.type.first(name);
    const key = found ? integer(found, 0) : newKey('type', name);
    types.set(name, key);
    return key;
  };
  /** A stream without a key has no event; it gets its key when it gets one. */
  const stateOf = (name: string): StreamState => {
    const known = streams.get(name);
    if (known) return known;
    if (streams.size >= streamsKeptMax) streams.clear();
    const found = keyOf.stream.first(name);
    if (!found) return { key: 0, head: noRevision };
    const state = { key: integer(found, 0), head: integer(headOfStream.first(integer(found, 0)), 0) };
    streams.set(name, state);
    return state;
  };

  const writeEvents = (stream: StreamState, { events }: Attempt): void => {
    let at = 0;
    for (; events.length - at >= rowsAtOnce; at += rowsAtOnce) {
      const cells: SQLInputValue[] = new Array(rowsAtOnce * columns);
      let cell = 0;
      for (let row = 0; row < rowsAtOnce; row += 1) {
        const event = events[at + row];
        if (!event) break;
        cells[cell++] = head += 1;
        cells[cell++] = stream.key;
        cells[cell++] = stream.head += 1;
        cells[cell++] = keyOfType(event.type);
        cells[cell++] = event.id;
        cells[cell++] = event.text;
      }
      insertMany.run(...cells);
    }
    for (; at < events.length; at += 1) {
      const event = events[at];
      if (event) insert.run((head += 1), stream.key, (stream.head += 1), keyOfType(event.type), event.id, event.text);
    }
  };

  const writeOne = (attempt: Attempt): Outcome => {
    const { stream, expected, events } = attempt;
    const held = stateOf(stream);
    const verdict = judgeAppend(expected, events, held.head, {
      idsFrom: (revision, count) => idsFrom.rows(held.key, revision, count).map((row) => text(row, 0)),
      findId: (id) => {
        const revision = integer(findId.first(held.key, id), 0);
        return revision === noRevision ? undefined : revision;
      },
    });
    if (verdict.outcome === 'conflict') return { refusal: new RevisionConflict(stream, expected, held.head === noRevision ? 'none' : held.head) };
    if (verdict.outcome === 'repeat') return answer(verdict.last, integer(indexOf.first(held.key, verdict.last), 0), true);
    let written = held;
    if (held.head === noRevision) {
      written = { key: held.key === 0 ? newKey('stream', stream) : held.key, head: noRevision };
      streams.set(stream, written);
    }
    writeEvents(written, attempt);
    return answer(written.head, head, false);
  };

  /** One append that SQLite refuses for itself leaves the others of its group alone. */
  const writeApart = (attempt: Attempt): Outcome => {
    savepoint.run();
    try {
      const outcome = writeOne(attempt);
      release.run();
      return outcome;
    } catch (error) {
      const isItsOwn = failureKind(error) === 'constraint' || failureKind(error) === 'foreign';
      if (!isItsOwn || !db.isTransaction) throw error;
      rollBackAppend.run();
      release.run();
      forget();
      head = integer(headOf.first(), 0);
      return { refusal: translated(error) };
    }
  };

  return {
    write: (group) => {
      begin.run();
      try {
        // Under the write lock the last index tells whether another process wrote since: what is remembered of streams is then stale.
        const found = integer(headOf.first(), 0);
        if (found !== head) forget();
        head = found;
        const [only] = group;
        const outcomes = group.length === 1 && only ? [writeOne(only)] : group.map(writeApart);
        commit.run();
        return outcomes;
      } catch (error) {
        forget();
        head = Number.NaN;
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
  };
};

const answer = (revision: Revision, index: LogIndex, isRepeat: boolean): Outcome => ({ appended: { revision, index, position: positionOf(index), isRepeat } });
