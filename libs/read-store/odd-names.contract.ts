import type { IndexValue, ProjectionSpec, ReadStore } from './read-store.port.js';

const indexing = (name: string, ...fields: readonly string[]): ProjectionSpec => ({ name, version: 1, collections: [{ name: 'officials', indexes: { first: fields } }] });
const [odd, oddlyIndexed] = [indexing('odd', 'rank'), indexing('oddly-indexed', 'constructor', 'toString')];

/** Names of fields that mean something to JavaScript or to a database mean nothing in a document. */
export const oddNamesContract = (storeNow: () => ReadStore): void => {
  const commit = (projection: ProjectionSpec, ...documents: readonly { readonly [field: string]: unknown }[]) =>
    storeNow().commit(projection, { expected: -1, next: 0, writes: documents.map((document, at) => ({ collection: 'officials', key: `k${at}`, document })) });
  const found = async (projection: ProjectionSpec, equals: readonly IndexValue[]) => {
    const snapshot = await storeNow().snapshot(projection);
    return (await snapshot.find({ collection: 'officials', index: 'first', equals, limit: 9 }).finally(() => snapshot.close())).items;
  };
  beforeEach(async () => {
    for (const projection of [odd, oddlyIndexed]) await storeNow().declare(projection);
  });

  describe('keeping a field of a strange name', () => {
    const names = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'toJSON', '_bsontype', '_id', '$set', '$ref', 'a.b', ''];
    it.each(names)('gives back what stands under %j, at any depth', async (field) => {
      const values = [null, 1, 'x', true, [], ['x', {}], [[{}]], {}, { [field]: [{ a: [] }] }];
      const document = { rank: 1, nested: values.map((value) => ({ [field]: value })) };
      await commit(odd, document, { rank: 1, ...Object.fromEntries([[field, ['x']]]) }, { rank: 1, ...Object.fromEntries([[field, document]]) });
      // As text: matchers look at `constructor` and `__proto__` themselves.
      const texts = (await found(odd, [1])).map((item) => JSON.stringify(item.document));
      expect(texts).toEqual([JSON.stringify(document), `{"rank":1,"${field}":["x"]}`, `{"rank":1,"${field}":${JSON.stringify(document)}}`]);
    });
    it('finds in an index what a document has itself, and not what every object has', async () => {
      await commit(oddlyIndexed, { constructor: 'x' }, {});
      expect((await found(oddlyIndexed, ['x', null])).map(({ key }) => key)).toEqual(['k0']);
      expect((await found(oddlyIndexed, [null])).map(({ key }) => key)).toEqual(['k1']);
    });
  });
};
