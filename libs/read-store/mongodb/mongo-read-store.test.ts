import fc from 'fast-check';
import { MongoClient, type Db } from 'mongodb';
import { describeOnMongod } from '../../mongodb/mongod.fixtures.js';
import { CheckpointConflict, CommitTooLarge, ReadStoreUnavailable, type Document, type ProjectionSpec, type ReadStore } from '../read-store.port.js';
import { openMongoReadStore, type MongoReadStoreOptions } from './mongo-read-store.js';

const rosters: ProjectionSpec = { name: 'rosters', version: 1, collections: [{ name: 'officials', indexes: { byUnit: ['unit'] } }] };
const put = (key: string, document: Document | null) => ({ collection: 'officials', key, document });

describeOnMongod(
  'keeping documents on MongoDB',
  (server) => {
    let [store, database]: [ReadStore?, Db?] = [];
    const opened: ReadStore[] = [];
    let client: MongoClient;
    let place: { readonly url: string; readonly database: string };
    const open = async (options: Partial<MongoReadStoreOptions> = {}) => {
      const one = await openMongoReadStore({ ...place, ...options });
      opened.push(one);
      return one;
    };
    const standing = () => {
      if (!store || !database) throw new Error('opened before each test');
      return { store, database };
    };
    const own = () => {
      const set = server().own;
      if (!set) throw new Error('started here');
      return set;
    };
    beforeAll(async () => {
      client = await new MongoClient(server().url).connect();
    });
    beforeEach(async () => {
      place = { url: server().url, database: server().freshDatabase() };
      database = client.db(place.database);
      store = await open();
      await store.declare(rosters);
    });
    afterEach(async () => {
      await own().failNoMore();
      await Promise.all(opened.splice(0).map((one) => one.close()));
    });
    afterAll(() => client.close());

    const documentOf = async (key: string) => {
      const snapshot = await standing().store.snapshot(rosters);
      return snapshot.get('officials', key).finally(() => snapshot.close());
    };
    const officialsNames = async () => (await standing().database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).filter((name) => name.startsWith('rosters/'));
    const rawOfficials = async () => standing().database.collection((await officialsNames())[0] ?? '').find().toArray();

    describe('giving back what was put', () => {
      it('shows a document in the server’s own tools as it is', async () => {
        const lan = { unit: 'so-noi-vu', posts: [{ from: '2016-01-01', acting: false, rank: 1.5 }], ended: null };
        await standing().store.commit(rosters, { expected: -1, next: 0, writes: [put('lan', lan)] });
        expect(await rawOfficials()).toEqual([{ _id: 'lan', document: lan }]);
      });
      it('gives back any document as JSON does', async () => {
        const odd = fc.constantFrom('$ref', '$id', '$set', 'a.b', '', '_id', '_bsontype', '__proto__', 'toJSON', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'firstBatch', 'nextBatch', 'a\0b', '7', '\ud800');
        const field = fc.oneof(fc.string({ unit: 'binary' }), odd);
        const { value } = fc.letrec((tie) => ({
          value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(null, -0, 0.1, 2 ** 31, 2 ** 53, -1e300, 5e-324, '\ud800', 'a\0b', true, undefined, Infinity), fc.string({ unit: 'binary' }), fc.double(), fc.integer(), tie('list'), tie('object')),
          list: fc.array(tie('value'), { maxLength: 4 }),
          object: fc.dictionary(field, tie('value'), { maxKeys: 4 }),
        }));
        let index = -1;
        await fc.assert(
          fc.asyncProperty(fc.array(fc.dictionary(field.filter((one) => one !== 'unit'), value, { maxKeys: 5 }), { minLength: 1, maxLength: 20 }), async (documents) => {
            await standing().store.commit(rosters, { expected: index, next: (index += 1), writes: documents.map((document, at) => put(`k${at}`, { ...document, unit: 'x' })) });
            for (const [at, document] of documents.entries()) expect(await documentOf(`k${at}`)).toEqual(JSON.parse(JSON.stringify({ ...document, unit: 'x' })));
          }),
          { numRuns: 60 },
        );
      });
      it('finds by its index what it keeps as text, and goes on after it', async () => {
        const writes = ['a', 'b', 'c'].map((key) => put(key, { unit: 'u', $price: key }));
        await standing().store.commit(rosters, { expected: -1, next: 0, writes });
        const snapshot = await standing().store.snapshot(rosters);
        const first = await snapshot.find({ collection: 'officials', index: 'byUnit', equals: ['u'], limit: 2 });
        const rest = await snapshot.find({ collection: 'officials', index: 'byUnit', equals: ['u'], limit: 2, after: first.next ?? '' });
        await snapshot.close();
        expect([...first.items, ...rest.items]).toEqual(writes.map(({ key, document }) => ({ key, document })));
      });
      it('keeps 120 levels', async () => {
        const deep = Array.from({ length: 120 }).reduce<Document>((inner) => ({ inner }), { unit: 'x' });
        await standing().store.commit(rosters, { expected: -1, next: 0, writes: [put('deep', deep)] });
        expect(await documentOf('deep')).toEqual(deep);
      });
    });

    describe('committing what one message cannot hold', () => {
      const texts = (count: number, length: number) => Array.from({ length: count }, (_, at) => put(`k${at}`, { text: String(at).padEnd(length, 'x') }));
      it('writes 10,000 documents in one transaction', async () => {
        await standing().store.commit(rosters, { expected: -1, next: 0, writes: texts(10_000, 200) });
        expect(await rawOfficials()).toHaveLength(10_000);
      });
      it('is refused whole when the server’s cache does not hold it, and what fewer events changed is taken', async () => {
        const writes = texts(80, 1_000_000);
        await expect(standing().store.commit(rosters, { expected: -1, next: 0, writes })).rejects.toThrow(CommitTooLarge);
        expect(await standing().store.checkpoint(rosters)).toEqual({ index: -1 });
        await standing().store.commit(rosters, { expected: -1, next: 0, writes: writes.slice(0, 5) });
        expect(await rawOfficials()).toHaveLength(5);
      });
      it('is refused whole when one document is more than the server takes', async () => {
        const writes = [put('small', {}), put('large', { text: 'x'.repeat(17_000_000) })];
        const failure = await standing().store.commit(rosters, { expected: -1, next: 0, writes }).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(RangeError);
        expect(String(failure)).toContain('large');
        expect(await standing().store.checkpoint(rosters)).toEqual({ index: -1 });
        expect(await rawOfficials()).toEqual([]);
      });
    });

    describe('dropping while others work', () => {
      it('leaves nothing behind, and nothing of what a process left that was killed while it dropped', async () => {
        await standing().store.commit(rosters, { expected: -1, next: 4, writes: [put('a', { n: 1 })] });
        await standing().database.collection<{ _id: string }>('checkpoints').deleteOne({ _id: 'rosters/1' });
        const [old] = await officialsNames();
        await standing().store.declare(rosters);
        expect(await officialsNames()).toHaveLength(1);
        expect(await officialsNames()).not.toContain(old);
        expect(await documentOf('a')).toBeUndefined();
        await standing().store.drop(rosters);
        expect(await officialsNames()).toEqual([]);
      });
      it('keeps apart a projection whose name begins alike', async () => {
        const [second, later] = [{ ...rosters, version: 11 }, { ...rosters, generation: 2 }];
        for (const one of [second, later]) {
          await standing().store.declare(one);
          await standing().store.commit(one, { expected: -1, next: 3, writes: [put('a', { n: 1 })] });
        }
        await standing().store.drop(rosters);
        for (const one of [second, later]) {
          const snapshot = await standing().store.snapshot(one);
          expect(await snapshot.get('officials', 'a')).toEqual({ n: 1 });
          await snapshot.close();
        }
      });
      it('tells a reader whose documents were dropped, instead of finding none', async () => {
        await standing().store.commit(rosters, { expected: -1, next: 4, writes: [put('a', { n: 1 })] });
        const snapshot = await standing().store.snapshot(rosters);
        const other = await open();
        await other.drop(rosters);
        await other.declare(rosters);
        for (const read of [() => snapshot.get('officials', 'a'), () => snapshot.getMany('officials', ['a']), () => snapshot.find({ collection: 'officials', limit: 5 })])
          await expect(read()).rejects.toThrow(ReadStoreUnavailable);
        await snapshot.close();
      });
    });

    describe('going on after a failure', () => {
      it('commits once, whatever the server’s labels ask for', async () => {
        await own().failNext(['update', 'commitTransaction'], 4, { closeConnection: true });
        await standing().store.commit(rosters, { expected: -1, next: 4, writes: [put('a', { n: 1 })] });
        expect(await standing().store.checkpoint(rosters)).toEqual({ index: 4 });
        expect(await documentOf('a')).toEqual({ n: 1 });
      });
      it('is told unavailable when the time is up, and the checkpoint shows that nothing was written', async () => {
        const hasty = await open({ commitMaxMs: 200 });
        await own().failNext(['update'], 1_000, { errorCode: 112, errorLabels: ['TransientTransactionError'] });
        await expect(hasty.commit(rosters, { expected: -1, next: 4, writes: [put('a', { n: 1 })] })).rejects.toThrow(ReadStoreUnavailable);
        await own().failNoMore();
        expect(await hasty.checkpoint(rosters)).toEqual({ index: -1 });
      });
      it.each([['too old', 239], ['taken across a change of the catalogue', 246]])('is told unavailable when its snapshot is %s', async (_, errorCode) => {
        const snapshot = await standing().store.snapshot(rosters);
        await own().failNext(['find'], 5, { errorCode });
        await expect(snapshot.get('officials', 'a')).rejects.toThrow(ReadStoreUnavailable);
        await snapshot.close();
      });
      it('tells the second of two commits that race from one checkpoint, also when neither writes a document', async () => {
        const other = await open();
        for (let round = 0, at = -1; round < 20; round += 1, at += 1) {
          const outcomes = await Promise.allSettled([standing().store, other].map((one) => one.commit(rosters, { expected: at, next: at + 1, writes: [] })));
          expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
          expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(CheckpointConflict) });
        }
      });
    });
    it('is told unavailable when nobody answers, without a word of the credentials', async () => {
      const failure = await openMongoReadStore({ url: 'mongodb://parity:s3cret@127.0.0.1:9/', database: 'parity', selectionTimeoutMs: 200 }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ReadStoreUnavailable);
      expect(String(failure)).not.toContain('s3cret');
    });
  },
  { members: 1 },
);
