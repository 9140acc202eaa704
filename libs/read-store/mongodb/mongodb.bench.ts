import { MongoClient, type Collection } from 'mongodb';
import { compare, ratioRow } from '../../event-store/side-by-side.bench.js';
import { durably } from '../../mongodb/open-connection.js';
import { startReplicaSet, stopReplicaSet, whyNoOwnMongod } from '../../mongodb/own-mongod.bench.js';
import type { BenchRow } from '../../platform/bench/bench-row.js';
import type { Document, ProjectionSpec, ReadStore } from '../read-store.port.js';
import { openMongoReadStore } from './mongo-read-store.js';
import type { StoredDocument } from './stored-document.js';

const projection: ProjectionSpec = { name: 'bench', version: 1, collections: [{ name: 'officials', indexes: { byUnit: ['unit'] } }] };

/** About what an official's record holds after some years: four acts, 900 bytes as JSON. */
const recordOf = (official: number, version: number): Document => ({
  unit: `unit-${official % 997}`,
  gender: official % 2 === 0 ? 'female' : 'male',
  birthYear: 1960 + (official % 40),
  revision: version,
  acts: Array.from({ length: 4 }, (_, at) => ({
    act: { type: 'OfficialAppointed', data: { actId: `act-${official}-${at}`, effectiveOn: '2018-03-01', post: { unit: `unit-${official % 997}`, position: 'truong-phong' } } },
    index: official * 4 + at, revision: at, recordedAt: '2018-03-01T00:00:00.000Z', actor: 'chi.lan',
  })),
});
const keyOf = (official: number): string => `official-${String(official).padStart(8, '0')}`;

type Batch = readonly { readonly key: string; readonly document: Document }[];
/** Each round begins where the one before ended, and from the second half on comes to documents that are there, as a rebuild does. */
const batchesOf = (round: number, batches: number, size: number): readonly Batch[] =>
  Array.from({ length: batches }, (_, batch) => Array.from({ length: size }, (_unused, at) => {
    const official = ((round * batches + batch) * size + at) % 40_000;
    return { key: keyOf(official), document: recordOf(official, round) };
  }));

const throughPort = async (store: ReadStore, batches: readonly Batch[]): Promise<void> => {
  for (const batch of batches) {
    const { index } = await store.checkpoint(projection);
    await store.commit(projection, { expected: index, next: index + batch.length, writes: batch.map(({ key, document }) => ({ collection: 'officials', key, document })) });
  }
};

/** What the driver does best: the same documents replaced or inserted, no transaction, no checkpoint, no order. Reading `$all` is the faster of a projection's two raw limits (see the rows of EventStoreDB). */
const throughDriver = async (collection: Collection<StoredDocument>, batches: readonly Batch[]): Promise<void> => {
  for (const batch of batches)
    await collection.bulkWrite(batch.map(({ key, document }) => ({ replaceOne: { filter: { _id: key }, replacement: { document }, upsert: true } })), { ordered: false, writeConcern: durably });
};

const writing = async (store: ReadStore, raw: Collection<StoredDocument>, batches: number, size: number): Promise<BenchRow> => {
  const measured = await compare(9, batches * size, (round) => throughPort(store, batchesOf(round, batches, size)), (round) => throughDriver(raw, batchesOf(round, batches, size)));
  return ratioRow(`MongoDB: projection batches of ${size} / raw bulkWrite of the same documents`, 0.6, measured);
};

const reading = async (store: ReadStore, raw: Collection<StoredDocument>): Promise<BenchRow> => {
  const held = await raw.countDocuments();
  const all = async (): Promise<void> => {
    const snapshot = await store.snapshot(projection);
    let count = 0;
    for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const page: Awaited<ReturnType<typeof snapshot.find>> = await snapshot.find({ collection: 'officials', limit: 5_000, ...(after === undefined ? {} : { after }) });
      count += page.items.length;
      after = page.next;
    }
    await snapshot.close();
    if (count !== held) throw new Error(`read ${count} documents, not ${held}`);
  };
  const measured = await compare(5, held, all, async () => void (await raw.find({}, { sort: { _id: 1 } }).toArray()));
  return ratioRow('MongoDB: reads a whole collection in pages of a snapshot / raw find', 0, measured);
};

/** On one member with the journal of this machine's disk. Without a mongod there is nothing to measure, and no row. */
export const benchMongoDb = async (): Promise<BenchRow[]> => {
  const absent = whyNoOwnMongod();
  if (absent !== undefined) {
    console.error(`MongoDB is not measured: ${absent}`);
    return [];
  }
  const replicaSet = await startReplicaSet({ cacheGb: 1 });
  const client = await new MongoClient(replicaSet.getUri()).connect();
  const store = await openMongoReadStore({ url: replicaSet.getUri(), database: 'bench' });
  try {
    const raw: Collection<StoredDocument> = client.db('bench').collection('raw');
    await raw.createIndex({ 'document.unit': 1, _id: 1 });
    await store.declare(projection);
    return [await writing(store, raw, 8, 500), await writing(store, raw, 1, 5_000), await reading(store, raw)];
  } finally {
    await store.close();
    await client.close();
    await stopReplicaSet(replicaSet);
  }
};
