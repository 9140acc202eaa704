import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { MongoClient, type Db, type Document } from 'mongodb';
import { openInMemoryEventStore } from '../../libs/event-store/in-memory/in-memory-event-store.js';
import { openInMemoryKeyStore } from '../../libs/key-store/in-memory/in-memory-key-store.js';
import { describeOnMongod } from '../../libs/mongodb/mongod.fixtures.js';
import { openMongoReadStore } from '../../libs/read-store/mongodb/mongo-read-store.js';
import { contextOver, leave, openServed, sampleRegistry, settled } from '../../apps/standalone/registry.fixtures.js';
import type { Registry, RegistryStores } from '../../apps/standalone/open-registry.js';
import { recordSample } from '../../apps/standalone/record-sample.js';
import { explained, profileOf, shapeOf, type AskedQuery } from './mongodb-profile.js';
import { questionsOf } from './questions.js';

const goldenFile = new URL('./mongodb-queries.golden.json', import.meta.url);
const byCollection = (shapes: readonly Document[]): { readonly [collection: string]: readonly Document[] } => {
  const distinct = [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape]))].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(Object.entries(Object.groupBy(distinct, ([, { collection }]) => String(collection))).map(([name, of = []]) => [name, of.map(([, { collection: _, ...shape }]) => shape)]));
};

/** Asks everything that is asked of a read store, of a real server that holds a province of this size. */
export const describeQueries = (size: 'test' | 'full'): void => describeOnMongod(`asking MongoDB about the ${size} province`, (server) => {
  const setUpMs = size === 'full' ? 1_200_000 : 120_000;
  const asked = new Map<string, readonly AskedQuery[]>();
  let client: MongoClient;
  let database: Db;
  let registry: Registry;

  /** Recorded in two halves: the second begins with documents that are read, and is long enough to touch every collection wherever exactly it begins. */
  beforeAll(async () => {
    const name = server().freshDatabase();
    const stores: RegistryStores = { events: openInMemoryEventStore(), keys: openInMemoryKeyStore(), read: await openMongoReadStore({ url: server().url, database: name }) };
    client = await new MongoClient(server().url).connect();
    database = client.db(name);
    const stop = new AbortController();
    const first = await sampleRegistry(stores, { size, signal: stop.signal, onProgress: ({ done, total }) => {
      if (done >= 0.5 * total) stop.abort();
    } });
    await leave(first.registry);
    const profile = await profileOf(database);
    asked.set('folding on after a restart', await profile.during(async () => {
      const rest = await openServed(stores, { asksReadSide: false });
      await recordSample(await contextOver(rest), rest, { size, seed: 1 });
      await settled(rest);
      await leave(rest);
    }));
    registry = await openServed(stores);
    for (const [question, ask] of Object.entries(questionsOf(registry))) asked.set(question, await profile.during(ask));
    await profile.end();
  }, setUpMs);
  afterAll(async () => {
    await registry.close();
    await client.close();
  });

  it('sends the queries of the golden file and no others', () => {
    // Without saying which question sent which: what follows the log by itself asks meanwhile.
    const shapes = byCollection([...asked.values()].flat().map(shapeOf));
    if (process.env['PARITY_WRITE_REFERENCE'] === '1') writeFileSync(goldenFile, `${JSON.stringify(shapes, null, 2)}\n`);
    expect(shapes).toEqual(JSON.parse(readFileSync(goldenFile, 'utf8')));
  });
  it('sends at least one query for each question', () => expect([...asked].filter(([, queries]) => queries.length === 0)).toEqual([]));
  it('has each of them served by an index, in its order, with no document looked at in vain', async () => {
    for (const [question, queries] of asked)
      for (const query of queries) {
        const { stages, returned, keysExamined, documentsExamined } = await explained(database, query);
        const told = { question, collection: query.collection, stages, returned, keysExamined, documentsExamined };
        const wanted: number = query.command['filter']?._id?.$in?.length ?? 0;
        expect(told).toEqual({ ...told, stages: expect.not.arrayContaining(['COLLSCAN']) });
        expect(told).toEqual({ ...told, stages: expect.not.arrayContaining(['SORT']) });
        expect(told.stages.some((stage) => ['IXSCAN', 'IDHACK', 'CLUSTERED_IXSCAN', 'EXPRESS_IXSCAN'].includes(stage))).toBe(true);
        expect(documentsExamined).toBeLessThanOrEqual(returned + 1);
        expect(keysExamined).toBeLessThanOrEqual(Math.max(returned, 2 * wanted) + 2);
      }
  }, setUpMs);
});
