import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex } from '../../kernel/log.js';
import type { StoredEvent } from '../event-store.port.js';
import { pageSizeMax } from '../paging.js';
import type { LogTail } from './log-tail.js';
import { storedEventOf } from './recorded-event.js';
import type { ServerRecord } from './read-messages.js';
import type { ServerReading } from './server-reading.js';

/** Most records of one call: it ends by itself even if whoever reads is never done. */
const recordsMax = 5_000;

export type KnownLog = {
  /** So many events from an index on, all of which the search has found. A page is asked for when the one before was taken. */
  pages(from: LogIndex, count: number): AsyncGenerator<readonly StoredEvent[]>;
  /** The same in one page, for as many as fit one. */
  page(from: LogIndex, count: number): Promise<StoredEvent[]>;
};

/** Reads events whose places are known. @param prefix what the names of this log's streams begin with */
export const openKnownLog = (server: ServerReading, tail: LogTail, prefix: string): KnownLog => {
  /** Strangers' records lie between; those of this log lie where they were found. */
  const eventsIn = (records: readonly ServerRecord[], first: LogIndex): StoredEvent[] => {
    const events: StoredEvent[] = [];
    for (const record of records) {
      if (!record.stream.startsWith(prefix)) continue;
      const index = first + events.length;
      if (record.position !== tail.positionOf(index)) throw new CorruptHistory(`event ${index} lay at position ${tail.positionOf(index)}, and now ${record.position} is read there`);
      events.push(storedEventOf(record, prefix, index));
    }
    return events;
  };
  async function* readOn(from: LogIndex, count: number): AsyncGenerator<StoredEvent[]> {
    let next = from;
    for await (const records of server.pages(tail.positionOf(from), Math.min(count, recordsMax))) {
      const events = eventsIn(records, next);
      next += events.length;
      if (events.length > 0) yield events;
    }
    if (next === from) throw new CorruptHistory(`EventStoreDB no longer has event ${from} at position ${tail.positionOf(from)}`);
  }
  async function* pages(from: LogIndex, count: number): AsyncGenerator<readonly StoredEvent[]> {
    for (let next = from; next < from + count; ) {
      const recent = tail.recent.from(next, Math.min(pageSizeMax, from + count - next));
      next += recent.length;
      if (recent.length > 0) yield recent;
      else
        for await (const page of readOn(next, from + count - next)) {
          next += page.length;
          yield page;
        }
    }
  }
  const page = async (from: LogIndex, count: number) => {
    const events: StoredEvent[] = [];
    for await (const read of pages(from, count)) events.push(...read);
    return events;
  };
  return { pages, page };
};
