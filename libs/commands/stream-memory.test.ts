import type { EventStore, StoredEvent } from '../event-store/event-store.port.js';
import { CorruptHistory } from '../kernel/errors.js';
import { add, appending, folders, open, openDesk, receiptOf } from './pipeline.fixtures.js';
import { StreamMemory } from './stream-memory.js';

const filled = async (labels: number) => {
  const desk = openDesk();
  const { id, stream } = receiptOf(await desk.executor().execute(open('k')));
  for (let at = 1; at < labels; at += 1) await desk.executor().execute(add(id, `k-${at}`, { label: `L${at}` }));
  return { desk, id, stream };
};
const gated = (store: EventStore, nth = 1) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let reads = 0;
  return {
    release: resolve,
    store: { ...appending(store, (append, ...call) => append(...call)), readStream: async function* (...call: Parameters<EventStore['readStream']>) {
      const pages: (readonly StoredEvent[])[] = [];
      for await (const page of store.readStream(...call)) pages.push(page);
      reads += 1;
      if (reads === nth) await promise;
      yield* pages;
    } } satisfies EventStore,
  };
};

describe('remembering streams', () => {
  it('reads on from where the memory ends', async () => {
    const { desk, id, stream } = await filled(3);
    const from: unknown[] = [];
    const counted = { ...appending(desk.store, (append, ...call) => append(...call)), readStream: (...call: Parameters<EventStore['readStream']>) => {
      from.push(call[1]?.from);
      return desk.store.readStream(...call);
    } };
    const memory = new StreamMemory(counted, folders(), 10);
    await memory.refresh(stream);
    await desk.executor().execute(add(id, 'more', { label: 'Z' }));
    expect((await memory.refresh(stream)).state.labels).toEqual(['A', 'L1', 'L2', 'Z']);
    expect(from).toEqual([0, 3]);
  });
  it('keeps the streams used last, and reads a forgotten one again whole', async () => {
    const { desk, stream } = await filled(2);
    const other = receiptOf(await desk.executor().execute(open('other'))).stream;
    const memory = new StreamMemory(desk.store, folders(), 1);
    await memory.refresh(stream);
    await memory.refresh(other);
    expect(memory.recall(stream)).toBeUndefined();
    expect((await memory.refresh(stream)).state.labels).toEqual(['A', 'L1']);
  });
  it('folds nothing twice when two read at once, nor leaves a gap when the stream is forgotten meanwhile', async () => {
    const { desk, id, stream } = await filled(3);
    const other = receiptOf(await desk.executor().execute(open('other'))).stream;
    const gate = gated(desk.store);
    const memory = new StreamMemory(gate.store, folders(), 1);
    const slow = memory.refresh(stream);
    expect((await memory.refresh(stream)).revision).toBe(2);
    await desk.executor().execute(add(id, 'more', { label: 'Z' }));
    await memory.refresh(other);
    gate.release();
    expect((await slow).state.labels).toEqual(['A', 'L1', 'L2']);
    expect((await memory.refresh(stream)).state.labels).toEqual(['A', 'L1', 'L2', 'Z']);
  });
  it('a stream read on while it is forgotten goes on from what it held', async () => {
    const { desk, id, stream } = await filled(3);
    const other = receiptOf(await desk.executor().execute(open('other'))).stream;
    const gate = gated(desk.store, 2);
    const memory = new StreamMemory(gate.store, folders(), 1);
    await memory.refresh(stream);
    await desk.executor().execute(add(id, 'more', { label: 'Z' }));
    const reading = memory.refresh(stream);
    await memory.refresh(other);
    gate.release();
    expect((await reading).state.labels).toEqual(['A', 'L1', 'L2', 'Z']);
  });
  it('stops at a gap in the revisions', async () => {
    const { desk, stream } = await filled(3);
    const gapped = { ...appending(desk.store, (append, ...call) => append(...call)), readStream: async function* (...call: Parameters<EventStore['readStream']>) {
      for await (const page of desk.store.readStream(...call)) yield page.filter(({ revision }) => revision !== 1);
    } };
    await expect(new StreamMemory(gapped, folders(), 10).refresh(stream)).rejects.toThrow(CorruptHistory);
  });
  it('traces no event twice when a fold that failed is begun again', async () => {
    const { desk, id, stream } = await filled(1);
    let failures = 1;
    const { aggregate, catalogue } = folders();
    const memory = new StreamMemory(desk.store, { catalogue, aggregate: { ...aggregate, evolve: (state, event) => {
      if (state.labels.length === 2 && failures > 0 && (failures -= 1) === 0) throw new Error('once');
      return aggregate.evolve(state, event);
    } } }, 10);
    await memory.refresh(stream);
    const { commandId } = receiptOf(await desk.executor().execute(add(id, 'two', { label: 'B', times: 2 })));
    await expect(memory.refresh(stream)).rejects.toThrow('once');
    expect((await memory.refresh(stream)).commands.get(commandId)?.events.map(({ revision }) => revision)).toEqual([1, 2]);
  });
  it('takes in a thousand appends of one stream without going over all its commands each time', async () => {
    const { desk, stream } = await filled(2);
    const memory = new StreamMemory(desk.store, folders(), 10);
    const before = (await memory.refresh(stream)).commands;
    const { id } = receiptOf(await desk.executor().execute(open('k')));
    await desk.executor().execute(add(id, 'more', { label: 'Z' }));
    expect((await memory.refresh(stream)).commands).toBe(before);
    expect(before.size).toBe(3);
  });
});
