import {
  OutcomeUnknown, StoreFull, StoreUnavailable, type Appended, type EventStore, type ExpectedRevision, type NewEvent, type StoredEvent,
} from '../../libs/event-store/event-store.port.js';
import type { Life } from './course.js';
import { ask, change, isAway, strikes, type World } from './world.js';

/** A late write comes after its sender has long been told that nobody knows, and before an identity reservation is given up. */
const lateMaxMs = 12_000;

/** The way of one process to the event store: everything takes time, and goes wrong as often as the seed says. */
export const faultyEventStore = (world: World, life: Life): EventStore => {
  const { disk, growth, chronicle, swarm, prng } = world;

  const write = async (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> => {
    const appended = await disk.events.append(stream, expected, events);
    await chronicle.readOn(disk.events);
    growth.wake();
    return appended;
  };
  const append = (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> =>
    change(world, life, `append ${stream}@${expected}`, async () => {
      if (isAway(world) || strikes(world, 'refusedBefore')) throw new StoreUnavailable('away');
      if (strikes(world, 'storeFull')) throw new StoreFull('full');
      if (strikes(world, 'lostRequest')) throw new OutcomeUnknown('the request was lost');
      if (strikes(world, 'lateWrite')) {
        world.course.after(prng.between(1, lateMaxMs), () => void write(stream, expected, events).catch(() => undefined));
        throw new OutcomeUnknown('the request is on its way');
      }
      if (strikes(world, 'lostAck')) {
        await write(stream, expected, events).catch(() => undefined);
        throw new OutcomeUnknown('the answer was lost');
      }
      const { index, ...appended } = await write(stream, expected, events);
      return swarm.withholdsIndex || index === undefined ? appended : { ...appended, index };
    });
  const read = (label: string, from: number, readPages: () => AsyncIterable<readonly StoredEvent[]>): Promise<readonly StoredEvent[]> =>
    ask(world, life, `${label} from ${from}`, async () => {
      if (isAway(world) || strikes(world, 'readFails')) throw new StoreUnavailable('away');
      return firstPage(readPages());
    });

  async function* disturbed(page: readonly StoredEvent[], earlier: readonly StoredEvent[]): AsyncGenerator<readonly StoredEvent[]> {
    if (strikes(world, 'dropped')) throw new StoreUnavailable('dropped');
    if (strikes(world, 'gaps')) {
      const missing = prng.below(page.length);
      const rest = page.filter((_, at) => at !== missing);
      if (rest.length > 0) yield rest;
      // Nobody can notice that the last event of all is missing until another comes; a reading that loses it breaks off.
      if (missing === page.length - 1 && page[missing]?.index === chronicle.head) throw new StoreUnavailable('dropped');
      return;
    }
    if (strikes(world, 'disorder')) yield prng.shuffled(page);
    else yield page;
    if (strikes(world, 'duplicates')) yield [...earlier, ...page].slice(-prng.between(1, 4));
  }
  /** Pages from an index up to where the log ends now, at most `limit` events; answers where it ended. */
  async function* pages(label: string, from: number, limit: number): AsyncGenerator<readonly StoredEvent[], number> {
    let earlier: readonly StoredEvent[] = [];
    for (let next = from; ; ) {
      const [at, most] = [next, Math.min(from + limit - next, swarm.pageMax)];
      const page = most === 0 ? [] : await read(label, at, () => disk.events.readAll({ fromIndex: at, limit: most }));
      const last = page.at(-1);
      if (!last) return next;
      next = last.index + 1;
      yield* disturbed(page, earlier);
      earlier = page;
    }
  }

  return {
    append,
    head: () => ask(world, life, 'head', () => (isAway(world) || strikes(world, 'readFails') ? Promise.reject(new StoreUnavailable('away')) : disk.events.head())),
    readStream: async function* (stream, range) {
      const page = await read(stream, range?.from ?? 0, () => disk.events.readStream(stream, range));
      if (page.length > 0) yield page;
    },
    readAll: async function* (range = {}) {
      yield* pages('readAll', range.fromIndex ?? 0, range.limit ?? Infinity);
    },
    follow: async function* (fromIndex, { signal, onCaughtUp }) {
      for (let next = fromIndex; !signal.aborted; ) {
        next = yield* pages('follow', next, Infinity);
        onCaughtUp?.();
        if (next > chronicle.head && !signal.aborted) await growth.next(signal);
      }
    },
    close: () => Promise.resolve(),
  };
};

const firstPage = async (pages: AsyncIterable<readonly StoredEvent[]>): Promise<readonly StoredEvent[]> => {
  for await (const page of pages) return page;
  return [];
};
