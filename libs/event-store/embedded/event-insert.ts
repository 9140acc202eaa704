import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { LogIndex } from '../../kernel/log.js';
import type { NewEvent } from '../event-store.port.js';
import type { StreamState } from './stream-register.js';

/** A row more a statement costs less than a statement more; beyond this it gains nothing. */
const rowsAtOnce = 16;
const columns = 6;

/** Writes events from an index on and counts them in the stream's state. Answers the index of the last. */
export type InsertEvents = (stream: StreamState, head: LogIndex, events: readonly NewEvent[], keyOfType: (type: string) => number) => LogIndex;

export const prepareInsert = (db: DatabaseSync): InsertEvents => {
  const sql = (rows: number) => `INSERT INTO event (idx, stream, revision, type, id, text) VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?, ?)').join(', ')}`;
  const insertOne = db.prepare(sql(1));
  const insertMany = db.prepare(sql(rowsAtOnce));
  return (stream, head, events, keyOfType) => {
    let index = head;
    let cells: SQLInputValue[] = [];
    const inRows = events.length - (events.length % rowsAtOnce);
    for (const [at, { id, type, text }] of events.entries()) {
      index += 1;
      stream.head += 1;
      if (at >= inRows) {
        insertOne.run(index, stream.key, stream.head, keyOfType(type), id, text);
        continue;
      }
      cells.push(index, stream.key, stream.head, keyOfType(type), id, text);
      if (cells.length < rowsAtOnce * columns) continue;
      insertMany.run(...cells);
      cells = [];
    }
    return index;
  };
};
