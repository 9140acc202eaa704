import type { DatabaseSync } from 'node:sqlite';
import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex, Position, Revision } from '../../kernel/log.js';
import type { StoredEvent } from '../event-store.port.js';
import { openDictionary } from './dictionary.js';
import { integer, prepareQuery, type Row } from './log-file.js';

export type LogReader = {
  head(): LogIndex;
  /** At most `count` events from an index on, going up or down; none of an index beyond the log. */
  page(from: LogIndex, step: 1 | -1, count: number): StoredEvent[];
  /** -1 when the stream has no event. */
  streamHead(stream: string): Revision;
  streamPage(stream: string, from: Revision, step: 1 | -1, count: number): StoredEvent[];
};

/** A position is opaque to its readers; here it is the index as text. */
export const positionOf = (index: LogIndex): Position => String(index) as Position;

export const openLogReader = (db: DatabaseSync): LogReader => {
  const columns = 'idx, stream, revision, type, text FROM event';
  const headOf = prepareQuery(db, 'SELECT max(idx) FROM event');
  const up = prepareQuery(db, `SELECT ${columns} WHERE idx >= ? ORDER BY idx LIMIT ?`);
  const down = prepareQuery(db, `SELECT ${columns} WHERE idx <= ? ORDER BY idx DESC LIMIT ?`);
  const keyOf = prepareQuery(db, 'SELECT key FROM stream WHERE name = ?');
  const headOfStream = prepareQuery(db, 'SELECT max(revision) FROM event WHERE stream = ?');
  const ofStream = 'stream = (SELECT key FROM stream WHERE name = ?)';
  const streamUp = prepareQuery(db, `SELECT ${columns} WHERE ${ofStream} AND revision >= ? ORDER BY revision LIMIT ?`);
  const streamDown = prepareQuery(db, `SELECT ${columns} WHERE ${ofStream} AND revision <= ? ORDER BY revision DESC LIMIT ?`);
  const streamName = openDictionary(db, 'stream');
  const typeName = openDictionary(db, 'type');

  /** The column that counts (`idx`, `revision`) must do so without a gap. */
  const storedEvents = (rows: readonly Row[], counting: 0 | 2, from: number, step: 1 | -1): StoredEvent[] => {
    const events: StoredEvent[] = new Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      // The tables are STRICT: these columns hold integers and text.
      const row = rows[at] as readonly [number, number, number, number, string];
      const [index, stream, revision, type, text] = row;
      if (row[counting] !== from + at * step)
        throw new CorruptHistory(`${counting === 0 ? 'the log' : streamName(stream)} has no event ${from + at * step}, but ${row[counting]}`);
      events[at] = { index, position: positionOf(index), stream: streamName(stream), revision, type: typeName(type), text };
    }
    return events;
  };
  return {
    head: () => integer(headOf.first(), 0),
    page: (from, step, count) => storedEvents((step === 1 ? up : down).rows(from, count), 0, from, step),
    streamHead: (stream) => integer(headOfStream.first(integer(keyOf.first(stream), 0)), 0),
    streamPage: (stream, from, step, count) => storedEvents((step === 1 ? streamUp : streamDown).rows(stream, from, count), 2, from, step),
  };
};
