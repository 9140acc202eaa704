import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { describeOnMongod, type TestMongod } from '../../mongodb/mongod.fixtures.js';
import { keyStoreContract } from '../key-store.contract.js';
import { KeyStoreDamaged, type KeyStore } from '../key-store.port.js';
import { openMongoKeyStore } from './mongo-key-store.js';

const wrappingKey = new Uint8Array(32).fill(5);

describeOnMongod('a key store on MongoDB', (server) => {
  let place: { readonly url: string; readonly database: string };
  keyStoreContract({
    open: () => openMongoKeyStore({ ...(place = { url: server().url, database: server().freshDatabase() }), wrappingKey }),
    reopen: async (store: KeyStore) => {
      await store.close();
      return openMongoKeyStore({ ...place, wrappingKey });
    },
  });
});

describeOnMongod('keeping keys on MongoDB', (server: () => TestMongod) => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const freshPlace = () => ({ url: server().url, database: server().freshDatabase() });
  const opened: KeyStore[] = [];
  const open = async (options: Parameters<typeof openMongoKeyStore>[0]): Promise<KeyStore> => {
    const store = await openMongoKeyStore(options);
    opened.push(store);
    return store;
  };
  afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));

  it('gives several processes the same keys, and tells each of a destroyed one within a second', async () => {
    const place = freshPlace();
    const [a, b] = await Promise.all([open({ ...place, wrappingKey }), open({ ...place, wrappingKey })]);
    expect(await b.lookupKey()).toEqual(await a.lookupKey());
    const both = await Promise.all(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? a : b).ensureKey('official-lan')));
    for (const key of both) expect(key).toEqual(both[0]);
    expect(await b.findKey('official-lan')).toEqual(both[0]);
    await a.destroyKey('official-lan');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await b.findKey('official-lan')).toBeUndefined();
    await expect(b.ensureKey('official-lan')).rejects.toThrow('was destroyed');
  });
  it('lets one of many in two processes take over a reservation', async () => {
    const place = freshPlace();
    const [a, b] = await Promise.all([open({ ...place, wrappingKey }), open({ ...place, wrappingKey })]);
    await a.reserve('hmac-1', 'official-lan', 1);
    const holders = await Promise.all(Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? a : b).reserve('hmac-1', `official-${at}`, at, 'official-lan')));
    expect(new Set(holders.map(({ person }) => person)).size).toBe(1);
    expect(await a.findReservation('hmac-1')).toEqual(holders[0]);
  });
  it('writes no key as it is, and none at all of a person whose key was destroyed', async () => {
    const place = freshPlace();
    const store = await open({ ...place, wrappingKey });
    const secrets = [await store.ensureKey('official-lan'), await store.ensureKey('official-hoa'), await store.lookupKey()];
    await store.destroyKey('official-hoa');
    const client = await new MongoClient(place.url).connect();
    const database = client.db(place.database);
    const collections = await database.listCollections({}, { nameOnly: true }).toArray();
    const held = (await Promise.all(collections.map(({ name }) => database.collection(name).find().toArray()))).flat();
    await client.close();
    const bytes = held.map(({ wrapped }) => Buffer.from(wrapped?.buffer ?? []));
    expect(bytes.filter(({ length }) => length === 60)).toHaveLength(2);
    for (const secret of secrets) expect(bytes.some((one) => one.includes(Buffer.from(secret)))).toBe(false);
    expect(held.find(({ _id }) => String(_id) === 'official-hoa')).toEqual({ _id: 'official-hoa', wrapped: null, destroyed: true });
  });

  describe('opening under a wrapping key', () => {
    it('makes its file once, for the owner alone', async () => {
      const [place, file] = [freshPlace(), join(folder, 'made.kek')];
      const key = await (await open({ ...place, wrappingKey: { file } })).ensureKey('official-lan');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(await (await open({ ...place, wrappingKey: { file } })).findKey('official-lan')).toEqual(key);
    });
    it('is refused with another one', async () => {
      const place = freshPlace();
      await open({ ...place, wrappingKey });
      await expect(openMongoKeyStore({ ...place, wrappingKey: new Uint8Array(32) })).rejects.toThrow(KeyStoreDamaged);
    });
    it('is refused, and none is made, when the file is missing and keys are there', async () => {
      const [place, file] = [freshPlace(), join(folder, 'missing.kek')];
      await open({ ...place, wrappingKey });
      await expect(openMongoKeyStore({ ...place, wrappingKey: { file } })).rejects.toThrow(KeyStoreDamaged);
      expect(existsSync(file)).toBe(false);
    });
    it.each([[31], [33]])('is refused with %s bytes', async (length) => {
      const file = join(folder, `short-${length}.kek`);
      writeFileSync(file, new Uint8Array(length));
      await expect(openMongoKeyStore({ ...freshPlace(), wrappingKey: new Uint8Array(length) })).rejects.toThrow(KeyStoreDamaged);
      await expect(openMongoKeyStore({ ...freshPlace(), wrappingKey: { file } })).rejects.toThrow(KeyStoreDamaged);
    });
  });
});
