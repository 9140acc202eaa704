import { OutcomeUnknown, StoreFull, StoreUnavailable, type EventStore } from '../event-store/event-store.port.js';
import { openInMemoryEventStore } from '../event-store/in-memory/in-memory-event-store.js';
import { outcomeDeadlineMs } from './append-certainly.js';
import { add, appending, instantPatience, open, openDesk, receiptOf } from './pipeline.fixtures.js';

type Fault = 'lost before the write' | 'lost after the write' | 'busy' | 'full' | 'none';
/** One fault an append, then none. */
const faulty = (store: EventStore, faults: readonly Fault[], sent: string[] = []) => {
  let at = 0;
  return appending(store, async (append, stream, expected, events) => {
    const fault = faults[at] ?? 'none';
    at += 1;
    sent.push(`${String(expected)} ${events.map(({ text }) => text).join()}`);
    if (fault === 'busy') throw new StoreUnavailable('busy');
    if (fault === 'full') throw new StoreFull('full');
    if (fault === 'lost before the write') throw new OutcomeUnknown('lost');
    const appended = await append(stream, expected, events);
    if (fault === 'lost after the write') throw new OutcomeUnknown('lost');
    return appended;
  });
};
const lostBefore = 'lost before the write';
const lostAfter = 'lost after the write';

describe('an append whose acknowledgement is lost', () => {
  it.each<[string, Fault[]]>([
    ['before the write', [lostBefore]],
    ['after the write', [lostAfter]],
    ['three times', [lostBefore, lostAfter, lostAfter]],
    ['after the write, and the store is busy and full then', [lostAfter, 'busy', 'full', 'busy']],
    ['before the write, and the store is busy then', [lostBefore, 'busy']],
  ])('%s is sent again as the same bytes at the same revision, and recorded once', async (_, faults) => {
    const store = openInMemoryEventStore();
    const sent: string[] = [];
    const desk = openDesk({ store: faulty(store, faults, sent) });
    const outcome = await desk.executor({}, { patience: instantPatience() }).execute(open('k'));
    expect(outcome).toMatchObject({ outcome: 'recorded', isReplay: false, receipt: { revision: 0, index: 0 } });
    expect(sent).toHaveLength(faults.length + 1);
    expect(new Set(sent).size).toBe(1);
    expect(await store.head()).toBe(0);
    expect(receiptOf(await openDesk({ store, keys: desk.keys }).executor().execute(open('k')))).toEqual(receiptOf(outcome));
  });

  it('is decided anew when another was written there meanwhile', async () => {
    const store = openInMemoryEventStore();
    const desk = openDesk({ store });
    const folder = receiptOf(await desk.executor().execute(open('k'))).id;
    let lost = false;
    const racing = appending(store, async (append, ...call) => {
      if (lost) return append(...call);
      lost = true;
      receiptOf(await desk.executor().execute(add(folder, 'rival', { label: 'R' })));
      throw new OutcomeUnknown('lost');
    });
    const outcome = await openDesk({ store: racing, keys: desk.keys }).executor({}, { patience: instantPatience() }).execute(add(folder, 'x', { label: 'B' }));
    expect(outcome).toMatchObject({ outcome: 'recorded', receipt: { revision: 2 } });
    expect(await store.head()).toBe(2);
  });

  it.each<[string, Fault, number]>([
    ['never written', lostBefore, -1],
    ['written', lostAfter, 0],
    ['written, and the store is busy ever after', 'busy', 0],
  ])('is still unknown at the deadline: %s', async (_, fault, head) => {
    const store = openInMemoryEventStore();
    const patience = instantPatience();
    const desk = openDesk({ store: faulty(store, [fault === lostBefore ? lostBefore : lostAfter, ...Array.from({ length: 100 }, () => fault)]) });
    await expect(desk.executor({}, { patience }).execute(open('k'))).rejects.toThrow(OutcomeUnknown);
    expect(patience.waitedMs()).toBeGreaterThan(outcomeDeadlineMs - 1_000);
    expect(patience.waitedMs()).toBeLessThanOrEqual(outcomeDeadlineMs);
    expect(await store.head()).toBe(head);
    expect(await openDesk({ store, keys: desk.keys }).executor().execute(open('k'))).toMatchObject({ outcome: 'recorded', isReplay: head === 0 });
    expect(await store.head()).toBe(0);
  });

  it('gives up also on a clock that stands still, as that of sample data does at midnight', async () => {
    const desk = openDesk({ store: faulty(openInMemoryEventStore(), Array.from({ length: 100 }, () => lostBefore)) });
    await expect(desk.executor({}, { patience: instantPatience(), clock: { now: () => 0 } }).execute(open('k'))).rejects.toThrow(OutcomeUnknown);
  });
});

describe('a store that takes nothing', () => {
  it.each<[Fault, unknown]>([['busy', StoreUnavailable], ['full', StoreFull]])('is told to the caller at once when %s', async (fault, error) => {
    const store = openInMemoryEventStore();
    const sent: string[] = [];
    await expect(openDesk({ store: faulty(store, [fault], sent) }).executor().execute(open('k'))).rejects.toThrow(error as typeof StoreFull);
    expect(sent).toHaveLength(1);
    expect(await store.head()).toBe(-1);
  });
});

describe('a store that does not tell the index when appending', () => {
  const untold = (store: EventStore, read: EventStore['readStream']): EventStore => ({
    ...appending(store, async (append, ...call) => {
      const { index: _, ...appended } = await append(...call);
      return appended;
    }),
    readStream: read,
  });
  it('is read back', async () => {
    const store = openInMemoryEventStore();
    expect(await openDesk({ store: untold(store, store.readStream.bind(store)) }).executor().execute(open('k'))).toMatchObject({ receipt: { index: 0, revision: 0 } });
  });
  it('leaves the outcome unknown when it cannot be read back, for it is not true that nothing was written', async () => {
    const store = openInMemoryEventStore();
    const unreadable = untold(store, () => { throw new StoreUnavailable('gone'); });
    await expect(openDesk({ store: unreadable }).executor().execute(open('k'))).rejects.toThrow(OutcomeUnknown);
    expect(await store.head()).toBe(0);
  });
});
