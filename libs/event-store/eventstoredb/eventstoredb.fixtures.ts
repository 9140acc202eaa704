import { appendCertainly, type Patience } from '../../commands/append-certainly.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex } from '../../kernel/log.js';
import { OutcomeUnknown, StoreUnavailable, type EventStore, type EventStoreWriter, type NewEvent } from '../event-store.port.js';
import type { SavedPlace, SavedPositions } from './saved-positions.js';

/** Waits a hundredth of what it is asked, so that a deadline of ten seconds still lets a server come back. */
export const shortPatience: Patience = {
  now: () => performance.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 100)),
};
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Records as the command side does: an append that was certainly not written is decided on again, one of unknown outcome is sent again. */
export const recordCertainly = async (store: EventStoreWriter, stream: string, events: readonly NewEvent[], revision = -1): Promise<void> => {
  for (;;) {
    try {
      const outcome = await appendCertainly(store, stream, revision, events, shortPatience);
      if (outcome === 'moved') throw new Error(`${stream} holds other events`);
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await pause(5);
    }
  }
};

/** Counts the events whose acknowledgement was lost, each once. */
export const countingLost = (store: EventStore): EventStoreWriter & { readonly lost: () => number } => {
  const lost = new Set<string>();
  return {
    lost: () => lost.size,
    append: async (...asked) => {
      try {
        return await store.append(...asked);
      } catch (error) {
        if (error instanceof OutcomeUnknown) for (const { id } of asked[2]) lost.add(id);
        throw error;
      }
    },
  };
};

/** Follows as the projection engine does: a store that cannot be read is asked again. Ends with so many events, or at damage. */
export const followCertainly = async (store: EventStore, count: number, onEvent: (index: LogIndex) => void | Promise<void> = () => undefined): Promise<string[]> => {
  const texts: string[] = [];
  while (texts.length < count) {
    try {
      await followInto(texts, store, count, onEvent);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await pause(20);
    }
  }
  return texts;
};
const followInto = async (texts: string[], store: EventStore, count: number, onEvent: (index: LogIndex) => void | Promise<void>): Promise<void> => {
  const stop = new AbortController();
  for await (const page of store.follow(texts.length, { signal: stop.signal })) {
    for (const { index, text } of page) {
      if (index !== texts.length) throw new CorruptHistory(`event ${index} came after ${texts.length - 1}`);
      texts.push(text);
      await onEvent(index);
    }
    if (texts.length >= count) stop.abort();
  }
};

/** Keeps the last place that was saved, as it was then. */
export const inMemoryPositions = (): SavedPositions & { readonly saved: () => SavedPlace | undefined } => {
  let saved: SavedPlace | undefined;
  return { saved: () => saved, load: async () => saved, save: async (place) => void (saved = { ...place, positions: place.positions.slice() }) };
};
