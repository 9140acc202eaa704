import { randomBytes } from 'node:crypto';
import type { Random } from '../../kernel/ports.js';
import { translatingInto } from '../../mongodb/driver-failure.js';
import { openConnection, type MongoOptions } from '../../mongodb/open-connection.js';
import { KeyDestroyed, KeyStoreDamaged, KeyStoreUnavailable, type Key, type KeyStore } from '../key-store.port.js';
import { keyBytes, lookupName, readOrMakeKeyFile, wrappingUnder } from '../key-wrapping.js';
import { pagesOf } from '../pages-of.js';
import { keyDocuments, type KeyDocuments } from './key-documents.js';
import { rememberedFor } from './remembered-for.js';

const systemRandom: Random = { bytes: (length) => randomBytes(length) };
const translating = translatingInto(KeyStoreUnavailable, 'key store');

/** How long a key that another process has destroyed may still be answered here, and the most keys that are kept so long. */
const [unnoticedMaxMs, rememberedMax] = [250, 20_000];

export type MongoKeyStoreOptions = MongoOptions & {
  /** What wraps every key: 32 bytes, or a file of them, made when the database holds no key yet. Every process is given the same one. */
  readonly wrappingKey: Key | { readonly file: string };
  readonly random?: Random;
};

/**
 * Keys in a database of their own on a replica set, wrapped under a key that is not in it. A destroyed key is gone from the documents at once and
 * from every process within a second; its wrapped bytes stay in the oplog and in freed blocks until the server uses them again.
 * @throws MongoRefused for a server that cannot serve. @throws KeyStoreUnavailable. @throws KeyStoreDamaged when the wrapping key is missing or another one.
 */
export const openMongoKeyStore = async ({ wrappingKey, random = systemRandom, ...options }: MongoKeyStoreOptions): Promise<KeyStore> => {
  const connection = await translating(() => openConnection(options));
  const documents = keyDocuments(connection.database);
  const { wrapping, lookup } = await translating(() => unlock(documents, wrappingKey, random)).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  const unwrapped = rememberedFor(unnoticedMaxMs, rememberedMax);
  const lookups = { memory: 0, store: 0 };
  let isClosed = false;
  const open = <Result>(work: () => Promise<Result>): Promise<Result> =>
    isClosed ? Promise.reject<Result>(new KeyStoreUnavailable('the key store is closed')) : translating(work);
  const findKey = async (person: string): Promise<Key | undefined> => {
    const known = unwrapped.recall(person);
    if (known) lookups.memory += 1;
    if (known) return known;
    const askedAtMs = performance.now();
    const wrapped = (await documents.findKey(person))?.wrapped;
    if (!wrapped) return undefined;
    lookups.store += 1;
    return unwrapped.remember(person, wrapping.unwrap(person, wrapped.buffer), askedAtMs);
  };
  return {
    lookups,
    ensureKey: (person) =>
      open(async () => {
        const known = await findKey(person);
        if (known) return known;
        const { wrapped } = await documents.ensureKey(person, wrapping.wrap(person, random.bytes(32)));
        if (!wrapped) throw new KeyDestroyed(person);
        return wrapping.unwrap(person, wrapped.buffer);
      }),
    findKey: (person) => open(() => findKey(person)),
    isDestroyed: (person) => open(async () => (await documents.findKey(person))?.wrapped === null),
    keys: () =>
      pagesOf(
        (after) => open(async () => (await documents.keysAfter(after)).flatMap(({ _id: person, wrapped }) => (wrapped ? [{ person, key: wrapping.unwrap(person, wrapped.buffer) }] : []))),
        ({ person }) => person,
      ),
    destroyed: () => pagesOf((after) => open(() => documents.destroyedAfter(after)), (person) => person),
    destroyKey: (person) =>
      open(async () => {
        await documents.destroyKey(person);
        unwrapped.forget(person);
      }),
    lookupKey: () => open(async () => lookup),
    reserve: (identity, person, reservedAtMs, takeOverFrom) => open(() => documents.reserve(identity, { person, reservedAtMs }, takeOverFrom)),
    findReservation: (identity) => open(() => documents.findReservation(identity)),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await connection.close();
    },
  };
};

/** Only before the first key was made may the key that wraps them be made as well. Several processes may be first: what is stored counts. */
const unlock = async (documents: KeyDocuments, wrappingKey: MongoKeyStoreOptions['wrappingKey'], random: Random) => {
  await documents.declare();
  const isUnused = (await documents.findSystemKey(lookupName)) === undefined;
  const secret = wrappingKey instanceof Uint8Array ? keyBytes(wrappingKey, 'the wrapping key') : readOrMakeKeyFile(wrappingKey.file, random, isUnused);
  const wrapping = wrappingUnder(secret, random);
  const stored = await documents.ensureSystemKey(lookupName, wrapping.wrap(lookupName, random.bytes(32)));
  try {
    return { wrapping, lookup: wrapping.unwrap(lookupName, stored.buffer) };
  } catch (cause) {
    throw new KeyStoreDamaged('the wrapping key given is not the one that this database was begun with', { cause });
  }
};
