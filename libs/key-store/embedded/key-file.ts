import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { KeyStoreDamaged } from '../key-store.port.js';

const busyTimeoutMs = 2_000;

const tables = `
  CREATE TABLE IF NOT EXISTS keys (person TEXT NOT NULL PRIMARY KEY, wrapped BLOB) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS destroyed_keys ON keys (person) WHERE wrapped IS NULL;
  CREATE TABLE IF NOT EXISTS system_keys (name TEXT NOT NULL PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS reservations (identity TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL, reserved_at_ms INTEGER NOT NULL) WITHOUT ROWID;`;

/** The file of the key that wraps those in `file`. */
export const wrappingKeyFileOf = (file: string): string => `${file}.kek`;

/** The tables of a key store, made where they are missing; readable by the owner only. Freed bytes are overwritten. @throws KeyStoreDamaged of a newer format */
export const openKeyFile = (file: string, readOnly: boolean): DatabaseSync => {
  if (readOnly) return new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  refuseNewer(database, file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA secure_delete = ON');
  database.exec(tables);
  return database;
};

/** Raised in the file (`PRAGMA user_version`) with every change that this release could not read or would write wrongly. */
const formatVersion = 0;
const refuseNewer = (database: DatabaseSync, file: string): void => {
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found <= formatVersion) return;
  database.close();
  throw new KeyStoreDamaged(`${file} has key store format ${found}, this release knows ${formatVersion}: use the newer release that wrote it`);
};

/** node:sqlite types a row as an object even where it was told to answer arrays. */
export const cells = (row: unknown): readonly unknown[] | undefined => (Array.isArray(row) ? row : undefined);
