import { DatabaseSync } from 'node:sqlite';
import type { NewEvent } from './event-store.port.js';

/** What the port is measured against: the same table and the same durability by bare `node:sqlite`, without checks, queue or anyone to tell. */
export type RawLog = {
  newStream(name: string): number;
  append(stream: number, revision: number, event: NewEvent): void;
  appendMany(stream: number, events: readonly NewEvent[]): void;
  readAll(take: (text: string) => void): void;
  close(): void;
};

export const openRawLog = (file: string): RawLog => {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -65536;
    CREATE TABLE IF NOT EXISTS stream (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE IF NOT EXISTS event (
      idx INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
      UNIQUE (stream, revision)
    ) STRICT;`);
  const insertStream = db.prepare('INSERT INTO stream (name) VALUES (?)');
  const insert = db.prepare('INSERT INTO event (stream, revision, type, id, text) VALUES (?, ?, 1, ?, ?)');
  const page = db.prepare('SELECT idx, stream, revision, type, text FROM event WHERE idx >= ? ORDER BY idx LIMIT 1000');
  page.setReturnArrays(true);
  return {
    newStream: (name) => Number(insertStream.run(name).lastInsertRowid),
    append: (stream, revision, { id, text }) => void insert.run(stream, revision, id, text),
    appendMany: (stream, events) => {
      db.exec('BEGIN');
      events.forEach(({ id, text }, revision) => insert.run(stream, revision, id, text));
      db.exec('COMMIT');
    },
    readAll: (take) => {
      let next = 0;
      for (;;) {
        // The driver's types know rows as objects only.
        const rows = page.all(next) as unknown as [number, number, number, number, string][];
        for (const [, , , , text] of rows) take(text);
        const last = rows.at(-1);
        if (!last) return;
        next = last[0] + 1;
      }
    },
    close: () => db.close(),
  };
};
