import fc from 'fast-check';
import { clientOf } from '../../../tests/doubles/eventstoredb/event-store-client.fixtures.js';
import { isRealServer } from '../../../tests/doubles/eventstoredb/event-store-db.fixtures.js';
import { openEventStoreDbCluster } from '../../../tests/doubles/eventstoredb/eventstoredb-cluster.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../../../tests/doubles/eventstoredb/eventstoredb-double.js';
import { CorruptHistory } from '../../kernel/errors.js';
import { collect, event, events, take, textsOf } from '../event-store.fixtures.js';
import { LogBehindCheckpoint, StoreUnavailable } from '../event-store.port.js';
import { followCertainly, inMemoryPositions, pause, recordCertainly } from './eventstoredb.fixtures.js';
import { openEventStoreDb, type EventStoreDbOptions, type EventStoreDbStore } from './eventstoredb-event-store.js';

const texts = (from: number, count: number) => events(from, count).map(({ text }) => text);

if (isRealServer) describe('reading over a failing connection', () => void it.todo('is tried on the double only, because faults cannot be injected into the server that EVENTSTORE_URL names'));
else {
  let double: EventStoreDbDouble;
  let store: EventStoreDbStore;
  let log: string;
  let logs = 0;
  const openStore = (options: Partial<EventStoreDbOptions> = {}) => openEventStoreDb({ url: double.url, log, retryDelayMs: 5, ...options });
  beforeEach(async () => {
    double = await openEventStoreDbDouble();
    logs += 1;
    log = `readings-${logs}`;
    store = await openStore();
  });
  afterEach(async () => {
    await store.close();
    await double.close();
  });
  const storeForeign = (count: number, size = 20) => {
    for (let n = 0; n < count; n += 1) double.storeRaw(n % 3 === 0 ? '$stats-0' : `${log}-other.s${n % 7}`, 'Foreign', JSON.stringify({ n, text: 'x'.repeat(size) }));
  };

  /** The last ten records are gone. */
  const restoreBackup = () => double.restoreBackup(BigInt(double.log.events.at(-10)?.position ?? 0));
  /** The first call may still go over a connection that is gone. */
  const oncePossible = <Result>(call: () => Promise<Result>): Promise<Result> => call().catch((error: unknown) => (error instanceof StoreUnavailable ? call() : Promise.reject(error)));

  describe('reading over a failing connection', () => {
    it.each([
      ['cut', { fault: 'cut', afterEvents: 3 }],
      ['refused by a node that is not ready', 'not-ready'],
      ['dropped', { fault: 'unavailable', afterEvents: 1 }],
    ] as const)('says that a reading was %s, and reads again', async (_, fault) => {
      await store.append('a', 'none', events(0, 10));
      await store.head();
      double.faults.nextReads('none', fault);
      await expect(collect(store.readStream('a', { direction: 'backwards' }))).rejects.toThrow(StoreUnavailable);
      expect(await textsOf(store.readStream('a'))).toEqual(texts(0, 10));
      double.faults.nextReads('unavailable');
      await expect(store.head()).rejects.toThrow(StoreUnavailable);
      expect(await textsOf(store.readAll())).toEqual(texts(0, 10));
    });
    it('gives up a reading that stands still, and never takes its beginning for the whole', async () => {
      await store.append('a', 'none', events(0, 10));
      const hasty = await openStore({ deadlineMs: 500 });
      double.faults.nextReads({ fault: 'silent', afterEvents: 5 });
      await expect(textsOf(hasty.readStream('a'))).rejects.toThrow(/did not answer within 500 ms/);
      expect(await textsOf(hasty.readStream('a'))).toEqual(texts(0, 10));
      await hasty.close();
    });
    it('goes to the leader that a node names', async () => {
      await store.append('a', 'none', events(0, 3));
      double.faults.nextReads('not-leader', 'not-leader');
      expect(await textsOf(store.readStream('a'))).toEqual(texts(0, 3));
    });
  });

  describe('following over a failing connection', () => {
    it('opens a dropped subscription again and misses nothing', async () => {
      const following = take(store, 0, 30);
      for (let n = 0; n < 30; n += 1) {
        await store.append('a', n === 0 ? 'none' : n - 1, [event(n)]);
        if (n % 5 === 0) double.faults.dropSubscriptions();
      }
      expect((await following).map(({ text }) => text)).toEqual(texts(0, 30));
    });
    it('hears of what another process appends after its subscription was dropped and refused', async () => {
      const other = await openStore();
      const following = followCertainly(store, 2);
      await other.append('a', 'none', [event(0)]);
      while (double.faults.dropSubscriptions() === 0) await pause(5);
      double.faults.nextSubscriptions('not-ready', 'cut', 'unavailable');
      await pause(50);
      await recordCertainly(other, 'a', [event(1)], 0);
      expect(await following).toEqual(texts(0, 2));
      await other.close();
    });
    it('goes on with the same store after the server was killed several times', async () => {
      const following = followCertainly(store, 60);
      for (let n = 0; n < 60; n += 1) {
        if (n % 20 === 10) await double.restart();
        await recordCertainly(store, `s${n}`, [event(n)]);
      }
      expect(await following).toEqual(texts(0, 60));
    });
    it('holds nobody back with a slow consumer, and drops nothing', async () => {
      double.faults.dropSlowSubscriptions(5);
      const fast = take(store, 0, 300);
      const slow = followCertainly(store, 300, (index) => (index % 50 === 0 ? pause(20) : undefined));
      for (let n = 0; n < 300; n += 1) await store.append('a', n === 0 ? 'none' : n - 1, [event(n)]);
      expect((await fast).map(({ text }) => text)).toEqual(texts(0, 300));
      expect(await slow).toEqual(texts(0, 300));
    });
    it('goes to the new leader of a cluster, and has every event once', async () => {
      const cluster = await openEventStoreDbCluster({ electionMs: 100 });
      const clustered = await openStore({ url: cluster.url });
      const following = followCertainly(clustered, 80);
      const record = async (writer: number) => {
        for (let n = 0; n < 20; n += 1) await recordCertainly(clustered, `w${writer}-${n}`, [event(writer * 20 + n)]);
      };
      const recording = Promise.all([0, 1, 2, 3].map(record));
      await pause(20);
      const killed = cluster.leader();
      await cluster.killLeader();
      await recording;
      await cluster.revive(killed);
      expect((await following).toSorted()).toEqual(texts(0, 80).toSorted());
      await clustered.close();
      await cluster.close();
    });
  });

  describe('sharing a server with others', () => {
    it('counts its own events whatever lies between, however they are read', () =>
      fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(fc.nat(700), fc.nat(300)), { minLength: 1, maxLength: 3 }), fc.nat(1_000), async (stretches, from) => {
          logs += 1;
          log = `readings-${logs}`;
          const mine = await openStore();
          let written = 0;
          for (const [foreign, own] of stretches) {
            storeForeign(foreign);
            if (own > 0) await mine.append('a', written === 0 ? 'none' : written - 1, events(written, own));
            written += own;
          }
          expect(await mine.head()).toBe(written - 1);
          const fresh = await openStore();
          expect(await textsOf(fresh.readAll({ fromIndex: from }))).toEqual(texts(0, written).slice(from));
          expect(await textsOf(fresh.readAll({ direction: 'backwards' }))).toEqual(texts(0, written).toReversed());
          expect((await collect(fresh.readStream('a'))).map(({ index }) => index)).toEqual(Array.from({ length: written }, (__, index) => index));
          const cold = await openStore();
          expect(await followCertainly(cold, written)).toEqual(texts(0, written));
          await Promise.all([mine, fresh, cold].map((one) => one.close()));
        }),
        { numRuns: 5 },
      ));
    it.each([
      ['text that is no JSON', 'a', '{"n":'],
      ['a list', 'a', '[1]'],
      ['a number', 'a', '1'],
      ['a name that engines reorder', 'a', '{"1":1}'],
    ])('stops at %s under its own name, and says where', async (_, stream, data) => {
      await store.append('a', 'none', [event(0)]);
      double.storeRaw(`${log}.${stream}`, 'Foreign', data);
      const error: unknown = await store.head().catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(CorruptHistory);
      expect(String(error)).toMatch(new RegExp(`${log}\\.${stream} at position ${double.log.events.at(-1)?.position} holds no event of this log`));
      await expect(take(store, 0, 2)).rejects.toThrow(CorruptHistory);
      await expect(collect(store.readAll())).rejects.toThrow(CorruptHistory);
    });
    it.each([['deleteStream'], ['tombstoneStream']] as const)('stops at %s of one of its streams', async (deletion) => {
      await store.append('a', 'none', [event(0)]);
      const client = clientOf(double.url);
      await client[deletion](`${log}.a`);
      await expect(store.head()).rejects.toThrow(CorruptHistory);
      await client.dispose();
    });
  });

  describe('starting where the last run ended', () => {
    it('saves how far it searched also where nothing matched, and does not search that again', async () => {
      const positions = inMemoryPositions();
      const first = await openStore({ positions });
      await first.append('a', 'none', events(0, 3));
      const stop = new AbortController();
      const following = collect(first.follow(0, { signal: stop.signal }));
      await pause(30);
      storeForeign(3_000, 800);
      while ((positions.saved()?.searchedTo.position ?? 0n) < 1_500_000n) await pause(5);
      stop.abort();
      await following;
      await first.close();
      expect(positions.saved()).toMatchObject({ positions: { length: 3 }, lastId: event(2).id });
      const searchedTo = String(positions.saved()?.searchedTo.position);
      const second = await openStore({ positions });
      expect(second.counts.searchedTo).toBe(searchedTo);
      expect(await second.head()).toBe(2);
      expect(await textsOf(second.readAll())).toEqual(texts(0, 3));
      await second.close();
    });
    it.each([
      ['at its next look', async (): Promise<unknown> => store.head()],
      ['when it follows', async () => take(store, 40, 1)],
      ['when it has followed from the first', async () => take(store, 0, 41)],
    ])('notices a restored backup %s', async (_, look) => {
      await store.append('a', 'none', events(0, 40));
      await store.head();
      restoreBackup();
      await expect(oncePossible(look)).rejects.toThrow(LogBehindCheckpoint);
    });
    it('notices a restored backup on which others have gone on', async () => {
      await store.append('a', 'none', events(0, 40));
      await store.head();
      restoreBackup();
      storeForeign(100);
      await expect(oncePossible(() => store.head())).rejects.toThrow(LogBehindCheckpoint);
    });
    it.each([['a restored backup', true], ['another server', false]])('refuses to open on %s', async (_, isBackup) => {
      const positions = inMemoryPositions();
      const first = await openStore({ positions });
      await first.append('a', 'none', events(0, 40));
      await first.head();
      await first.close();
      if (isBackup) restoreBackup();
      const other = isBackup ? undefined : await openEventStoreDbDouble();
      await expect(oncePossible(() => openStore({ positions, ...(other ? { url: other.url } : {}) }))).rejects.toThrow(LogBehindCheckpoint);
      await other?.close();
    });
  });
}
