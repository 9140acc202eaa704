import fc from 'fast-check';
import { describeOnMongod } from '../../mongodb/mongod.fixtures.js';
import { openInMemoryReadStore } from '../in-memory/in-memory-read-store.js';
import { cursorOf } from '../query-plan.js';
import type { IndexValue, Page, Keyed, ProjectionSpec, Query, ReadStore } from '../read-store.port.js';
import { openMongoReadStore } from './mongo-read-store.js';

const rosters: ProjectionSpec = { name: 'rosters', version: 1, collections: [{ name: 'officials', indexes: { byUnit: ['unit', 'since'] } }] };
const value: fc.Arbitrary<IndexValue> = fc.constantFrom(null, -1, 0, 1, 2.5, -1e308, '', 'a', 'a\0', 'b', 'đ', 'Ａ', '😀');
const key = fc.constantFrom('', 'a', 'a\0', 'aa', 'b', 'đ', '😀');
const bound = fc.option(value, { nil: undefined });

/** Any query that is admitted, cursors of other queries among them. */
const query: fc.Arbitrary<Query> = fc
  .record({ isByKey: fc.boolean(), equals: fc.array(value, { maxLength: 2 }), from: bound, until: bound, after: fc.option(fc.tuple(value, value, key), { nil: undefined }), limit: fc.integer({ min: 1, max: 4 }) })
  .map(({ isByKey, equals, from, until, after, limit }) => {
    const prefix = isByKey ? [] : equals;
    const cursor = after && cursorOf(isByKey ? after.slice(2) : after.slice(prefix.length));
    return { collection: 'officials', limit, ...(isByKey ? {} : { index: 'byUnit', equals: prefix }), ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }), ...(cursor === undefined ? {} : { after: cursor }) };
  });

describeOnMongod('asking an index of MongoDB', (server) => {
  let stores: readonly ReadStore[] = [];
  beforeAll(async () => {
    stores = [openInMemoryReadStore(), await openMongoReadStore({ url: server().url, database: server().freshDatabase() })];
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));
  it('answers every query as the order of index values says, whatever bounds and cursors meet', async () => {
    const documents = fc.uniqueArray(fc.record({ key, unit: value, since: value }), { selector: (one) => one.key, maxLength: 7 });
    const answer = async (store: ReadStore, asked: Query): Promise<Page<Keyed>> => {
      const snapshot = await store.snapshot(rosters);
      return snapshot.find(asked).finally(() => snapshot.close());
    };
    for (const store of stores) await store.declare(rosters);
    let index = -1;
    const all = ['', 'a', 'a\0', 'aa', 'b', 'đ', '😀'];
    await fc.assert(
      fc.asyncProperty(documents, fc.array(query, { minLength: 1, maxLength: 25 }), async (held, queries) => {
        const writes = [...all.map((one) => ({ collection: 'officials', key: one, document: null })), ...held.map(({ key: one, ...document }) => ({ collection: 'officials', key: one, document }))];
        for (const store of stores) await store.commit(rosters, { expected: index, next: index + 1, writes });
        index += 1;
        for (const asked of queries) {
          const [expected, given] = await Promise.all(stores.map((store) => answer(store, asked)));
          expect({ asked, ...given }).toEqual({ asked, ...expected });
        }
      }),
      { numRuns: 60 },
    );
  });
});
