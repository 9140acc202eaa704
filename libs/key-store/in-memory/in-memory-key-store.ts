import { randomBytes } from 'node:crypto';
import type { Random } from '../../kernel/ports.js';
import { KeyDestroyed, KeyStoreUnavailable, type Key, type KeyStore, type Reservation } from '../key-store.port.js';

const pageSize = 1_000;
const systemRandom: Random = { bytes: (length) => randomBytes(length) };

/** For tests. A key gone is marked by `destroyed`, so that it never comes back. */
export const openInMemoryKeyStore = ({ random = systemRandom }: { readonly random?: Random } = {}): KeyStore => {
  const destroyed = Symbol('destroyed');
  const keys = new Map<string, Key | typeof destroyed>();
  const reservations = new Map<string, Reservation>();
  const lookup = random.bytes(32);
  let isClosed = false;
  const open = (): void => {
    if (isClosed) throw new KeyStoreUnavailable('the key store is closed');
  };
  const findKey = (person: string): Key | undefined => {
    open();
    const held = keys.get(person);
    return held === destroyed ? undefined : held;
  };
  return {
    ensureKey: async (person) => {
      const held = findKey(person);
      if (held) return held;
      if (keys.has(person)) throw new KeyDestroyed(person);
      const key = random.bytes(32);
      keys.set(person, key);
      return key;
    },
    findKey: async (person) => findKey(person),
    isDestroyed: async (person) => {
      open();
      return keys.get(person) === destroyed;
    },
    keys: async function* () {
      open();
      const living = [...keys].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([person, key]) => (key === destroyed ? [] : [{ person, key }]));
      for (let start = 0; start < living.length; start += pageSize) yield living.slice(start, start + pageSize);
    },
    destroyKey: async (person) => {
      open();
      keys.set(person, destroyed);
    },
    destroyed: async function* () {
      open();
      const gone = [...keys].flatMap(([person, key]) => (key === destroyed ? [person] : [])).sort();
      for (let start = 0; start < gone.length; start += pageSize) yield gone.slice(start, start + pageSize);
    },
    lookupKey: async () => {
      open();
      return lookup;
    },
    reserve: async (identity, person, reservedAtMs, takeOverFrom) => {
      open();
      const held = reservations.get(identity);
      if (held && held.person !== takeOverFrom) return held;
      reservations.set(identity, { person, reservedAtMs });
      return { person, reservedAtMs };
    },
    findReservation: async (identity) => {
      open();
      return reservations.get(identity);
    },
    close: async () => {
      isClosed = true;
    },
  };
};
