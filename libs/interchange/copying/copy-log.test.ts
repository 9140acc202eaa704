import fc from 'fast-check';
import { event, events } from '../../event-store/event-store.fixtures.js';
import { OutcomeUnknown, type EventStore } from '../../event-store/event-store.port.js';
import { openInMemoryEventStore } from '../../event-store/in-memory/in-memory-event-store.js';
import { CopySpoiled, copyLog, NotAPrefix, type InStage } from './copy-log.js';
import { digestOf } from './log-digest.js';

const textsIn = async (store: EventStore): Promise<readonly (readonly [string, number, string])[]> => {
  const all: [string, number, string][] = [];
  for await (const page of store.readAll()) for (const { stream, revision, text } of page) all.push([stream, revision, text]);
  return all;
};

/** Appends n events over a few streams; the same arguments give the same log. */
const filled = async (streams: readonly number[]): Promise<EventStore> => {
  const store = openInMemoryEventStore();
  const revisions = new Map<number, number>();
  for (const [n, stream] of streams.entries()) {
    const revision = revisions.get(stream) ?? -1;
    await store.append(`s-${stream}`, revision === -1 ? 'none' : revision, [event(n)]);
    revisions.set(stream, revision + 1);
  }
  return store;
};

/** A store that appends in its own way and is the target in all else. */
const appendingBy = (target: EventStore, append: EventStore['append']): EventStore => ({
  append,
  head: () => target.head(),
  readAll: (range) => target.readAll(range),
  readStream: (stream, range) => target.readStream(stream, range),
  follow: (from, options) => target.follow(from, options),
  close: () => target.close(),
});

/** Shows each stage's progress to `onProgress`. */
const shownTo =
  (onProgress: (stage: string, done: number, total: number) => void): InStage =>
  (stage, work) =>
    work((done, total) => onProgress(stage, done, total));

describe('copying a log', () => {
  it('brings any log over in the same order, whatever part of it is there already', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { maxLength: 30 }), fc.nat(30), async (streams, had) => {
        const source = await filled(streams);
        const target = await filled(streams.slice(0, had));
        const copied = await copyLog(source, target);
        expect(await textsIn(target)).toEqual(await textsIn(source));
        expect(copied).toEqual({ digest: await digestOf(source), before: Math.min(had, streams.length) });
      }),
      { numRuns: 60 },
    );
  });
  it('goes on where it was interrupted', async () => {
    const source = await filled(Array.from({ length: 50 }, (_, n) => n % 7));
    for (const until of [1, 17, 49]) {
      const target = openInMemoryEventStore();
      const stop = new AbortController();
      const inStage = shownTo((stage, done) => (stage === 'copying' && done === until ? stop.abort() : undefined));
      await expect(copyLog(source, target, { signal: stop.signal, inStage })).rejects.toThrow();
      expect(await target.head()).toBe(until - 1);
      expect((await copyLog(source, target)).before).toBe(until);
      expect(await digestOf(target)).toEqual(await digestOf(source));
    }
  });
  it('tells how far it has come', async () => {
    const told: string[] = [];
    await copyLog(await filled([0, 0, 1, 0]), openInMemoryEventStore(), { inStage: shownTo((stage, done, total) => told.push(`${stage} ${done}/${total}`)) });
    expect(told).toEqual(['copying 2/4', 'copying 3/4', 'copying 4/4', 'verifying 4/4']);
  });
  it('writes nothing to a log that is no beginning of the source', async () => {
    const source = await filled([0, 1, 0]);
    const longer = await filled([0, 1, 0, 1]);
    await expect(copyLog(source, longer)).rejects.toThrow(NotAPrefix);
    const other = openInMemoryEventStore();
    await other.append('s-0', 'none', [event(0)]);
    await other.append('s-1', 'none', [{ ...event(7), type: event(1).type }]);
    await expect(copyLog(source, other)).rejects.toMatchObject({ name: 'NotAPrefix', index: 1 });
    expect(await other.head()).toBe(1);
    const otherStream = await filled([0, 0]);
    await expect(copyLog(source, otherStream)).rejects.toThrow('stream s-1 in the source, s-0 in the target');
  });
  it('stops when somebody else writes to the target', async () => {
    const source = await filled([0, 1, 0, 1, 0]);
    const target = openInMemoryEventStore();
    let intruder: Promise<unknown> | undefined;
    const inStage = shownTo((_, done) => {
      if (done === 2) intruder = target.append('s-9', 'none', events(90, 1));
    });
    await expect(copyLog(source, target, { inStage })).rejects.toThrow(CopySpoiled);
    await intruder;
  });
  it('copies each event once over a store that loses its acknowledgements', async () => {
    const source = await filled(Array.from({ length: 40 }, (_, n) => n % 5));
    const target = openInMemoryEventStore();
    let calls = 0;
    const forgetful = appendingBy(target, async (...attempt) => {
      const appended = await target.append(...attempt);
      calls += 1;
      if (calls % 3 === 0) throw new OutcomeUnknown('the answer was lost');
      return appended;
    });
    await copyLog(source, forgetful, { patience: { now: () => 0, pause: () => Promise.resolve() } });
    expect(await textsIn(target)).toEqual(await textsIn(source));
  });
  it('does not call a target whole that holds other bytes than it was given', async () => {
    const target = openInMemoryEventStore();
    const lying = appendingBy(target, (stream, expected, batch) => target.append(stream, expected, batch.map((one) => ({ ...one, text: one.text.replace('3', '4') }))));
    await expect(copyLog(await filled([0, 1, 2, 0]), lying)).rejects.toThrow(CopySpoiled);
  });
});
