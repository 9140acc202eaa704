import type { DatabaseSync } from 'node:sqlite';
import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex, Position, Revision } from '../../kernel/log.js';
import type { StoredEvent } from '../event-store.port.js';
import { openDictionary } from './dictionary.js';
import { integer, prepareQuery, text, type Row } from './log-file.js';

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
  const streamUp = prepareQuery(db, `SELECT ${columns} WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`);
  const streamDown = prepareQuery(db, `SELECT ${columns} WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`);
  const streamName = openDictionary(db, 'stream');
  const typeName = openDictionary(db, 'type');

  const stored = (row: Row): StoredEvent => {
    const index = integer(row, 0);
    return {
      index,
      position: positionOf(index),
      stream: streamName(integer(row, 1)),
      revision: integer(row, 2),
      type: typeName(integer(row, 3)),
      text: text(row, 4),
    };
  };
  return {
    head: () => integer(headOf.first(), 0),
    page: (from, step, count) => {
      const events = (step === 1 ? up : down).rows(from, count).map(stored);
      events.forEach(({ index }, at) => {
        if (index !== from + at * step) throw new CorruptHistory(`the log has no event ${from + at * step}, but ${index}`);
      });
      return events;
    },
    streamHead: (stream) => integer(headOfStream.first(integer(keyOf.first(stream), 0)), 0),
    streamPage: (stream, from, step, count) => {
      const events = (step === 1 ? streamUp : streamDown).rows(integer(keyOf.first(stream), 0), from, count).map(stored);
      events.forEach(({ revision }, at) => {
        if (revision !== from + at * step) throw new CorruptHistory(`${stream} has no event ${from + at * step}, but ${revision}`);
      });
      return events;
    },
  };
};
