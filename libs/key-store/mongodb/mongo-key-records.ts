import { randomBytes } from 'node:crypto';
import { Binary, type Collection } from 'mongodb';
import { translatingInto } from '../../mongodb/driver-failure.js';
import { durably, openConnection, type MongoConnection, type MongoOptions } from '../../mongodb/open-connection.js';
import type { KeyRecord, KeyRecords, KeyRecordsReader } from '../key-records.port.js';
import { KeyStoreUnavailable } from '../key-store.port.js';
import { opensRecord, wrappingUnderFile } from '../key-wrapping.js';
import { pagesOf } from '../pages-of.js';
import { keyCollections, keyDocuments } from './key-documents.js';

const pageSize = 1_000;
const translating = translatingInto(KeyStoreUnavailable, 'key store');

/** The records in a database, read beside whoever uses it. @throws MongoRefused, KeyStoreUnavailable */
export const openMongoKeyRecordsReader = async (options: MongoOptions): Promise<KeyRecordsReader> => {
  const connection = await translating(() => openConnection(options));
  return { records: () => recordsIn(connection), close: connection.close };
};

/** For writing: nobody else may use the database meanwhile. `wrappingKeyFile` is never made here. @throws KeyStoreDamaged when it is missing; MongoRefused, KeyStoreUnavailable */
export const openMongoKeyRecords = async ({ wrappingKeyFile, ...options }: MongoOptions & { readonly wrappingKeyFile: string }): Promise<KeyRecords> => {
  const wrapping = wrappingUnderFile(wrappingKeyFile, { bytes: (length) => randomBytes(length) });
  const connection = await translating(() => openConnection(options));
  await translating(() => keyDocuments(connection.database).declare()).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  return { records: () => recordsIn(connection), opens: (record) => opensRecord(wrapping, record), put: (records) => translating(() => putAll(connection, records)), close: connection.close };
};

async function* recordsIn({ database }: MongoConnection): AsyncGenerator<readonly KeyRecord[]> {
  const { systemKeys, keys, reservations } = keyCollections(database);
  const inOrder = { sort: { _id: 1 }, limit: pageSize } as const;
  const after = (name: string) => ({ _id: { $gt: name } });
  const pages = (pageAfter: (name: string) => Promise<readonly KeyRecord[]>) => pagesOf((name) => translating(() => pageAfter(name)), ({ name }) => name);
  yield* pages(async (from) => (await systemKeys.find(after(from), inOrder).toArray()).map(({ _id, wrapped }) => ({ kind: 'system-key', name: _id, wrapped: bytesOf(wrapped) })));
  yield* pages(async (from) => (await keys.find(after(from), inOrder).toArray()).map(({ _id, wrapped }) => ({ kind: 'key', name: _id, wrapped: wrapped && bytesOf(wrapped) })));
  yield* pages(async (from) => (await reservations.find(after(from), inOrder).toArray()).map(({ _id, person, reservedAtMs }) => ({ kind: 'reservation', name: _id, person, reservedAtMs })));
}

const bytesOf = (binary: Binary): Uint8Array => Uint8Array.from(binary.buffer);

const putAll = async ({ database }: MongoConnection, records: readonly KeyRecord[]): Promise<void> => {
  const { systemKeys, keys, reservations } = keyCollections(database);
  const upsert = <Stored extends { readonly _id: string }>(collection: Collection<Stored>, updates: Parameters<Collection<Stored>['bulkWrite']>[0]) =>
    updates.length === 0 ? undefined : collection.bulkWrite(updates, { writeConcern: durably });
  const wrapped = (bytes: Uint8Array) => ({ $setOnInsert: { wrapped: new Binary(bytes) } });
  await upsert(systemKeys, records.flatMap((record) => (record.kind === 'system-key' ? [{ updateOne: { filter: { _id: record.name }, update: wrapped(record.wrapped), upsert: true } }] : [])));
  await upsert(keys, records.flatMap((record) =>
    record.kind === 'key' ? [{ updateOne: { filter: { _id: record.name }, update: record.wrapped ? wrapped(record.wrapped) : { $set: { wrapped: null, destroyed: true as const } }, upsert: true } }] : []));
  await upsert(reservations, records.flatMap((record) =>
    record.kind === 'reservation' ? [{ updateOne: { filter: { _id: record.name }, update: { $set: { person: record.person, reservedAtMs: record.reservedAtMs } }, upsert: true } }] : []));
};
