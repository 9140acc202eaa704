import { StoreUnavailable, type EventStoreReader } from '../event-store/event-store.port.js';
import { ReadStoreUnavailable, type ReadStore } from '../read-store/read-store.port.js';
import { history, openToy, places } from './toy-engine.fixtures.js';
import { delivering, documentsOf, placesAfter } from './toy-log.fixtures.js';

let toy: ReturnType<typeof openToy>;
beforeEach(() => {
  toy = openToy();
});
afterEach(() => toy.close());

describe('working on stores that fail now and then', () => {
  const delays: number[] = [];
  const scheduler = { turn: () => new Promise<void>((resolve) => setImmediate(resolve)), delay: async (ms: number) => void delays.push(ms) };
  beforeEach(() => void delays.splice(0));

  it('tries again with growing delays and comes to the same documents', async () => {
    let failures = 3;
    const flaky: ReadStore = { ...toy.readStore, commit: (...args) => (failures-- > 0 ? Promise.reject(new ReadStoreUnavailable('away')) : toy.readStore.commit(...args)) };
    await toy.record(...history);
    const engine = await toy.open({ readStore: flaky, scheduler });
    await engine.whenCaughtUp();
    expect(delays).toEqual([50, 100, 200]);
    expect(await documentsOf(toy.readStore, places)).toEqual(placesAfter(history));
    expect((await engine.status())[0]).not.toHaveProperty('waitingBecause');
  });
  it('does not count twice what a commit wrote before its answer was lost', async () => {
    let isLost = true;
    const lossy: ReadStore = {
      ...toy.readStore,
      commit: async (...args) => {
        await toy.readStore.commit(...args);
        if (isLost) {
          isLost = false;
          throw new ReadStoreUnavailable('answer lost');
        }
      },
    };
    await toy.record(...history);
    const engine = await toy.open({ readStore: lossy, scheduler });
    await engine.whenCaughtUp();
    expect(await documentsOf(toy.readStore, places)).toEqual(placesAfter(history));
  });
  it.each([
    ['readAll', [50, 100]],
    // Between two attempts to follow it reads what is stored, which goes well.
    ['follow', [50]],
  ] as const)('reads on when %s breaks off', async (method, expected) => {
    let failures = 2;
    const breaking: EventStoreReader = {
      readStream: (stream, range) => toy.store.readStream(stream, range),
      head: () => toy.store.head(),
      readAll: (range) => (method === 'readAll' && failures-- > 0 ? brokenOff() : toy.store.readAll(range)),
      follow: (from, options) => (method === 'follow' && failures-- > 0 ? brokenOff() : toy.store.follow(from, options)),
    };
    await toy.record(...history.slice(0, 2));
    const engine = await toy.open({ store: breaking, scheduler });
    await engine.whenCaughtUp();
    await toy.record(...history.slice(2));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(new Set(delays)).toEqual(new Set(expected));
  });
  const brokenOff = (): AsyncIterable<never> => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new StoreUnavailable('away')) }) });

  it('waits, and says why, while a reading skips an event', async () => {
    await toy.record(...history);
    let isSkipping = true;
    const skipping: EventStoreReader = { ...delivering(toy.store, [9]), readAll: (range) => toy.store.readAll(isSkipping ? { ...range, fromIndex: 1 } : range) };
    const engine = await toy.open({ store: skipping, scheduler: { ...scheduler, delay: () => new Promise((resolve) => setTimeout(resolve, 5)) } });
    expect(await engine.waitFor(0, 30)).toBe('timed-out');
    expect(await engine.status()).toMatchObject([{ state: 'running', index: -1, waitingBecause: expect.stringMatching(/^LogSkips/) }]);
    isSkipping = false;
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(toy.readStore, places)).toEqual(placesAfter(history));
  });
});
