import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Random } from '../../kernel/ports.js';
import { KeyDestroyed, KeyStoreUnavailable, type Key, type KeyStore, type Reservation } from '../key-store.port.js';
import { lookupName, readOrMakeKeyFile, wrappingUnder, type Wrapping } from '../key-wrapping.js';
import { pagesOf } from '../pages-of.js';
import { groupCommitOn } from './group-commit.js';
import { cells, openKeyFile, wrappingKeyFileOf } from './key-file.js';

const pageSize = 1_000;
const systemRandom: Random = { bytes: (length) => randomBytes(length) };

/** `readOnly`: opens what is there and refuses to make, destroy or reserve anything. */
export type EmbeddedKeyStoreOptions = { readonly file: string; readonly random?: Random; readonly readOnly?: boolean };

/**
 * Keys in one SQLite file, wrapped under a key in `<file>.kek` beside it; both are readable by their owner only. Back the two up apart.
 * A person whose `wrapped` is null was destroyed. Freed bytes are overwritten, so a destroyed key is in no page and no log of the file.
 */
export const openEmbeddedKeyStore = ({ file, random = systemRandom, readOnly = false }: EmbeddedKeyStoreOptions): KeyStore => {
  const { database, rows, lookup } = openRows(file, random, readOnly);
  const group = groupCommitOn(database);
  let isClosed = false;
  /** Whoever asks a closed store is told so, and asks nothing of the database. */
  const open = <Result>(work: () => Result): Result => {
    if (isClosed) throw new KeyStoreUnavailable('the key store is closed');
    return work();
  };
  const write = <Result>(work: () => Result, isRefusal?: (error: unknown) => boolean) =>
    open(() => (readOnly ? Promise.reject<Result>(new KeyStoreUnavailable('the key store is open for reading only')) : group.write(work, isRefusal)));
  const isKeyDestroyed = (error: unknown) => error instanceof KeyDestroyed;
  return {
    lookups: rows.lookups,
    ensureKey: async (person) => open(() => rows.findKey(person)) ?? write(() => rows.findKey(person) ?? rows.makeKey(person, random.bytes(32)), isKeyDestroyed),
    findKey: async (person) => open(() => rows.findKey(person)),
    isDestroyed: async (person) => open(() => rows.isDestroyed(person)),
    keys: () => pagesOf((after) => open(() => rows.keysAfter(after)), ({ person }) => person),
    destroyed: () => pagesOf((after) => open(() => rows.destroyedAfter(after)), (person) => person),
    destroyKey: async (person) => {
      await write(() => rows.destroyKey(person));
      // Until its pages are moved the write-ahead log still holds the wrapped key. A reader may hold this up; the next one to be destroyed moves both.
      open(() => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    },
    lookupKey: async () => open(() => lookup),
    reserve: async (identity, person, reservedAtMs, takeOverFrom) => {
      const held = open(() => rows.findReservation(identity));
      if (held && held.person !== takeOverFrom) return held;
      return write(() => rows.reserve(identity, { person, reservedAtMs }, takeOverFrom));
    },
    findReservation: async (identity) => open(() => rows.findReservation(identity)),
    close: async () => {
      while (!group.isIdle) await new Promise((resolve) => setImmediate(resolve));
      if (!isClosed) database.close();
      isClosed = true;
    },
  };
};

/** @throws KeyStoreDamaged, with nothing left open. */
const openRows = (file: string, random: Random, readOnly: boolean) => {
  const database = openKeyFile(file, readOnly);
  try {
    const rows = rowsOf(database, wrappingUnder(readOrMakeKeyFile(wrappingKeyFileOf(file), random, !readOnly && isUnused(database)), random));
    return { database, rows, lookup: readOnly ? rows.getSystemKey(lookupName) : rows.makeSystemKey(lookupName, () => random.bytes(32)) };
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Only before the first key was made may the key that wraps them be made as well. */
const isUnused = (database: DatabaseSync): boolean => database.prepare('SELECT 1 FROM system_keys LIMIT 1').get() === undefined;

const unwrappedMax = 20_000;

/** How long a key that another process has destroyed may still be answered here. */
const unnoticedMaxMs = 250;

/** Keys lately unwrapped: good until anything is written by another connection, which is looked for four times a second. */
const rememberUnwrapped = (database: DatabaseSync) => {
  const unwrapped = new Map<string, Key>();
  const version = database.prepare('PRAGMA data_version');
  const versionNow = (): unknown => version.get()?.['data_version'];
  let seen = versionNow();
  let askedAt = -Infinity;
  const lookups = { memory: 0, store: 0 };
  const recall = (person: string): Key | undefined => {
    const now = performance.now();
    if (now - askedAt < unnoticedMaxMs) return unwrapped.get(person);
    askedAt = now;
    const current = versionNow();
    if (current !== seen) unwrapped.clear();
    seen = current;
    return unwrapped.get(person);
  };
  return {
    lookups,
    forget: (person: string) => unwrapped.delete(person),
    find: (person: string, unwrap: () => Key | undefined): Key | undefined => {
      const known = recall(person);
      if (known) lookups.memory += 1;
      const key = known ?? unwrap();
      if (!key || known) return key;
      lookups.store += 1;
      if (unwrapped.size >= unwrappedMax) unwrapped.clear();
      unwrapped.set(person, key);
      return key;
    },
  };
};

const rowsOf = (database: DatabaseSync, wrapping: Wrapping) => {
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  const selectKey = prepare('SELECT wrapped FROM keys WHERE person = ?');
  const insertKey = prepare('INSERT INTO keys (person, wrapped) VALUES (?, ?)');
  const destroy = prepare('INSERT INTO keys (person, wrapped) VALUES (?, NULL) ON CONFLICT (person) DO UPDATE SET wrapped = NULL');
  const selectPage = prepare(`SELECT person, wrapped FROM keys WHERE person > ? AND wrapped IS NOT NULL ORDER BY person LIMIT ${pageSize}`);
  const selectDestroyed = prepare(`SELECT person FROM keys WHERE person > ? AND wrapped IS NULL ORDER BY person LIMIT ${pageSize}`);
  const selectReservation = prepare('SELECT person, reserved_at_ms FROM reservations WHERE identity = ?');
  const upsertReservation = prepare(`INSERT INTO reservations (identity, person, reserved_at_ms) VALUES (?, ?, ?)
    ON CONFLICT (identity) DO UPDATE SET person = excluded.person, reserved_at_ms = excluded.reserved_at_ms`);
  const selectSystemKey = prepare('SELECT wrapped FROM system_keys WHERE name = ?');
  const insertSystemKey = prepare('INSERT INTO system_keys (name, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING');

  const { find, forget, lookups } = rememberUnwrapped(database);
  const keyIn = (name: string, row: readonly unknown[] | undefined): Key | undefined => (row?.[0] instanceof Uint8Array ? wrapping.unwrap(name, row[0]) : undefined);
  const getSystemKey = (name: string): Key => {
    const key = keyIn(name, cells(selectSystemKey.get(name)));
    if (!key) throw new KeyStoreUnavailable(`the ${name} is not stored`);
    return key;
  };
  const isDestroyed = (person: string): boolean => cells(selectKey.get(person))?.[0] === null;
  const findReservation = (identity: string): Reservation | undefined => {
    const row = cells(selectReservation.get(identity));
    return row && { person: String(row[0]), reservedAtMs: Number(row[1]) };
  };
  return {
    isDestroyed,
    findReservation,
    getSystemKey,
    lookups,
    findKey: (person: string): Key | undefined => find(person, () => keyIn(person, cells(selectKey.get(person)))),
    makeKey: (person: string, key: Key): Key => {
      if (isDestroyed(person)) throw new KeyDestroyed(person);
      insertKey.run(person, wrapping.wrap(person, key));
      return key;
    },
    destroyKey: (person: string): void => {
      forget(person);
      destroy.run(person);
    },
    keysAfter: (after: string) =>
      selectPage.all(after).flatMap((row) => {
        const [person, wrapped] = cells(row) ?? [];
        return wrapped instanceof Uint8Array ? [{ person: String(person), key: wrapping.unwrap(String(person), wrapped) }] : [];
      }),
    destroyedAfter: (after: string) => selectDestroyed.all(after).map((row) => String(cells(row)?.[0])),
    reserve: (identity: string, wanted: Reservation, takeOverFrom: string | undefined): Reservation => {
      const held = findReservation(identity);
      if (held && held.person !== takeOverFrom) return held;
      upsertReservation.run(identity, wanted.person, wanted.reservedAtMs);
      return wanted;
    },
    /** Another process may have made it first: what is stored counts. */
    makeSystemKey: (name: string, make: () => Key): Key => {
      insertSystemKey.run(name, wrapping.wrap(name, make()));
      return getSystemKey(name);
    },
  };
};
