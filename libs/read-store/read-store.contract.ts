import fc from 'fast-check';
import { oddNamesContract } from './odd-names.contract.js';
import { CheckpointConflict, ReadStoreUnavailable, type IndexValue, type Page, type Keyed, type ProjectionSpec, type Query, type ReadStore, type Write } from './read-store.port.js';

/** `reopen` closes the store and opens what it kept; where nothing outlives a store, the reason. */
export type ReadStoreUnderTest = {
  open(): Promise<ReadStore>;
  readonly reopen: ((store: ReadStore) => Promise<ReadStore>) | { readonly absentBecause: string };
};

const rosters: ProjectionSpec = {
  name: 'rosters',
  version: 1,
  collections: [
    { name: 'officials', indexes: { byUnit: ['unit', 'since'], byRank: ['rank'] } },
    { name: 'units', indexes: {} },
  ],
};
const put = (key: string, document: { readonly [field: string]: unknown } | null, collection = 'officials'): Write => ({ collection, key, document });
const keysOf = ({ items }: Page<Keyed>) => items.map(({ key }) => key);

/** What every read store does; each adapter's test calls it. */
export const readStoreContract = ({ open, reopen }: ReadStoreUnderTest): void => {
  let store: ReadStore;
  beforeEach(async () => {
    store = await open();
    await store.declare(rosters);
  });
  afterEach(() => store.close());

  const reading = async <Result>(read: (snapshot: Awaited<ReturnType<ReadStore['snapshot']>>) => Promise<Result>, projection = rosters) => {
    const snapshot = await store.snapshot(projection);
    try {
      return await read(snapshot);
    } finally {
      await snapshot.close();
    }
  };
  const found = async (query: Omit<Query, 'collection' | 'limit'>) => keysOf(await reading((snapshot) => snapshot.find({ collection: 'officials', limit: 100, ...query })));

  describe('committing a batch', () => {
    it('writes documents and checkpoint together', async () => {
      expect(await store.checkpoint(rosters)).toEqual({ index: -1 });
      await store.commit(rosters, { expected: -1, next: 4, writes: [put('lan', { name: 'Lan', posts: [{ from: '2016-01-01' }] }), put('u1', { open: true }, 'units')] });
      expect(await store.checkpoint(rosters)).toEqual({ index: 4 });
      await reading(async (snapshot) => {
        expect(snapshot.checkpoint).toEqual({ index: 4 });
        expect(await snapshot.get('officials', 'lan')).toEqual({ name: 'Lan', posts: [{ from: '2016-01-01' }] });
        expect(await snapshot.get('units', 'u1')).toEqual({ open: true });
        expect(await snapshot.get('units', 'lan')).toBeUndefined();
      });
    });
    it('says of its last event what the commit said, and nothing where it said nothing', async () => {
      await store.commit(rosters, { expected: -1, next: 0, event: 'kq3x', writes: [] });
      await store.commit(rosters, { expected: 0, next: 1, event: 'zz9p', writes: [] });
      expect(await store.checkpoint(rosters)).toEqual({ index: 1, event: 'zz9p' });
      await reading(async (snapshot) => expect(snapshot.checkpoint).toEqual({ index: 1, event: 'zz9p' }));
      await store.commit(rosters, { expected: 1, next: 2, writes: [] });
      expect(await store.checkpoint(rosters)).toEqual({ index: 2 });
    });
    it('lets the later write of one key win, and deletes by null', async () => {
      await store.commit(rosters, { expected: -1, next: 0, writes: [put('a', { n: 1 }), put('a', { n: 2 }), put('b', { n: 1 }), put('b', null), put('c', null), put('c', { n: 3 })] });
      await store.commit(rosters, { expected: 0, next: 1, writes: [put('c', null)] });
      const documents = await reading((snapshot) => snapshot.getMany('officials', ['a', 'b', 'c']));
      expect([...documents]).toEqual([['a', { n: 2 }]]);
    });
    it.each([[-1, 5], [3, 5], [6, 7]])('is refused with nothing written when it expects %s and the checkpoint is 4', async (expected, next) => {
      await store.commit(rosters, { expected: -1, next: 4, writes: [] });
      const refusal = await store.commit(rosters, { expected, next, writes: [put('lan', { n: 1 })] }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(CheckpointConflict);
      expect(refusal).toMatchObject({ expected, actual: 4 });
      expect(await found({})).toEqual([]);
      expect(await store.checkpoint(rosters)).toEqual({ index: 4 });
    });
    it('lets one of several racing commits in', async () => {
      const outcomes = await Promise.allSettled([1, 2, 3, 4].map((n) => store.commit(rosters, { expected: -1, next: n, writes: [put('a', { n })] })));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const { index } = await store.checkpoint(rosters);
      expect(await reading((snapshot) => snapshot.get('officials', 'a'))).toEqual({ n: index });
    });
    it.each([
      ['an unknown collection', put('a', {}, 'reports')],
      ['a truth value in an indexed field', put('a', { rank: true })],
      ['an infinite number in an indexed field', put('a', { rank: Number.NEGATIVE_INFINITY })],
    ])('is refused whole for %s', async (_, faulty) => {
      await expect(store.commit(rosters, { expected: -1, next: 0, writes: [put('lan', {}), faulty] })).rejects.toThrow(RangeError);
      expect(await store.checkpoint(rosters)).toEqual({ index: -1 });
      expect(await found({})).toEqual([]);
    });
    it('is refused when the checkpoint would go back', async () => {
      await store.commit(rosters, { expected: -1, next: 4, writes: [] });
      await expect(store.commit(rosters, { expected: 4, next: 3, writes: [] })).rejects.toThrow(RangeError);
    });
    it('holds a large batch', async () => {
      const writes = Array.from({ length: 3_000 }, (_, n) => put(`k${n}`, { rank: n }));
      await store.commit(rosters, { expected: -1, next: 0, writes });
      expect(await reading((snapshot) => snapshot.getMany('officials', writes.map(({ key }) => key)))).toHaveProperty('size', 3_000);
    });
  });

  describe('reading a snapshot', () => {
    it('does not change by later commits', async () => {
      await store.commit(rosters, { expected: -1, next: 0, writes: [put('a', { n: 1 })] });
      const before = await store.snapshot(rosters);
      await store.commit(rosters, { expected: 0, next: 1, writes: [put('a', { n: 2 }), put('b', { n: 2 })] });
      expect(before.checkpoint).toEqual({ index: 0 });
      expect(await before.get('officials', 'a')).toEqual({ n: 1 });
      expect(keysOf(await before.find({ collection: 'officials', limit: 10 }))).toEqual(['a']);
      await before.close();
      expect(await found({})).toEqual(['a', 'b']);
    });
    it('hands out documents whose change changes nothing stored', async () => {
      const document = { n: [1] };
      await store.commit(rosters, { expected: -1, next: 0, writes: [put('a', document)] });
      document.n.push(2);
      expect(await reading((snapshot) => snapshot.get('officials', 'a'))).toEqual({ n: [1] });
    });
    it('is refused for what is not declared', async () => {
      await expect(store.snapshot({ ...rosters, version: 2 })).rejects.toThrow(ReadStoreUnavailable);
      await expect(reading((snapshot) => snapshot.get('reports', 'a'))).rejects.toThrow(RangeError);
    });
  });

  describe('finding by an index', () => {
    const officials = [
      put('a', { unit: 'so-noi-vu', since: '2016-02-01', rank: 2 }),
      put('b', { unit: 'so-noi-vu', since: '2018-07-15', rank: 10 }),
      put('c', { unit: 'so-noi-vu', rank: null }),
      put('d', { unit: 'so-y-te', since: '2017-01-01', rank: -1.5 }),
      put('e', { unit: 'so-noi-vu', since: 2017, rank: 'cao' }),
    ];
    beforeEach(() => store.commit(rosters, { expected: -1, next: 0, writes: officials.toReversed() }));

    it.each<[string, Omit<Query, 'collection' | 'limit'>, string[]]>([
      ['everything by key', {}, ['a', 'b', 'c', 'd', 'e']],
      ['keys within bounds, the upper one excluded', { from: 'b', until: 'd' }, ['b', 'c']],
      ['one unit: null, then numbers, then texts', { index: 'byUnit', equals: ['so-noi-vu'] }, ['c', 'e', 'a', 'b']],
      ['from a day on', { index: 'byUnit', equals: ['so-noi-vu'], from: '2018-07-15' }, ['b']],
      ['until a day, texts only', { index: 'byUnit', equals: ['so-noi-vu'], until: '2018-07-15' }, ['a']],
      ['from a number on, numbers only', { index: 'byUnit', equals: ['so-noi-vu'], from: 0 }, ['e']],
      ['until a number, numbers only', { index: 'byRank', until: 10 }, ['d', 'a']],
      ['numbers by size', { index: 'byRank', from: -2, until: 11 }, ['d', 'a', 'b']],
      ['bounds of two types', { index: 'byRank', from: 0, until: 'z' }, []],
      ['what is missing', { index: 'byRank', equals: [null] }, ['c']],
      ['both fields', { index: 'byUnit', equals: ['so-noi-vu', '2016-02-01'] }, ['a']],
      ['both fields and keys after them', { index: 'byUnit', equals: ['so-noi-vu', '2016-02-01'], from: 'b' }, []],
      ['no one', { index: 'byUnit', equals: ['so-tu-phap'] }, []],
    ])('finds %s', async (_, query, keys) => expect(await found(query)).toEqual(keys));
    it('moves a document whose indexed field changed', async () => {
      await store.commit(rosters, { expected: 0, next: 1, writes: [put('a', { unit: 'so-y-te', since: '2020-01-01' }), put('d', null)] });
      expect(await found({ index: 'byUnit', equals: ['so-y-te'] })).toEqual(['a']);
    });
    it.each<[string, Omit<Query, 'collection'>]>([
      ['an undeclared index', { index: 'byName', limit: 1 }],
      ['more values than fields', { index: 'byRank', equals: [1, 2], limit: 1 }],
      ['no limit at all', { limit: 0 }],
      ['a page over 10,000', { limit: 10_001 }],
      ['a stranger’s cursor', { after: 'xyz', limit: 1 }],
    ])('refuses %s', async (_, query) => {
      await expect(reading((snapshot) => snapshot.find({ collection: 'officials', ...query }))).rejects.toThrow(RangeError);
    });
    it('pages through everything once, in order, whatever the values and the page size', async () => {
      const value: fc.Arbitrary<IndexValue> = fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 3 }), fc.constantFrom('', 'a', 'đ', 'Ａ', '😀', '2016-02-01'));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.record({ unit: value, since: value }), { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), fc.option(value, { nil: undefined }), async (documents, limit, unit) => {
          await store.drop(rosters);
          await store.declare(rosters);
          await store.commit(rosters, { expected: -1, next: 0, writes: documents.map((document, at) => put(`k${at}`, document)) });
          const query = { collection: 'officials', index: 'byUnit', ...(unit === undefined ? {} : { equals: [unit] }) };
          await reading(async (snapshot) => {
            const whole = keysOf(await snapshot.find({ ...query, limit: 100 }));
            const paged: string[] = [];
            for (let after: string | undefined, more = true; more; more = after !== undefined) {
              const page: Page<Keyed> = await snapshot.find({ ...query, limit, ...(after === undefined ? {} : { after }) });
              paged.push(...keysOf(page));
              after = page.next;
            }
            expect(paged).toEqual(whole);
            expect(new Set(whole)).toEqual(new Set(documents.flatMap((document, at) => (unit === undefined || document.unit === unit ? [`k${at}`] : []))));
          });
        }),
        { numRuns: 40 },
      );
    });
    it('sorts texts by code point, as every database does', async () => {
      await store.commit(rosters, { expected: 0, next: 1, writes: ['😀', 'Ａ', 'đ', 'z'].map((key) => put(key, {}, 'units')) });
      expect(keysOf(await reading((snapshot) => snapshot.find({ collection: 'units', limit: 9 })))).toEqual(['z', 'đ', 'Ａ', '😀']);
    });
  });

  describe('declaring and dropping a projection', () => {
    it('keeps what is there when declared again, and finds it by an index that is new', async () => {
      await store.commit(rosters, { expected: -1, next: 0, writes: [put('a', { name: 'Lan', n: 2 }), put('b', { n: 1 })] });
      const more: ProjectionSpec = { ...rosters, collections: [{ name: 'officials', indexes: { byName: ['name', 'n'] } }, { name: 'posts', indexes: {} }] };
      await store.declare(more);
      expect(await store.checkpoint(more)).toEqual({ index: 0 });
      const query = (equals: readonly IndexValue[]) => reading((snapshot) => snapshot.find({ collection: 'officials', index: 'byName', equals, limit: 9 }), more);
      expect(keysOf(await query(['Lan']))).toEqual(['a']);
      expect(keysOf(await query([null, 1]))).toEqual(['b']);
    });
    it.each<[string, ProjectionSpec]>([
      ['versions', { ...rosters, version: 2 }],
      ['generations', { ...rosters, generation: 1 }],
      ['a generation and a version of the same number', { ...rosters, version: 11 }],
    ])('keeps %s apart', async (_, next) => {
      await store.declare(next);
      await store.commit(rosters, { expected: -1, next: 9, writes: [put('a', { n: 1 })] });
      expect(await store.checkpoint(next)).toEqual({ index: -1 });
      expect(await reading((snapshot) => snapshot.get('officials', 'a'), next)).toBeUndefined();
    });
    it('drops one generation and leaves the others', async () => {
      const [first, second] = [{ ...rosters, generation: 1 }, { ...rosters, generation: 2 }];
      for (const [next, one] of [rosters, first, second].entries()) {
        await store.declare(one);
        await store.commit(one, { expected: -1, next, writes: [put('a', { next, rank: next })] });
      }
      await store.drop(first);
      const ranked = (one: ProjectionSpec) => reading((snapshot) => snapshot.find({ collection: 'officials', index: 'byRank', limit: 9 }), one);
      expect((await ranked(rosters)).items).toEqual([{ key: 'a', document: { next: 0, rank: 0 } }]);
      expect((await ranked(second)).items).toEqual([{ key: 'a', document: { next: 2, rank: 2 } }]);
      expect(await store.checkpoint(second)).toEqual({ index: 2 });
      expect(await store.checkpoint(first)).toEqual({ index: -1 });
    });
    it('starts from nothing once dropped, and a projector that does not know is told', async () => {
      await store.commit(rosters, { expected: -1, next: 9, writes: [put('a', { n: 1 })] });
      await store.drop(rosters);
      await expect(store.commit(rosters, { expected: 9, next: 10, writes: [put('b', { n: 1 })] })).rejects.toThrow(CheckpointConflict);
      await store.declare(rosters);
      expect(await store.checkpoint(rosters)).toEqual({ index: -1 });
      expect(await found({})).toEqual([]);
    });
  });

  oddNamesContract(() => store);

  it('answers nothing once closed', async () => {
    await store.close();
    await expect(store.checkpoint(rosters)).rejects.toThrow(ReadStoreUnavailable);
    await expect(store.snapshot(rosters)).rejects.toThrow(ReadStoreUnavailable);
    await expect(store.commit(rosters, { expected: -1, next: 0, writes: [] })).rejects.toThrow(ReadStoreUnavailable);
  });
  if (typeof reopen === 'object') it.todo(`outlives its process: absent because ${reopen.absentBecause}`);
  else
    it('holds documents and checkpoint when opened again', async () => {
      await store.commit(rosters, { expected: -1, next: 7, writes: [put('lan', { unit: 'so-y-te' })] });
      store = await reopen(store);
      expect(await store.checkpoint(rosters)).toEqual({ index: 7 });
      expect(await found({ index: 'byUnit', equals: ['so-y-te'] })).toEqual(['lan']);
    });
};
