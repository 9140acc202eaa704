import { OutcomeUnknown, RevisionConflict, type Appended, type EventStoreWriter, type NewEvent } from '../event-store/event-store.port.js';
import type { Revision } from '../kernel/log.js';

/** How long an append of unknown outcome is sent again before its outcome is reported as unknown; well under the 30 s after which bytes are too old to send. */
export const outcomeDeadlineMs = 10_000;
const pauseFirstMs = 20;
const pauseMaxMs = 1_000;

/** Measures waiting. It never stands still, unlike the clock of sample data, and never jumps, unlike the clock on the wall. */
export type Patience = { now(): number; pause(ms: number): Promise<void> };
export const systemPatience: Patience = {
  // eslint-disable-next-line no-restricted-syntax -- it measures waiting, which has nothing to do with the hour that events are recorded at
  now: () => performance.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Sends the same bytes at the same revision until the outcome is known, or the deadline has passed.
 * @returns 'moved' when other events lie there: these bytes are not in the log and never will be.
 * @throws OutcomeUnknown; StoreUnavailable, StoreFull only when nothing was written.
 */
export const appendCertainly = async (store: EventStoreWriter, stream: string, revision: Revision, events: readonly NewEvent[], patience: Patience): Promise<Appended | 'moved'> => {
  const deadline = patience.now() + outcomeDeadlineMs;
  let unknown: OutcomeUnknown | undefined;
  for (let pauseMs = pauseFirstMs; ; pauseMs = Math.min(pauseMs * 2, pauseMaxMs)) {
    try {
      return await store.append(stream, revision === -1 ? 'none' : revision, events);
    } catch (error) {
      if (error instanceof RevisionConflict) return 'moved';
      if (error instanceof OutcomeUnknown) unknown = error;
      // Once an outcome is unknown, a store that is busy or full now says nothing about the attempt before.
      if (!unknown) throw error;
      if (patience.now() + pauseMs > deadline) throw unknown;
    }
    await patience.pause(pauseMs);
  }
};
