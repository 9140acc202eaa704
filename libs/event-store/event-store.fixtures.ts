import type { LogIndex } from '../kernel/log.js';
import type { EventStore, EventStoreReader, NewEvent, StoredEvent } from './event-store.port.js';

/** The n-th event of a test; the same number is the same event. */
export const event = (n: number, text = `{"n":${n}}`): NewEvent => ({ id: `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`, type: `Type${n % 3}`, text });
export const events = (from: number, count: number): NewEvent[] => Array.from({ length: count }, (_, at) => event(from + at));

export const collect = async (pages: AsyncIterable<readonly StoredEvent[]>): Promise<StoredEvent[]> => {
  const all: StoredEvent[] = [];
  for await (const page of pages) {
    expect(page.length).toBeGreaterThan(0);
    all.push(...page);
  }
  return all;
};
export const textsOf = async (pages: AsyncIterable<readonly StoredEvent[]>): Promise<string[]> => (await collect(pages)).map(({ text }) => text);

/** Follows until `count` events have come, then stops. */
export const take = async (store: EventStoreReader, fromIndex: LogIndex, count: number): Promise<StoredEvent[]> => {
  const stop = new AbortController();
  const taken: StoredEvent[] = [];
  for await (const page of store.follow(fromIndex, { signal: stop.signal })) {
    taken.push(...page);
    if (taken.length >= count) stop.abort();
  }
  return taken;
};

/** What a test opens its store with. What an adapter cannot do it names with the reason, which is printed. */
export type OpenedStore = {
  readonly store: EventStore;
  /** Closes the store and opens it again on what was written. */
  readonly reopen: (() => Promise<EventStore>) | { readonly lacking: string };
  /** Another connection to the same log, as another process has. */
  readonly openSecond: (() => Promise<EventStore>) | { readonly lacking: string };
};
