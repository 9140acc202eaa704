import { openInMemoryKeyStore } from '../../key-store/in-memory/in-memory-key-store.js';
import { openInMemoryReadStore } from '../../read-store/in-memory/in-memory-read-store.js';
import { ReadStoreUnavailable, type ReadStore } from '../../read-store/read-store.port.js';
import { blockKey } from '../read-models/ledger-entry.js';
import { entries, ledgerProjection } from '../read-models/ledger-projection.js';
import { Knowledge } from './knowledge.js';
import { KnowledgeTail } from './knowledge-tail.js';

const startedAt = Date.parse('2021-01-05T03:00:00.000Z');
/** Documents of two generations that tell other instants of the same events, so that it shows where an answer comes from. */
const opened = async () => {
  const store = openInMemoryReadStore();
  const written = [-1, -1];
  const live = { generation: 0 };
  for (const generation of [0, 1]) await store.declare({ ...ledgerProjection, generation });
  const write = async (generation: number, upTo: number): Promise<void> => {
    const all = Array.from({ length: upTo + 1 }, (_, index) => ({ index, at: startedAt + generation * 1_000_000 + index }));
    const document = { entries: all };
    await store.commit({ ...ledgerProjection, generation }, { expected: written[generation] ?? -1, next: upTo, writes: [{ collection: entries, key: blockKey(0), document }] });
    written[generation] = upTo;
  };
  await write(0, 2);
  await write(1, 2);
  const gates = [Promise.resolve(), Promise.resolve()];
  const gated: ReadStore = {
    ...store,
    snapshot: async (projection) => {
      if (projection.generation === 1) await gates[1];
      const taken = await store.snapshot(projection);
      if (projection.generation === 1) return taken;
      return { ...taken, find: async (query) => (await gates[0], taken.find(query)) };
    },
  };
  const knowledge = new Knowledge({ now: () => startedAt });
  const tail = new KnowledgeTail(knowledge, gated, openInMemoryKeyStore(), { liveGeneration: () => live.generation });
  await tail.load();
  return { knowledge, tail, live, write, hold: (until: Promise<void>, generation = 1) => void (gates[generation] = until) };
};
const firstAt = ({ instants }: Knowledge) => instants.of(0);

describe('knowing the documents of another generation after a switch', () => {
  it('answers from the old ones, and follows them, until the new ones are read; then from those alone', async () => {
    const { knowledge, tail, live, write, hold } = await opened();
    const before = firstAt(knowledge);
    let open = (): void => {};
    hold(new Promise((resolve) => (open = resolve)));
    live.generation = 1;
    expect(tail.isToAdopt).toBe(true);
    await tail.follow();
    await write(1, 3);
    await write(0, 3);
    await tail.follow();
    expect([knowledge.index, firstAt(knowledge)]).toEqual([3, before]);
    const pinned = knowledge.pinned();
    open();
    await tail.adopted();
    expect(tail.isToAdopt).toBe(false);
    expect(firstAt(knowledge)).not.toEqual(before);
    expect([knowledge.index, knowledge.generation]).toEqual([3, 1]);
    expect([firstAt(pinned), pinned.generation]).toEqual([before, 0]);
  });
  it('keeps what is still being read of the old ones out of the new', async () => {
    const { knowledge, tail, live, write, hold } = await opened();
    await write(0, 3);
    await write(1, 3);
    let open = (): void => {};
    hold(new Promise((resolve) => (open = resolve)), 0);
    live.generation = 1;
    const followed = tail.follow();
    await tail.adopted();
    open();
    await followed;
    expect([knowledge.index, knowledge.generation]).toEqual([3, 1]);
  });
  it('waits for the new ones when only they hold what the caller was promised', async () => {
    const { knowledge, tail, live, write } = await opened();
    live.generation = 1;
    await write(1, 5);
    await tail.follow();
    expect([knowledge.index, knowledge.generation]).toEqual([5, 1]);
  });
  it('takes documents that are behind as they are, when an operator has rolled back to them', async () => {
    const { knowledge, tail, live, write } = await opened();
    await write(0, 4);
    await tail.follow();
    live.generation = 1;
    await tail.follow();
    await tail.adopted();
    expect([knowledge.index, knowledge.generation]).toEqual([2, 1]);
  });
  it('begins anew after the store was away', async () => {
    const { knowledge, tail, live, hold } = await opened();
    hold(Promise.reject(new ReadStoreUnavailable('away')));
    live.generation = 1;
    await tail.follow();
    await tail.adopted();
    expect([knowledge.index, knowledge.generation, tail.isToAdopt]).toEqual([2, 0, true]);
    hold(Promise.resolve());
    await tail.follow();
    await tail.adopted();
    expect(knowledge.generation).toBe(1);
  });
});
