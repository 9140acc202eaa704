import type { DatabaseSync } from 'node:sqlite';
import type { LogIndex, Revision } from '../../kernel/log.js';
import { noRevision, type HeldIds } from '../judge-append.js';
import { integer, prepareQuery, text } from './log-file.js';

export type StreamState = { readonly key: number; head: Revision };
/** What the writer remembers of streams and types, to be used under the write lock only. It holds what this transaction wrote too, so a rollback forgets it. */
export type StreamRegister = {
  /** A stream without events has key 0 until it gets one. */
  find(stream: string): StreamState;
  /** The stream's state, to which the events about to be written are counted. */
  begin(stream: string, found: StreamState): StreamState;
  keyOfType(type: string): number;
  heldIds(state: StreamState): HeldIds;
  indexOf(state: StreamState, revision: Revision): LogIndex;
  forget(): void;
};

const streamsKeptMax = 250_000;

export const openStreamRegister = (db: DatabaseSync): StreamRegister => {
  const insertStream = db.prepare('INSERT INTO stream (name) VALUES (?)');
  const insertType = db.prepare('INSERT INTO type (name) VALUES (?)');
  const keyOfStream = prepareQuery(db, 'SELECT key FROM stream WHERE name = ?');
  const keyOfType = prepareQuery(db, 'SELECT key FROM type WHERE name = ?');
  const headOf = prepareQuery(db, 'SELECT max(revision) FROM event WHERE stream = ?');
  const idsFrom = prepareQuery(db, 'SELECT id FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?');
  const findId = prepareQuery(db, 'SELECT max(revision) FROM event WHERE stream = ? AND id = ?');
  const indexOf = prepareQuery(db, 'SELECT idx FROM event WHERE stream = ? AND revision = ?');
  const streams = new Map<string, StreamState>();
  const types = new Map<string, number>();

  const keep = (stream: string, state: StreamState) => {
    if (streams.size >= streamsKeptMax) streams.clear();
    streams.set(stream, state);
    return state;
  };
  return {
    find: (stream) => {
      const known = streams.get(stream);
      if (known) return known;
      const found = keyOfStream.first(stream);
      if (!found) return { key: 0, head: noRevision };
      const key = integer(found, 0);
      return keep(stream, { key, head: integer(headOf.first(key), 0) });
    },
    begin: (stream, found) => (found.key === 0 ? keep(stream, { key: Number(insertStream.run(stream).lastInsertRowid), head: noRevision }) : found),
    keyOfType: (type) => {
      const known = types.get(type);
      if (known !== undefined) return known;
      const found = keyOfType.first(type);
      const key = found ? integer(found, 0) : Number(insertType.run(type).lastInsertRowid);
      types.set(type, key);
      return key;
    },
    heldIds: ({ key }) => ({
      idsFrom: (revision, count) => idsFrom.rows(key, revision, count).map((row) => text(row, 0)),
      findId: (id) => {
        const revision = integer(findId.first(key, id), 0);
        return revision === noRevision ? undefined : revision;
      },
    }),
    indexOf: ({ key }, revision) => integer(indexOf.first(key, revision), 0),
    forget: () => {
      streams.clear();
      types.clear();
    },
  };
};
