import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';

/** Everything written to the file is on disk when it returns. */
export const sync = (file: string): void => {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** One step holds one moment, however long it takes: in several, a store that is written to all the time would never be copied whole. */
const pagesAtOnce = 0x7fff_ffff;

/** Copies a database as of one moment into one file, readable by its owner only, while others read and write it. */
export const copyDatabase = async (from: string, to: string): Promise<void> => {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 10_000 });
  try {
    await backup(source, to, { rate: pagesAtOnce });
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(to);
  // One file that whoever reads it leaves alone; the first writer makes a write-ahead log again.
  copy.exec('PRAGMA journal_mode = DELETE');
  copy.close();
  chmodSync(to, 0o600);
  sync(to);
};
