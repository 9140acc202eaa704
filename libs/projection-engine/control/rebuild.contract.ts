import type { Projection } from '../projection.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import { history, moved, places } from '../toy-engine.fixtures.js';
import { delivering, documentsOf, placesAfter, type ToyEvent } from '../toy-log.fixtures.js';
import { liveReadStore } from './live-read-store.js';
import { accepted, away, compared, first, holding, operated, rebuildOf, until, walk, wrong, type OperatedStore } from './operation.fixtures.js';

/** Making documents anew while the log grows, on one read store. */
export const rebuildContract = (open: () => Promise<OperatedStore>): void => {
  const { toy, store, second, generation, reached } = operated(open);

  describe('rebuilding beside the live documents', () => {
    it.each([1, 3, 100, 100_000])('gives the same documents in rounds of %s, and says so before the switch', async (roundMax) => {
      const events = walk(250);
      await toy().record(...events);
      const projector = await toy().openProjector({ roundMax, batchMax: 20, store: delivering(toy().store, [20]) });
      await projector.whenCaughtUp();
      await accepted(projector, { kind: 'rebuild' });
      const rebuild = await compared(projector);
      expect(rebuild).toMatchObject({ generation: 1, state: 'ready', index: 249, target: 249, comparison: { index: 249, isEqual: true } });
      expect(rebuild.comparison?.collections).toMatchObject([{ collection: 'people', live: 23, rebuilt: 23 }, { collection: 'rosters', live: 9, rebuilt: 9 }]);
      await accepted(projector, { kind: 'switch' });
      expect((await first(projector)).operation).toMatchObject({ generation: 1, previous: { generation: 0, index: 249 } });
      await toy().record(moved('p7', 'elsewhere'));
      expect(await projector.waitFor(250, 1_000)).toBe('reached');
      expect(await generation(1)).toEqual(placesAfter([...events, moved('p7', 'elsewhere')]));
    });
    it('names the documents that differ, and switches only when that is accepted', async () => {
      const events = walk(60);
      await toy().record(...events);
      const old = await toy().openProjector({ projections: [wrong] });
      await old.whenCaughtUp();
      await old.close();
      const projector = await toy().openProjector();
      await accepted(projector, { kind: 'rebuild' });
      const { comparison } = await compared(projector);
      expect(comparison).toMatchObject({ isEqual: false, index: 59 });
      expect(comparison?.collections[1]).toMatchObject({ collection: 'rosters', live: 10, rebuilt: 9, missing: { count: 1, keys: ['wrong'] }, extra: { count: 0 }, differing: { count: 0 } });
      expect(await projector.wish('places', { kind: 'switch' })).toEqual({ code: 'DOCUMENTS_DIFFER', index: 59 });
      expect(projector.liveGeneration('places')).toBe(0);
      await accepted(projector, { kind: 'switch', acceptsDifferences: true });
      expect(await documentsOf(liveReadStore(store(), projector, [places]), places)).toEqual(placesAfter(events));
    });
    it('goes on from its last round after a crash, and takes nothing twice', async () => {
      const events = walk(300);
      await toy().record(...events);
      const projector = await toy().openProjector({ roundMax: 50, batchMax: 10, store: delivering(toy().store, [10]), readStore: away(store(), 120) });
      await projector.whenCaughtUp();
      await accepted(projector, { kind: 'rebuild' });
      await until(async () => ((await reached(1)) >= 99 ? true : undefined));
      await projector.close();
      const index = await reached(1);
      expect([index, (index + 1) % 50]).toEqual([99, 0]);
      const next = await toy().openProjector({ holder: 'next' });
      expect((await compared(next)).comparison).toMatchObject({ isEqual: true, index: 299 });
      expect(await generation(1)).toEqual(placesAfter(events));
    });
    it('stops when it is cancelled, goes on when asked, and begins anew when asked that', async () => {
      await toy().record(...walk(120));
      const letGo = new AbortController();
      const projector = await toy().openProjector({ roundMax: 10, batchMax: 10, store: delivering(toy().store, [10]), readStore: holding(store(), 50, letGo.signal) });
      await projector.whenCaughtUp();
      await accepted(projector, { kind: 'rebuild' });
      expect(await projector.wish('places', { kind: 'rebuild' })).toEqual({ code: 'REBUILD_UNDER_WAY', generation: 1 });
      await rebuildOf(projector, ({ index }) => index >= 39);
      expect(await projector.wish('places', { kind: 'switch' })).toEqual({ code: 'REBUILD_NOT_READY', state: 'building' });
      const cancelling = projector.wish('places', { kind: 'cancelRebuild' });
      await rebuildOf(projector, ({ state }) => state === 'cancelled');
      await new Promise((resolve) => setTimeout(resolve, 50));
      letGo.abort();
      expect(await cancelling).toBeUndefined();
      const index = await reached(1);
      await toy().record(moved('p7', 'elsewhere'));
      await projector.waitFor(120, 1_000);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(await reached(1)).toBe(index);
      expect(index).toBeLessThan(119);
      await accepted(projector, { kind: 'resumeRebuild' });
      expect((await compared(projector)).comparison).toMatchObject({ isEqual: true, index: 120 });
      await accepted(projector, { kind: 'cancelRebuild' });
      await accepted(projector, { kind: 'rebuild' });
      expect(await compared(projector)).toMatchObject({ generation: 2, comparison: { isEqual: true } });
      await until(async () => ((await reached(1)) === -1 ? true : undefined));
    });
    it('waits while the projection is paused, and goes on with it', async () => {
      await toy().record(...walk(80));
      const letGo = new AbortController();
      const projector = await toy().openProjector({ roundMax: 10, batchMax: 10, store: delivering(toy().store, [10]), readStore: holding(store(), 50, letGo.signal) });
      await projector.whenCaughtUp();
      await accepted(projector, { kind: 'rebuild' });
      await rebuildOf(projector, ({ index }) => index >= 39);
      const pausing = projector.wish('places', { kind: 'pause' });
      // It is written by then, on a server too, and about to be obeyed.
      await until(async () => ((await first(projector)).state === 'paused' ? true : undefined));
      await new Promise((resolve) => setTimeout(resolve, 50));
      letGo.abort();
      await pausing;
      const index = await reached(1);
      expect(index).toBeLessThan(79);
      await toy().record(moved('p7', 'elsewhere'));
      expect(await projector.waitFor(80, 30)).toBe('timed-out');
      expect(await reached(1)).toBe(index);
      expect(await first(projector)).toMatchObject({ state: 'paused', index: 79 });
      await accepted(projector, { kind: 'resume' });
      expect((await compared(projector)).comparison).toMatchObject({ isEqual: true, index: 80 });
    });
    it('gets a projection going that has stopped, once its handler is mended', async () => {
      await toy().record(...history);
      const broken: Projection<ToyEvent> = {
        ...places,
        handle: (event, documents) => {
          if (event.index === 3) throw new RangeError('cannot be applied');
          return places.handle(event, documents);
        },
      };
      const stuck = await toy().openProjector({ projections: [broken] });
      expect(await stuck.waitFor(4, 1_000)).toBe('stopped');
      expect(stuck.stoppedAt('places')).toMatchObject({ index: 3, type: 'Left' });
      await accepted(stuck, { kind: 'rebuild' });
      expect(await rebuildOf(stuck, ({ state }) => state === 'stopped')).toMatchObject({ stoppedAt: { index: 3 } });
      await stuck.close();
      const mended = await toy().openProjector({ holder: 'mended' });
      expect(await mended.waitFor(4, 1_000)).toBe('reached');
      expect(mended.stoppedAt('places')).toBeUndefined();
      expect((await compared(mended)).comparison).toMatchObject({ isEqual: true, index: 4 });
    });
  });

  describe('comparing while the log grows', () => {
    it('finds a moment at which old and new stand at one event', async () => {
      await toy().record(...walk(40));
      const slow: ReadStore = {
        ...store(),
        snapshot: async (projection) => {
          await new Promise((resolve) => setTimeout(resolve, projection.name === 'places' ? 15 : 0));
          return store().snapshot(projection);
        },
      };
      const projector = await toy().openProjector({ readStore: slow });
      await accepted(projector, { kind: 'rebuild' });
      let isCompared = false;
      const recording = (async () => {
        for (let n = 0; n < 1_000 && !isCompared; n += 1) {
          await toy().record(moved(`p${n % 5}`, `place-${n % 9}`));
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      })();
      const { comparison, index } = await compared(projector);
      const whileRecording = !isCompared;
      isCompared = true;
      await recording;
      expect(comparison).toMatchObject({ isEqual: true });
      expect([whileRecording, comparison?.index]).toEqual([true, expect.any(Number)]);
      expect(index).toBeLessThan(1_039);
    });
  });

  describe('switching while the log grows', () => {
    it('shows readers one generation or the other, never a mixture and nothing older', async () => {
      await toy().record(...walk(40));
      const old = await toy().openProjector({ projections: [wrong] });
      await old.whenCaughtUp();
      await old.close();
      const projector = await toy().openProjector();
      const follower = await toy().openFollower({ readStore: await second() });
      const live = liveReadStore(store(), follower, [places]);
      await accepted(follower, { kind: 'rebuild' });
      await compared(follower);
      let [isOver, switches, newest] = [false, 0, -1];
      const reading = (async () => {
        for (let was = 0; !isOver; ) {
          const snapshot = await live.snapshot(places);
          const [{ items: people }, { items: rosters }] = [await snapshot.find({ collection: 'people', limit: 100 }), await snapshot.find({ collection: 'rosters', limit: 100 })];
          const isWrong = rosters.some(({ key }) => key === 'wrong');
          const stood = rosters.filter(({ key }) => key !== 'wrong').flatMap(({ key, document }) => (document['people'] as string[]).map((who) => `${who} at ${key}`));
          expect(stood.toSorted()).toEqual(people.map(({ key, document }) => `${key} at ${String(document['at'])}`).toSorted());
          const now = isWrong ? 0 : 1;
          if (now !== was) switches += 1;
          was = now;
          expect(snapshot.checkpoint.index).toBeGreaterThanOrEqual(Math.min(newest, snapshot.checkpoint.index + 5));
          newest = Math.max(newest, snapshot.checkpoint.index);
          await snapshot.close();
          await new Promise((resolve) => setImmediate(resolve));
        }
      })();
      for (let n = 0; n < 60; n += 1) {
        await toy().record(moved(`p${n % 23}`, `place-${n % 9}`));
        if (n === 20) await accepted(follower, { kind: 'switch', acceptsDifferences: true });
        if (n === 40) await until(async () => ((await follower.wish('places', { kind: 'rollBack' })) === undefined ? true : undefined));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      expect(await projector.waitFor(99, 2_000)).toBe('reached');
      isOver = true;
      await reading;
      expect(switches).toBe(2);
    });
  });

  describe('rolling back', () => {
    it('is at once, and as far as the documents it leaves', async () => {
      await toy().record(...walk(30));
      const projector = await toy().openProjector();
      expect(await projector.wish('places', { kind: 'rollBack' })).toEqual({ code: 'NO_PREVIOUS' });
      await accepted(projector, { kind: 'rebuild' });
      await compared(projector);
      await accepted(projector, { kind: 'switch' });
      await toy().record(...walk(5));
      await until(async () => ((await reached(0)) === 34 && (await projector.waitFor(34, 100)) === 'reached' ? true : undefined));
      await accepted(projector, { kind: 'rollBack' });
      expect(await first(projector)).toMatchObject({ index: 34, operation: { generation: 0, previous: { generation: 1 } } });
      await accepted(projector, { kind: 'dropPrevious' });
      await until(async () => ((await reached(1)) === -1 ? true : undefined));
      expect((await first(projector)).operation).toEqual({ projector: 'projector-0', generation: 0 });
    });
    it('to documents that have stopped is refused until that is accepted', async () => {
      await toy().record(...walk(30));
      const projector = await toy().openProjector();
      await accepted(projector, { kind: 'rebuild' });
      await compared(projector);
      await accepted(projector, { kind: 'switch' });
      await projector.close();
      await toy().record(...walk(3));
      const lame: Projection<ToyEvent> = { ...places, handle: (event, documents) => (event.index > 30 ? Promise.reject(new Error('lame')) : places.handle(event, documents)) };
      const next = await toy().openProjector({ holder: 'next', projections: [lame] });
      await next.waitFor(30, 1_000);
      await next.close();
      await store().commit({ ...places, generation: 1 }, { expected: 30, next: 32, writes: [] });
      const follower = await toy().openFollower();
      expect(await follower.wish('places', { kind: 'rollBack' })).toEqual({ code: 'PREVIOUS_IS_BEHIND', live: 32, previous: 30 });
      await accepted(follower, { kind: 'rollBack', acceptsLag: true });
      expect(follower.liveGeneration('places')).toBe(0);
    });
  });
};
