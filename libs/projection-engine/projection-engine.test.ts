import type { DecodedEvent, Projection } from './projection.js';
import { history, moved, openToy, places } from './toy-engine.fixtures.js';
import { delivering, documentsOf, placesAfter, placesProjection, toyCatalogue, type ToyEvent } from './toy-log.fixtures.js';

let toy: ReturnType<typeof openToy>;
beforeEach(() => {
  toy = openToy();
});
afterEach(() => toy.close());

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
    await toy.record(...history.slice(0, 2));
    const engine = await toy.open();
    await engine.whenCaughtUp();
    expect(await documentsOf(toy.readStore, places)).toEqual(placesAfter(history.slice(0, 2)));
    await toy.record(...history.slice(2));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(toy.readStore, places)).toEqual(placesAfter(history));
    expect(await engine.status()).toEqual([{ name: 'places', version: 1, state: 'running', index: 4, lagEvents: 0, lagSeconds: 0 }]);
  });
  it('tells of every commit until nobody listens any more', async () => {
    const told: number[] = [];
    const engine = await toy.open();
    const unsubscribe = engine.subscribe(({ name, version, index }) => told.push(name === 'places' && version === 1 ? index : Number.NaN));
    await toy.record(...history.slice(0, 2));
    await engine.waitFor(1, 1_000);
    unsubscribe();
    await toy.record(...history.slice(2));
    await engine.waitFor(4, 1_000);
    expect(told.at(-1)).toBe(1);
  });
  it('reads and decodes the log once for all its projections', async () => {
    await toy.record(...history);
    let decoded = 0;
    const catalogue = { read: (stored: Parameters<typeof toyCatalogue.read>[0]) => ((decoded += 1), toyCatalogue.read(stored)) };
    const projections = ['one', 'two', 'three'].map((name) => placesProjection(name));
    const engine = await toy.open({ catalogue, projections });
    await engine.whenCaughtUp();
    for (const projection of projections) expect(await documentsOf(toy.readStore, projection)).toEqual(placesAfter(history));
    expect(decoded).toBe(history.length);
  });
  it('lets a new projection catch up while another follows', async () => {
    await toy.record(...history.slice(0, 4));
    const first = await toy.open();
    await first.whenCaughtUp();
    await first.close();
    const late = placesProjection('late');
    const engine = await toy.open({ projections: [places, late], batchMax: 2 });
    await engine.whenCaughtUp();
    await toy.record(...history.slice(4));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(toy.readStore, late)).toEqual(placesAfter(history));
  });
});

describe('meeting an event that cannot be applied', () => {
  it.each<[string, { type: string; data: object }, RegExp]>([
    ['of a type this release does not know', { type: 'Promoted', data: {} }, /^UnknownEvent/],
    ['with a field that breaks its rule', { type: 'Left', data: { who: 7 } }, /^CorruptHistory/],
  ])('stops before one %s', async (_, strange, reason) => {
    await toy.record(...history.slice(0, 3), strange, ...history.slice(3));
    const engine = await toy.open();
    expect(await engine.waitFor(5, 1_000)).toBe('stopped');
    expect(await engine.status()).toMatchObject([{ state: 'stopped', index: 2, lagEvents: 3, lagSeconds: 97, stoppedAt: { index: 3, type: strange.type, reason: expect.stringMatching(reason) } }]);
    expect(await documentsOf(toy.readStore, places)).toEqual(placesAfter(history.slice(0, 3)));
  });
  it('stops the projection whose handler throws, takes back what the handler had begun, and lets the others go on', async () => {
    const fragile = failing('fragile', ({ index }) => index === 3);
    await toy.record(...history.slice(0, 4));
    const engine = await toy.open({ projections: [fragile, places] });
    await toy.record(...history.slice(4));
    expect(await engine.waitFor(4, 1_000, 'places')).toBe('reached');
    expect(await engine.waitFor(2, 1_000, 'fragile')).toBe('reached');
    expect(await engine.waitFor(3, 1_000, 'fragile')).toBe('stopped');
    expect(await documentsOf(toy.readStore, fragile)).toEqual(placesAfter(history.slice(0, 3)));
    expect(await engine.status()).toMatchObject([{ state: 'stopped', stoppedAt: { index: 3, type: 'Left', reason: 'RangeError: cannot be applied' } }, { state: 'running', index: 4 }]);
  });
  it('goes on with that very event when resumed', async () => {
    let isBroken = true;
    const mended = failing('mended', ({ index }) => isBroken && index === 3);
    await toy.record(...history);
    const engine = await toy.open({ projections: [mended] });
    expect(await engine.waitFor(4, 1_000)).toBe('stopped');
    isBroken = false;
    await engine.resume('mended');
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(toy.readStore, mended)).toEqual(placesAfter(history));
    expect((await engine.status())[0]).not.toHaveProperty('stoppedAt');
  });
  it('stops a projection whose checkpoint lies beyond a restored log', async () => {
    await toy.readStore.declare(places);
    await toy.readStore.commit(places, { expected: -1, next: 9, writes: [] });
    await toy.record(...history);
    const engine = await toy.open();
    expect(await engine.status()).toMatchObject([{ state: 'stopped', stoppedAt: { index: 9, wrongFrom: 0, reason: expect.stringMatching(/^CheckpointBeyondLog/) } }]);
  });
  it('stops a projection that has folded another event than a restored log came to hold there', async () => {
    await toy.record(...history);
    const engine = await toy.open();
    await engine.whenCaughtUp();
    await engine.close();
    const { index } = await toy.readStore.checkpoint(places);
    await toy.readStore.commit(places, { expected: index, next: index, event: 'the salt of an event that is lost', writes: [] });
    const again = await toy.open();
    expect(await again.status()).toMatchObject([{ state: 'stopped', stoppedAt: { index, wrongFrom: 0, reason: expect.stringMatching(/^LogReplaced/) } }]);
  });
  it('goes on where the log holds what was folded', async () => {
    await toy.record(...history);
    const engine = await toy.open();
    await engine.whenCaughtUp();
    await engine.close();
    expect(await toy.readStore.checkpoint(places)).toEqual({ index: history.length - 1, event: 's' });
    expect(await (await toy.open()).status()).toMatchObject([{ state: 'running' }]);
  });
  it.each([0, 3, 4])('stops at event %s and names it when its documents cannot be stored', async (at) => {
    const odd: Projection<ToyEvent> = {
      ...places,
      name: 'odd',
      handle: (event, documents) => (event.index === at ? documents.put('people', 'odd', { at: true }) : places.handle(event, documents)),
    };
    await toy.record(...history);
    const engine = await toy.open({ projections: [odd] });
    expect(await engine.waitFor(4, 1_000)).toBe('stopped');
    expect(await engine.status()).toMatchObject([{ index: at - 1, stoppedAt: { index: at, type: history[at]?.type, reason: expect.stringMatching(/^RangeError: at/) } }]);
    expect(await documentsOf(toy.readStore, odd)).toEqual(placesAfter(history.slice(0, at)));
  });
  it('believes a head below the documents only when it is told again', async () => {
    await toy.record(...history);
    const first = await toy.open();
    await first.whenCaughtUp();
    await first.close();
    let isBehind = true;
    const late = { ...delivering(toy.store, [9]), head: async () => (isBehind ? ((isBehind = false), 1) : toy.store.head()) };
    expect(await (await toy.open({ store: late })).status()).toMatchObject([{ state: 'running', index: 4 }]);
  });
});

describe('pausing and resuming a projection', () => {
  it('leaves it where it is while the others go on, and then brings it up', async () => {
    const other = placesProjection('other');
    await toy.record(...history.slice(0, 2));
    const engine = await toy.open({ projections: [places, other] });
    await engine.whenCaughtUp();
    await engine.pause('places');
    await toy.record(...history.slice(2));
    expect(await engine.waitFor(4, 1_000, 'other')).toBe('reached');
    expect(await engine.waitFor(4, 20, 'places')).toBe('timed-out');
    expect(await engine.status()).toMatchObject([{ state: 'paused', index: 1, lagEvents: 3 }, { state: 'running', index: 4 }]);
    await engine.resume('places');
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    await toy.record(moved('lan', 'c'));
    expect(await engine.waitFor(5, 1_000)).toBe('reached');
    expect(await documentsOf(toy.readStore, places)).toEqual(await documentsOf(toy.readStore, other));
  });
  it('resumes when every projection was paused', async () => {
    const engine = await toy.open();
    await engine.pause('places');
    await toy.record(...history);
    await engine.resume('places');
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
  });
  it('starts from nothing once its documents were dropped', async () => {
    await toy.record(...history.slice(0, 4));
    const engine = await toy.open();
    await engine.whenCaughtUp();
    await toy.readStore.drop(places);
    await toy.record(...history.slice(4));
    expect(await engine.waitFor(4, 1_000)).toBe('reached');
    expect(await documentsOf(toy.readStore, places)).toEqual(placesAfter(history));
  });
});
