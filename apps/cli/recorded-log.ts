import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { decodeEnvelope } from '../../libs/kernel/envelope.js';
import type { LogIndex } from '../../libs/kernel/log.js';
import { filesOf } from '../../libs/platform/data-directory/data-directory.js';
import { readSetAsides } from '../../libs/operations/application/set-asides.js';
import type { SetAside } from '../../libs/operations/domain/events.js';
import type { RecordedEvent } from '../../libs/replay/replay.js';
import { CommandStopped } from './exit-codes.js';

/** The log of a directory itself, read beside whoever serves it and never written. */
export type RecordedLog = {
  readonly head: LogIndex;
  /** The events that every number leaves out, ascending by index. */
  readonly setAside: readonly SetAside[];
  /** Every event in total order; what is set aside is not read. @throws CorruptHistory, UnknownEvent */
  events(): AsyncGenerator<RecordedEvent | SkippedEvent, void, undefined>;
  close(): Promise<void>;
};

/** What is set aside: it is there, and perhaps nobody can read what it says or when it was recorded. */
export type SkippedEvent = { readonly index: LogIndex; readonly isSkipped: true };
export const isSkipped = (event: RecordedEvent | SkippedEvent): event is SkippedEvent => 'isSkipped' in event;

export const noRegistry = (directory: string): CommandStopped =>
  new CommandStopped('unreachable', `${directory} holds no registry: make one with \`parity init binh-duong\` or \`npm run demo\`, or name another with --data-dir`);

export const openRecordedLog = async (path: string): Promise<RecordedLog> => {
  const directory = resolve(path);
  const file = filesOf(directory).events;
  if (!existsSync(file)) throw noRegistry(directory);
  return recordedLogOf(await openEmbeddedEventStore({ file, readOnly: true }));
};

/** The log of any store; closing it closes the store. @throws StoreUnavailable, CorruptHistory */
export const recordedLogOf = async (store: Omit<EventStore, 'append'>): Promise<RecordedLog> => {
  const head = await store.head();
  const setAside = await readSetAsides(store);
  const skipped = new Set(setAside.map(({ index }) => index));
  return {
    head,
    setAside,
    events: async function* () {
      for await (const page of store.readAll())
        for (const stored of page) {
          if (skipped.has(stored.index)) {
            yield { index: stored.index, isSkipped: true };
            continue;
          }
          const envelope = decodeEnvelope(stored.text, stored);
          yield { index: stored.index, stream: stored.stream, recordedAt: envelope.recordedAt, event: domainCatalogue.read(envelope) };
        }
    },
    close: () => store.close(),
  };
};

/** Where knowing stops: at an index, or at the last event recorded up to an instant (the running maximum of recorded times). */
export type KnowingLimit = { readonly index: LogIndex } | { readonly instantMs: number };

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** @throws CommandStopped of what is neither */
export const readKnowingLimit = (text: string): KnowingLimit => {
  if (/^(-1|\d{1,12})$/.test(text)) return { index: Number(text) };
  if (instantShape.test(text) && !Number.isNaN(Date.parse(text))) return { instantMs: Date.parse(text) };
  throw new CommandStopped('usage', `${JSON.stringify(text)} is neither an event index (from -1) nor an ISO 8601 instant with an offset`);
};

/**
 * The events up to the limit. Later ones may have been recorded with earlier times, but they were not known then. Beyond an index nothing is read: what is
 * damaged after it does not matter.
 */
export async function* eventsUpTo(log: Pick<RecordedLog, 'events'>, limit: KnowingLimit): AsyncGenerator<RecordedEvent | SkippedEvent, void, undefined> {
  const [last, untilMs] = 'index' in limit ? [limit.index, Infinity] : [Infinity, limit.instantMs];
  if (last < 0) return;
  for await (const recorded of log.events()) {
    if (!isSkipped(recorded) && Date.parse(recorded.recordedAt) > untilMs) return;
    yield recorded;
    if (recorded.index >= last) return;
  }
}
