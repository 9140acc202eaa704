import { randomBytes } from 'node:crypto';
import type { KeyRecord, KeyRecords } from './key-records.port.js';
import { KeyDestroyed, type KeyStore } from './key-store.port.js';

/** All of one fresh place, under one wrapping key. `openStore` makes what is missing in it. */
export type KeyRecordsUnderTest = { readonly openRecords: () => Promise<KeyRecords>; readonly openStore: () => Promise<KeyStore> };

const [lan, hoa] = ['official-lan', 'official-hoa'];
export const allRecords = async (records: Pick<KeyRecords, 'records'>): Promise<KeyRecord[]> => {
  const all: KeyRecord[] = [];
  for await (const page of records.records()) all.push(...page);
  return all;
};

/** What every adapter of key records does. @param fresh a place that nobody used, all under the same wrapping key */
export const keyRecordsContract = (fresh: () => Promise<KeyRecordsUnderTest>): void => {
  let place: KeyRecordsUnderTest;
  beforeEach(async () => {
    place = await fresh();
  });
  const inStore = async <Result>(work: (store: KeyStore) => Promise<Result>, { openStore } = place): Promise<Result> => {
    const store = await openStore();
    return work(store).finally(() => store.close());
  };
  const inRecords = async <Result>(work: (records: KeyRecords) => Promise<Result>, { openRecords } = place): Promise<Result> => {
    const records = await openRecords();
    return work(records).finally(() => records.close());
  };

  it('gives every record once, by kind and name, over many pages', async () => {
    const people = Array.from({ length: 2_100 }, (_, at) => `official-${String(at).padStart(4, '0')}`);
    await inStore(async (store) => {
      await Promise.all(people.map((person) => store.ensureKey(person)));
      await store.destroyKey('official-0007');
      await store.reserve('hmac-2', hoa, 2_000);
      await store.reserve('hmac-1', lan, 1_000);
    });
    const found = await inRecords(allRecords);
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['system-key look-up key', ...people.map((person) => `key ${person}`), 'reservation hmac-1', 'reservation hmac-2']);
    expect(found.filter((record) => record.kind === 'key' && record.wrapped === null).map(({ name }) => name)).toEqual(['official-0007']);
    expect(found.at(-2)).toEqual({ kind: 'reservation', name: 'hmac-1', person: lan, reservedAtMs: 1_000 });
  });
  it('makes, of records that are put, a store of the same keys, marks and reservations', async () => {
    const kept = await inStore(async (store) => {
      await store.destroyKey(hoa);
      await store.reserve('hmac-1', lan, 1_000);
      return { lan: await store.ensureKey(lan), lookup: await store.lookupKey() };
    });
    const records = await inRecords(allRecords);
    const other = await fresh();
    await inRecords((target) => target.put(records), other);
    expect(await inRecords(allRecords, other)).toEqual(records);
    await inStore(async (store) => {
      expect({ lan: await store.findKey(lan), lookup: await store.lookupKey() }).toEqual(kept);
      await expect(store.ensureKey(hoa)).rejects.toThrow(KeyDestroyed);
      expect(await store.findReservation('hmac-1')).toEqual({ person: lan, reservedAtMs: 1_000 });
    }, other);
  });
  it('never brings a destroyed key back, and destroys a living one', async () => {
    await inStore(async (store) => void (await Promise.all([store.ensureKey(lan), store.ensureKey(hoa)])));
    const before = await inRecords(allRecords);
    await inStore((store) => store.destroyKey(lan));
    await inRecords((records) => records.put([...before, { kind: 'key', name: hoa, wrapped: null }]));
    await inStore(async (store) => expect([await store.isDestroyed(lan), await store.isDestroyed(hoa)]).toEqual([true, true]));
  });
  it('leaves a key as it is when another is put, and takes a reservation as it is put', async () => {
    const key = await inStore(async (store) => {
      await store.reserve('hmac-1', lan, 1_000);
      return store.ensureKey(lan);
    });
    await inRecords((records) => records.put([{ kind: 'key', name: lan, wrapped: randomBytes(60) }, { kind: 'reservation', name: 'hmac-1', person: hoa, reservedAtMs: 2_000 }]));
    await inStore(async (store) => {
      expect(await store.findKey(lan)).toEqual(key);
      expect(await store.findReservation('hmac-1')).toEqual({ person: hoa, reservedAtMs: 2_000 });
    });
  });
  it('opens what was wrapped under its key and that name, and nothing else', async () => {
    await inStore((store) => store.ensureKey(lan));
    await inRecords(async (records) => {
      const [lookup, key] = await allRecords(records);
      if (!lookup || !key) throw new Error('both were made');
      expect([lookup, key].map(records.opens)).toEqual([true, true]);
      expect([{ ...key, name: hoa }, { kind: 'key', name: lan, wrapped: randomBytes(60) } as const].map(records.opens)).toEqual([false, false]);
      expect(records.opens({ kind: 'key', name: lan, wrapped: null })).toBe(true);
    });
  });
};
