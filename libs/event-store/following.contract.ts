import { collect, event, events, take, textsOf, type OpenedStore } from './event-store.fixtures.js';
import type { EventStore, StoredEvent } from './event-store.port.js';

/** A case an adapter lacks is listed as skipped, with its reason. */
const caseOf = (opened: () => OpenedStore, hook: 'reopen' | 'openSecond', run: (open: () => Promise<EventStore>) => Promise<void>) => async () => {
  const open = opened()[hook];
  if (typeof open !== 'function') {
    process.stdout.write(`not asked (${expect.getState().currentTestName ?? ''}): ${open.lacking}\n`);
    return;
  }
  await run(open);
};

/** Following, several processes and reopening: the second half of the contract. */
export const describeFollowing = (adapter: string, opened: () => OpenedStore): void => {
  const store = () => opened().store;

  describe(`following the ${adapter} event store`, () => {
    it('gives what is stored, says so, then gives what is appended', async () => {
      await store().append('a', 'none', events(0, 3));
      const stop = new AbortController();
      const seen: (string | number)[] = [];
      for await (const page of store().follow(1, { signal: stop.signal, onCaughtUp: () => void appendTwoMore(seen) })) {
        seen.push(...page.map(({ index }) => index));
        if (seen.at(-1) === 4) stop.abort();
      }
      expect(seen).toEqual([1, 2, 'caught up', 3, 4]);
    });
    const appendTwoMore = async (seen: (string | number)[]) => {
      seen.push('caught up');
      await store().append('a', 2, [event(3)]);
      await store().append('b', 'none', [event(4)]);
    };
    it('gives what is appended in the very moment it has caught up', async () => {
      const stop = new AbortController();
      const seen: number[] = [];
      for await (const page of store().follow(0, { signal: stop.signal, onCaughtUp: () => void store().append('a', 'none', [event(0)]) })) {
        seen.push(...page.map(({ index }) => index));
        stop.abort();
      }
      expect(seen).toEqual([0]);
    });
    it('resumes after any index without a gap or a repeat', async () => {
      for (let n = 0; n < 7; n += 1) await store().append(`s${n}`, 'none', [event(n)]);
      for (let from = 0; from < 7; from += 1) expect((await take(store(), from, 7 - from)).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6].slice(from));
    });
    it('waits at an index that is still to come', async () => {
      const taking = take(store(), 2, 1);
      await store().append('a', 'none', events(0, 3));
      expect((await taking).map(({ index }) => index)).toEqual([2]);
    });
    it('gives every event once, in order, while many append', async () => {
      const taking = take(store(), 0, 200);
      for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 10 }, (_, n) => store().append(`s${round}-${n}`, 'none', [event(round * 10 + n)])));
      expect((await taking).map(({ index }) => index)).toEqual(Array.from({ length: 200 }, (_, index) => index));
    });
    it('lets a slow consumer be behind alone', async () => {
      await store().append('a', 'none', [event(0)]);
      const stop = new AbortController();
      const slow = store().follow(0, { signal: stop.signal })[Symbol.asyncIterator]();
      expect((await slow.next()).value?.map(({ index }: StoredEvent) => index)).toEqual([0]);
      const fast = take(store(), 0, 51);
      for (let n = 1; n <= 50; n += 1) await store().append('a', n - 1, [event(n)]);
      expect(await fast).toHaveLength(51);
      const rest: number[] = [];
      while (rest.length < 50) rest.push(...((await slow.next()).value ?? []).map(({ index }: StoredEvent) => index));
      expect(rest).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
      stop.abort();
      expect(await slow.next()).toMatchObject({ done: true });
    });
    it('ends at once when aborted while waiting, or before it began', async () => {
      const stop = new AbortController();
      const following = collect(store().follow(0, { signal: stop.signal, onCaughtUp: () => setImmediate(() => stop.abort()) }));
      expect(await following).toEqual([]);
      expect(await collect(store().follow(0, { signal: AbortSignal.abort() }))).toEqual([]);
    });
    it('ends when the store is closed', async () => {
      await store().append('a', 'none', [event(0)]);
      const following = collect(store().follow(0, { signal: new AbortController().signal, onCaughtUp: () => setImmediate(() => void store().close()) }));
      expect(await following).toHaveLength(1);
    });
  });

  describe(`sharing and reopening the ${adapter} event store`, () => {
    it('finds everything again after closing and reopening', caseOf(opened, 'reopen', async (reopen) => {
      const first = await store().append('a', 'none', events(0, 3));
      await store().close();
      const again = await reopen();
      expect(await again.append('a', 'none', events(0, 3))).toEqual({ ...first, isRepeat: true });
      await again.append('a', 2, [event(3)]);
      expect(await textsOf(again.readAll())).toEqual(events(0, 4).map(({ text }) => text));
      await again.close();
    }));
    it('keeps to the expected revision when another process appended meanwhile', caseOf(opened, 'openSecond', async (openSecond) => {
      const other = await openSecond();
      await store().append('a', 'none', [event(0)]);
      await other.append('a', 0, [event(1)]);
      await expect(store().append('a', 0, [event(2)])).rejects.toMatchObject({ name: 'RevisionConflict', actual: 1 });
      expect(await store().append('a', 1, [event(2)])).toMatchObject({ revision: 2 });
      expect(await other.append('b', 'none', [event(3)])).toMatchObject({ revision: 0 });
      expect(await store().append('b', 0, [event(4)])).toMatchObject({ revision: 1 });
      expect((await collect(other.readAll())).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
      await other.close();
    }));
    it('follows what another process appends', caseOf(opened, 'openSecond', async (openSecond) => {
      const other = await openSecond();
      const taking = take(store(), 0, 3);
      for (let n = 0; n < 3; n += 1) await other.append(`s${n}`, 'none', [event(n)]);
      expect((await taking).map(({ stream }) => stream)).toEqual(['s0', 's1', 's2']);
      await other.close();
    }));
  });
};
