import fc from 'fast-check';
import { openInMemoryEventStore } from '../event-store/in-memory/in-memory-event-store.js';
import { StoreUnavailable, type EventStore, type EventStoreReader } from '../event-store/event-store.port.js';
import { openInMemoryReadStore } from '../read-store/in-memory/in-memory-read-store.js';
import { ReadStoreUnavailable, type ReadStore } from '../read-store/read-store.port.js';
import type { DecodedEvent, Projection } from './projection.js';
import { openProjectionEngine, type ProjectionEngine, type ProjectionEngineOptions } from './projection-engine.js';
import { delivering, documentsOf, placesAfter, placesProjection, startedAtMs, toyCatalogue, toyEvent, type ToyEvent } from './projection-engine.fixtures.js';

const clock = { now: () => startedAtMs + 100_000 };
const places = placesProjection();
const moved = (who: string, to: string, by = 1): ToyEvent => ({ type: 'Moved', data: { who, to, by } });
const history: ToyEvent[] = [moved('lan', 'a'), moved('hoa', 'a'), moved('lan', 'b', 3), { type: 'Left', data: { who: 'hoa' } }, moved('mai', 'b')];

let store: EventStore;
let readStore: ReadStore;
const opened: ProjectionEngine[] = [];
let written = 0;
const record = async (...events: readonly { readonly type: string; readonly data: object }[]) => {
  await store.append('toy', written === 0 ? 'none' : written - 1, events.map((event, at) => toyEvent(written + at, event)));
  written += events.length;
};
const open = async (options: Partial<ProjectionEngineOptions<ToyEvent>> = {}) => {
  const engine = await openProjectionEngine<ToyEvent>({ store, readStore, catalogue: toyCatalogue, projections: [places], clock, ...options });
  opened.push(engine);
  return engine;
};
beforeEach(() => {
  store = openInMemoryEventStore();
  readStore = openInMemoryReadStore();
  written = 0;
});
afterEach(async () => {
  for (const engine of opened.splice(0)) await engine.close();
  await store.close();
});

/** A projection that fails at the events a test chooses. */
const failing = (name: string, fails: (event: DecodedEvent<ToyEvent>) => boolean): Projection<ToyEvent> => ({
  ...places,
  name,
  handle: (event, documents) => {
    const done = places.handle(event, documents);
    if (fails(event)) throw new RangeError('cannot be applied');
    return done;
  },
});

describe('projecting the log', () => {
  it('catches up with what is recorded and follows what comes after', async () => {
    await record(...history.slice(0, 2));
    const engine = await open();
    await engine.whenCaughtUp();
    expect(await documentsOf(readStore, places)).toEqual(placesAfter(history.slice(0, 2)));
    await record(...history.slice(2));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(readStore, places)).toEqual(placesAfter(history));
    expect(await engine.status()).toEqual([{ name: 'places', version: 1, state: 'running', index: 4, lagEvents: 0, lagSeconds: 0 }]);
  });
  it('tells of every commit until nobody listens any more', async () => {
    const told: number[] = [];
    const engine = await open();
    const unsubscribe = engine.subscribe(({ name, version, index }) => told.push(name === 'places' && version === 1 ? index : Number.NaN));
    await record(...history.slice(0, 2));
    await engine.waitFor(1, 1_000);
    unsubscribe();
    await record(...history.slice(2));
    await engine.waitFor(4, 1_000);
    expect(told.at(-1)).toBe(1);
  });
  it('reads and decodes the log once for all its projections', async () => {
    await record(...history);
    let decoded = 0;
    const catalogue = { read: (stored: Parameters<typeof toyCatalogue.read>[0]) => ((decoded += 1), toyCatalogue.read(stored)) };
    const projections = ['one', 'two', 'three'].map((name) => placesProjection(name));
    const engine = await open({ catalogue, projections });
    await engine.whenCaughtUp();
    for (const projection of projections) expect(await documentsOf(readStore, projection)).toEqual(placesAfter(history));
    expect(decoded).toBe(history.length);
  });
  it('lets a new projection catch up while another follows', async () => {
    await record(...history.slice(0, 4));
    const first = await open();
    await first.whenCaughtUp();
    await first.close();
    const late = placesProjection('late');
    const engine = await open({ projections: [places, late], batchMax: 2 });
    await engine.whenCaughtUp();
    await record(...history.slice(4));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(readStore, late)).toEqual(placesAfter(history));
  });
});

describe('meeting an event that cannot be applied', () => {
  it.each<[string, { type: string; data: object }, RegExp]>([
    ['of a type this release does not know', { type: 'Promoted', data: {} }, /^UnknownEvent/],
    ['with a field that breaks its rule', { type: 'Left', data: { who: 7 } }, /^CorruptHistory/],
  ])('stops before one %s', async (_, strange, reason) => {
    await record(...history.slice(0, 3), strange, ...history.slice(3));
    const engine = await open();
    expect(await engine.waitFor(5, 1_000)).toBe('stopped');
    expect(await engine.status()).toMatchObject([{ state: 'stopped', index: 2, lagEvents: 3, lagSeconds: 97, stoppedAt: { index: 3, type: strange.type, reason: expect.stringMatching(reason) } }]);
    expect(await documentsOf(readStore, places)).toEqual(placesAfter(history.slice(0, 3)));
  });
  it('stops the projection whose handler throws, takes back what the handler had begun, and lets the others go on', async () => {
    const fragile = failing('fragile', ({ index }) => index === 3);
    await record(...history.slice(0, 4));
    const engine = await open({ projections: [fragile, places] });
    await record(...history.slice(4));
    expect(await engine.waitFor(4, 1_000, 'places')).toBe('reached');
    expect(await engine.waitFor(2, 1_000, 'fragile')).toBe('reached');
    expect(await engine.waitFor(3, 1_000, 'fragile')).toBe('stopped');
    expect(await documentsOf(readStore, fragile)).toEqual(placesAfter(history.slice(0, 3)));
    expect(await engine.status()).toMatchObject([{ state: 'stopped', stoppedAt: { index: 3, type: 'Left', reason: 'RangeError: cannot be applied' } }, { state: 'running', index: 4 }]);
  });
  it('goes on with that very event when resumed', async () => {
    let isBroken = true;
    const mended = failing('mended', ({ index }) => isBroken && index === 3);
    await record(...history);
    const engine = await open({ projections: [mended] });
    expect(await engine.waitFor(4, 1_000)).toBe('stopped');
    isBroken = false;
    await engine.resume('mended');
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(readStore, mended)).toEqual(placesAfter(history));
    expect((await engine.status())[0]).not.toHaveProperty('stoppedAt');
  });
  it('stops a projection whose checkpoint lies beyond a restored log', async () => {
    await readStore.declare(places);
    await readStore.commit(places, { expected: -1, next: 9, writes: [] });
    await record(...history);
    const engine = await open();
    expect(await engine.status()).toMatchObject([{ state: 'stopped', stoppedAt: { index: 9, reason: expect.stringMatching(/^CheckpointBeyondLog/) } }]);
  });
  it('stops where documents cannot be stored', async () => {
    const odd: Projection<ToyEvent> = { ...places, name: 'odd', handle: ({ event }, documents) => documents.put('people', event.data.who, { at: true }) };
    await record(...history);
    const engine = await open({ projections: [odd] });
    expect(await engine.waitFor(0, 1_000)).toBe('stopped');
    expect(await engine.status()).toMatchObject([{ index: -1, stoppedAt: { index: 0, reason: expect.stringMatching(/^RangeError: at/) } }]);
  });
});

describe('pausing and resuming a projection', () => {
  it('leaves it where it is while the others go on, and then brings it up', async () => {
    const other = placesProjection('other');
    await record(...history.slice(0, 2));
    const engine = await open({ projections: [places, other] });
    await engine.whenCaughtUp();
    await engine.pause('places');
    await record(...history.slice(2));
    expect(await engine.waitFor(4, 1_000, 'other')).toBe('reached');
    expect(await engine.waitFor(4, 20, 'places')).toBe('timed-out');
    expect(await engine.status()).toMatchObject([{ state: 'paused', index: 1, lagEvents: 3 }, { state: 'running', index: 4 }]);
    await engine.resume('places');
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    await record(moved('lan', 'c'));
    expect(await engine.waitFor(5, 1_000)).toBe('reached');
    expect(await documentsOf(readStore, places)).toEqual(await documentsOf(readStore, other));
  });
  it('resumes when every projection was paused', async () => {
    const engine = await open();
    await engine.pause('places');
    await record(...history);
    await engine.resume('places');
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
  });
  it('starts from nothing once its documents were dropped', async () => {
    await record(...history.slice(0, 4));
    const engine = await open();
    await engine.whenCaughtUp();
    await readStore.drop(places);
    await record(...history.slice(4));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(readStore, places)).toEqual(placesAfter(history));
  });
});

describe('working on stores that fail now and then', () => {
  const delays: number[] = [];
  const scheduler = { turn: () => new Promise<void>((resolve) => setImmediate(resolve)), delay: async (ms: number) => void delays.push(ms) };
  beforeEach(() => void delays.splice(0));

  it('tries again with growing delays and comes to the same documents', async () => {
    let failures = 3;
    const flaky: ReadStore = { ...readStore, commit: (...args) => (failures-- > 0 ? Promise.reject(new ReadStoreUnavailable('away')) : readStore.commit(...args)) };
    await record(...history);
    const engine = await open({ readStore: flaky, scheduler });
    await engine.whenCaughtUp();
    expect(delays).toEqual([50, 100, 200]);
    expect(await documentsOf(readStore, places)).toEqual(placesAfter(history));
    expect((await engine.status())[0]).not.toHaveProperty('waitingBecause');
  });
  it('does not count twice what a commit wrote before its answer was lost', async () => {
    let isLost = true;
    const lossy: ReadStore = {
      ...readStore,
      commit: async (...args) => {
        await readStore.commit(...args);
        if (isLost) {
          isLost = false;
          throw new ReadStoreUnavailable('answer lost');
        }
      },
    };
    await record(...history);
    const engine = await open({ readStore: lossy, scheduler });
    await engine.whenCaughtUp();
    expect(await documentsOf(readStore, places)).toEqual(placesAfter(history));
  });
  it.each([
    ['readAll', [50, 100]],
    // Between two attempts to follow it reads what is stored, which goes well.
    ['follow', [50]],
  ] as const)('reads on when %s breaks off', async (method, expected) => {
    let failures = 2;
    const breaking: EventStoreReader = {
      readStream: (stream, range) => store.readStream(stream, range),
      head: () => store.head(),
      readAll: (range) => (method === 'readAll' && failures-- > 0 ? brokenOff() : store.readAll(range)),
      follow: (from, options) => (method === 'follow' && failures-- > 0 ? brokenOff() : store.follow(from, options)),
    };
    await record(...history.slice(0, 2));
    const engine = await open({ store: breaking, scheduler });
    await engine.whenCaughtUp();
    await record(...history.slice(2));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(new Set(delays)).toEqual(new Set(expected));
  });
  const brokenOff = (): AsyncIterable<never> => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new StoreUnavailable('away')) }) });

  it('waits, and says why, while a reading skips an event', async () => {
    await record(...history);
    let isSkipping = true;
    const skipping: EventStoreReader = { ...delivering(store, [9]), readAll: (range) => store.readAll(isSkipping ? { ...range, fromIndex: 1 } : range) };
    const engine = await open({ store: skipping, scheduler: { ...scheduler, delay: () => new Promise((resolve) => setTimeout(resolve, 5)) } });
    expect(await engine.waitFor(0, 30)).toBe('timed-out');
    expect(await engine.status()).toMatchObject([{ state: 'running', index: -1, waitingBecause: expect.stringMatching(/^LogSkips/) }]);
    isSkipping = false;
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(readStore, places)).toEqual(placesAfter(history));
  });
});

describe('any delivery of one log', () => {
  const someone = fc.constantFrom('lan', 'hoa', 'mai', 'cúc');
  const toyEvents = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ type: fc.constant('Moved' as const), data: fc.record({ who: someone, to: fc.constantFrom('a', 'b', 'c'), by: fc.nat(9) }) }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('Left' as const), data: fc.record({ who: someone }) }) },
    ),
    { minLength: 1, maxLength: 60 },
  );
  const course = fc.record({
    events: toyEvents,
    pages: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
    repeats: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
    batchMax: fc.integer({ min: 1, max: 20 }),
    documentsKeptMax: fc.constantFrom(0, 2, 1_000),
    restarts: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 }),
    engines: fc.integer({ min: 1, max: 3 }),
    recordedBefore: fc.nat(60),
  });

  it('in any pages, with repeats, restarts and several engines racing, gives the documents of one pure fold', async () => {
    await fc.assert(
      fc.asyncProperty(course, async ({ events, pages, repeats, batchMax, documentsKeptMax, restarts, engines, recordedBefore }) => {
        [store, readStore, written] = [openInMemoryEventStore(), openInMemoryReadStore(), 0];
        if (recordedBefore > 0) await record(...events.slice(0, recordedBefore));
        const openAll = () =>
          Promise.all(Array.from({ length: engines }, (_, at) =>
            open({ store: delivering(store, [...pages.slice(at), ...pages], (page) => repeats[page % repeats.length] ?? false), batchMax, documentsKeptMax })));
        let running = await openAll();
        for (let at = recordedBefore; at < events.length; at += 1) {
          await record(...events.slice(at, at + 1));
          if (!restarts.includes(at)) continue;
          await Promise.all(running.map((engine) => engine.close()));
          running = await openAll();
        }
        for (const engine of running) expect(await engine.waitFor(events.length - 1, 5_000)).toBe('reached');
        expect(await documentsOf(readStore, places)).toEqual(placesAfter(events));
        await Promise.all(running.map((engine) => engine.close()));
      }),
      { numRuns: 300 },
    );
  });
});
