import type { EventStore, LogRange, StreamRange } from './event-store.port.js';

/** The same store, but for appends: `allow` is asked before each, and what it throws is thrown with nothing written. `release` is closed with it. */
export const askingBeforeAppend = (store: EventStore, allow: () => Promise<void>, release: () => Promise<void> = () => Promise.resolve()): EventStore => ({
  readStream: (stream: string, range?: StreamRange) => store.readStream(stream, range),
  readAll: (range?: LogRange) => store.readAll(range),
  head: () => store.head(),
  follow: (from, options) => store.follow(from, options),
  append: async (stream, expected, events) => {
    await allow();
    return store.append(stream, expected, events);
  },
  close: async () => {
    await release();
    await store.close();
  },
});
