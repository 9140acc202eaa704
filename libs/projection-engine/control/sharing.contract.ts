import type { ReadStore } from '../../read-store/read-store.port.js';
import type { Projection } from '../projection.js';
import { history, places } from '../toy-engine.fixtures.js';
import { delivering, placesAfter, type ToyEvent } from '../toy-log.fixtures.js';
import { openControl } from './control.js';
import { accepted, compared, first, operated, until, walk, type OperatedStore } from './operation.fixtures.js';

/** Another process took the lease and does not renew it. */
const taking = async (store: ReadStore, holder: string): Promise<void> =>
  void (await openControl(store, [places]).change(({ lease }) => ({ lease: { ...lease, holder, beat: lease.beat + 1 } })));

/** Several processes on one read store. */
export const sharingContract = (open: () => Promise<OperatedStore>): void => {
  const { toy, second, generation } = operated(open);

  describe('sharing the work among processes', () => {
    it('lets one work and the other take over when it is gone without a word', async () => {
      await toy().record(...walk(10));
      const [one, other] = [await toy().openProjector({ holder: 'one' }), await toy().openProjector({ holder: 'other', readStore: await second() })];
      expect([one.isWorking(), other.isWorking()]).toEqual([true, false]);
      const gone = await second();
      await toy().record(...walk(10));
      expect(await other.waitFor(19, 2_000)).toBe('reached');
      expect((await first(other)).operation).toMatchObject({ projector: 'one' });
      // As if its process had been killed: its lease stays, and nobody renews it.
      await taking(gone, 'killed');
      await one.close();
      await toy().record(...walk(10));
      await until(async () => (other.isWorking() ? true : undefined));
      expect(await other.waitFor(29, 2_000)).toBe('reached');
    });
    it('leaves the work to the one that goes on renewing its lease', async () => {
      const [one, other] = [await toy().openProjector({ holder: 'one', leaseMs: 10_000 }), await toy().openProjector({ holder: 'other', leaseMs: 10_000, readStore: await second() })];
      const seen = new Set<string>();
      for (let looks = 0; looks < 150; looks += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        seen.add(`${one.isWorking()} ${other.isWorking()}`);
      }
      expect([...seen]).toEqual(['true false']);
    });
    it('folds no more once another has taken its lease', async () => {
      const one = await toy().openProjector({ holder: 'one' });
      await toy().record(...walk(3));
      expect(await one.waitFor(2, 1_000)).toBe('reached');
      await taking(await second(), 'other');
      await until(async () => (one.isWorking() ? undefined : true));
      await toy().record(...walk(3));
      expect(await one.waitFor(5, 50)).toBe('timed-out');
    });
    it('tries again what has stopped when it is resumed', async () => {
      let isBroken = true;
      const mended: Projection<ToyEvent> = {
        ...places,
        handle: (event, documents) => {
          if (isBroken && event.index === 3) throw new RangeError('cannot be applied');
          return places.handle(event, documents);
        },
      };
      await toy().record(...history);
      await toy().openProjector({ projections: [mended] });
      const follower = await toy().openFollower({ readStore: await second() });
      expect(await follower.waitFor(4, 1_000)).toBe('stopped');
      isBroken = false;
      await accepted(follower, { kind: 'resume' });
      expect(await follower.waitFor(4, 1_000)).toBe('reached');
      await until(async () => ((await first(follower)).state === 'running' ? true : undefined));
      expect(await generation(0)).toEqual(placesAfter(history));
    });
    it('hands over at once when the one that works is closed', async () => {
      const [one, other] = [await toy().openProjector({ holder: 'one', leaseMs: 1e9 }), await toy().openProjector({ holder: 'other', leaseMs: 1e9, readStore: await second() })];
      await one.close();
      await until(async () => (other.isWorking() ? true : undefined));
      await toy().record(...walk(3));
      expect(await other.waitFor(2, 2_000)).toBe('reached');
    });
    it('counts nothing twice where two believe that they work', async () => {
      const events = walk(200);
      const [one, other] = [await toy().openProjector({ holder: 'one', isAlone: true, batchMax: 7, store: delivering(toy().store, [3]) }), await toy().openProjector({ holder: 'other', isAlone: true, batchMax: 7, store: delivering(toy().store, [4]), readStore: await second() })];
      for (let at = 0; at < events.length; at += 5) await toy().record(...events.slice(at, at + 5));
      for (const each of [one, other]) expect(await each.waitFor(199, 5_000)).toBe('reached');
      expect(await generation(0)).toEqual(placesAfter(events));
    });
    it('obeys what is wished in another process', async () => {
      await toy().record(...walk(10));
      const projector = await toy().openProjector();
      const follower = await toy().openFollower({ readStore: await second() });
      await follower.whenCaughtUp();
      await accepted(follower, { kind: 'pause' });
      await until(async () => (projector.isRunning('places') ? undefined : true));
      await new Promise((resolve) => setTimeout(resolve, 30));
      await toy().record(...walk(3));
      expect(await follower.waitFor(10, 100)).toBe('timed-out');
      await accepted(follower, { kind: 'resume' });
      expect(await follower.waitFor(12, 2_000)).toBe('reached');
    });
    it('tells followers of commits, of what has stopped and of a switch', async () => {
      const projector = await toy().openProjector();
      const follower = await toy().openFollower({ readStore: await second() });
      const told: string[] = [];
      follower.subscribe(({ index, generation: of }) => told.push(`${of}:${index}`));
      await toy().record(...history);
      await follower.waitFor(4, 1_000);
      await accepted(follower, { kind: 'rebuild' });
      await compared(follower);
      await accepted(follower, { kind: 'switch' });
      await toy().record({ type: 'Promoted', data: {} });
      expect(await follower.waitFor(5, 2_000)).toBe('stopped');
      expect(follower.stoppedAt('places')).toMatchObject({ index: 5, type: 'Promoted' });
      expect(follower.isRunning('places')).toBe(false);
      expect(told.slice(-2)).toEqual(['0:4', '1:4']);
      expect(projector.liveGeneration('places')).toBe(1);
    });
  });
};
