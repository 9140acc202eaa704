import { event } from '../../libs/event-store/event-store.fixtures.js';
import { openEventStoreDb, type EventStoreDbStore } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { ClockOff, type TimeKeeping } from '../../libs/event-store/store-time.js';
import { openServerTime } from '../../libs/mongodb/server-time.js';
import { describeOnMongod } from '../../libs/mongodb/mongod.fixtures.js';
import { eventStoreDbForTests, type EventStoreDbForTests } from '../../tests/doubles/eventstoredb/event-store-db.fixtures.js';
import { timeOfServers } from './store-times.js';

const fastBy = (ms: number) => ({ now: () => Date.now() + ms });

describeOnMongod('keeping to the servers’ time', (mongod) => {
  let server: EventStoreDbForTests;
  let log: EventStoreDbStore;
  const opened: { close(): Promise<void> }[] = [];
  const unreachable = { url: 'mongodb://127.0.0.1:9/', database: 'none', selectionTimeoutMs: 200 };
  const mongo = () => ({ url: mongod().url, database: mongod().freshDatabase() });
  const timeBy = (ms: number, readStore = mongo()): TimeKeeping => {
    const time = timeOfServers(log, readStore, fastBy(ms));
    opened.push(time);
    return time;
  };
  beforeAll(async () => {
    server = await eventStoreDbForTests();
    log = await openEventStoreDb({ url: server.url, log: server.freshLog() });
  });
  afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())));
  afterAll(async () => {
    await log.close();
    await server.close();
  });

  it.each([[60_000], [-60_000]])('notices a clock that is off by %s ms, to the tenth of a second', async (ms) => {
    const difference = await timeBy(ms).furthest();
    expect(Math.abs((difference?.aheadMs ?? 0) - ms)).toBeLessThan(100);
    await expect(timeBy(ms).require()).rejects.toThrow(ClockOff);
  });
  it('lets one pass that is right', () => expect(timeBy(0).require()).resolves.toBeUndefined());
  it('says nothing of a clock that the answer’s way leaves open', async () => {
    let calls = 0;
    const time = openServerTime(mongo(), { now: () => (calls += 1) * 1_000_000_000_000 });
    opened.push(time);
    expect(await time.aheadMs()).toBe(0);
  });
  it('notices by the newest record of EventStoreDB alone that the clock is behind', async () => {
    await log.append('a', 'none', [event(0)]);
    const difference = await timeBy(-60_000, unreachable).furthest();
    expect(difference).toMatchObject({ store: 'event store', aheadMs: expect.any(Number) });
    expect(Math.abs((difference?.aheadMs ?? 0) + 60_000)).toBeLessThan(5_000);
    await expect(timeBy(60_000, unreachable).require()).resolves.toBeUndefined();
  });
});
