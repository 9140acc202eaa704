import { MongoClient, type ClientSession, type Collection } from 'mongodb';
import { hasLabel, isPassing } from './driver-failure.js';
import { inTransaction } from './in-transaction.js';
import { describeOnMongod, type OwnReplicaSet } from './mongod.fixtures.js';

const [writeConflict, notWritablePrimary, shutdown] = [112, 10107, 91];

describeOnMongod(
  'writing in a transaction',
  (server) => {
    let client: MongoClient;
    let numbers: Collection<{ readonly _id: string; readonly n: number }>;
    let own: OwnReplicaSet;
    beforeAll(async () => {
      const { own: set, url } = server();
      if (!set) throw new Error('started here');
      own = set;
      client = await new MongoClient(url).connect();
    });
    beforeEach(async () => {
      numbers = client.db(server().freshDatabase()).collection('numbers');
      await numbers.insertOne({ _id: 'a', n: 0 });
    });
    afterEach(() => own.failNoMore());
    afterAll(() => client.close());

    const add = (into = numbers) => {
      const done = { attempts: 0 };
      const work = async (session: ClientSession) => {
        done.attempts += 1;
        await into.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
      };
      return { done, work };
    };
    const held = async () => (await numbers.findOne({ _id: 'a' }))?.n;

    it.each([
      ['a conflict', { errorCode: writeConflict, errorLabels: ['TransientTransactionError'] }],
      ['a primary that stepped down', { errorCode: notWritablePrimary, errorLabels: ['TransientTransactionError'] }],
      ['a connection that was closed', { closeConnection: true } as const],
    ])('begins anew after %s, and counts once', async (_, failure) => {
      const { done, work } = add();
      await own.failNext(['update'], 2, failure);
      await inTransaction(client, work);
      expect(done.attempts).toBe(3);
      expect(await held()).toBe(1);
    });
    it.each([
      ['a connection that was closed', { closeConnection: true } as const],
      ['a shutdown', { errorCode: shutdown, errorLabels: ['RetryableWriteError', 'UnknownTransactionCommitResult'] }],
      ['a majority that was late', { writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' }, errorLabels: ['UnknownTransactionCommitResult'] }],
    ])('commits again, and does nothing anew, when the outcome is unknown after %s', async (_, failure) => {
      const { done, work } = add();
      await own.failNext(['commitTransaction'], 3, failure);
      await inTransaction(client, work);
      expect(done.attempts).toBe(1);
      expect(await held()).toBe(1);
    });
    it('lets the last error out when the time is up, and it is one that passes', async () => {
      const { work } = add();
      await own.failNext(['update'], 1_000, { errorCode: writeConflict, errorLabels: ['TransientTransactionError'] });
      const failure = await inTransaction(client, work, 200).catch((error: unknown) => error);
      expect(hasLabel(failure, 'TransientTransactionError') && isPassing(failure)).toBe(true);
      expect(await held()).toBe(0);
    });
    it('says that the outcome is unknown when the commit’s time is up', async () => {
      const { work } = add();
      await own.failNext(['commitTransaction'], 1_000, { errorCode: shutdown, errorLabels: ['UnknownTransactionCommitResult'] });
      const failure = await inTransaction(client, work, 200).catch((error: unknown) => error);
      expect(hasLabel(failure, 'UnknownTransactionCommitResult') && isPassing(failure)).toBe(true);
    });
    it('begins nothing anew after an error of the work itself, and leaves nothing behind', async () => {
      const { done, work } = add();
      const refusing = async (session: ClientSession) => {
        await work(session);
        throw new RangeError('not this one');
      };
      await expect(inTransaction(client, refusing)).rejects.toThrow('not this one');
      expect(done.attempts).toBe(1);
      expect(await held()).toBe(0);
    });
    it('loses none of many that meet', async () => {
      await Promise.all(Array.from({ length: 20 }, () => inTransaction(client, add().work)));
      expect(await held()).toBe(20);
    });
  },
  { members: 1 },
);
