import { RevisionConflict, type Appended, type EventStore, type StoredEvent } from '../../event-store/event-store.port.js';
import { callsOf, errorKind } from './measured-call.js';
import type { Meters } from './meters.js';

/** The same event store, with what it is asked counted and timed. */
export const measuredEventStore = (store: EventStore, meters: Meters): EventStore => {
  const { measured, failed } = callsOf(meters, 'event');
  const reading = (call: string) => {
    const events = meters.eventsRead.labels(call);
    return async function* (pages: AsyncIterable<readonly StoredEvent[]>): AsyncIterable<readonly StoredEvent[]> {
      try {
        for await (const page of pages) {
          events.inc(page.length);
          yield page;
        }
      } catch (error) {
        failed(call, error);
        throw error;
      }
    };
  };
  const [stream, all, follow] = [reading('read-stream'), reading('read-all'), reading('follow')];
  const outcomes = new Map<string, ReturnType<Meters['appendSeconds']['labels']>>();
  const observe = (outcome: string, startedMs: number): void => {
    const seconds = outcomes.get(outcome) ?? meters.appendSeconds.labels(outcome);
    outcomes.set(outcome, seconds);
    seconds.observe((performance.now() - startedMs) / 1_000);
  };
  return {
    append: async (name, expected, events) => {
      const startedMs = performance.now();
      try {
        const appended = await store.append(name, expected, events);
        observe(outcomeOf(appended), startedMs);
        if (!appended.isRepeat) meters.appendedEvents.inc(events.length);
        return appended;
      } catch (error) {
        observe(error instanceof RevisionConflict ? 'conflict' : errorKind(error), startedMs);
        failed('append', error);
        throw error;
      }
    },
    readStream: (name, range) => stream(store.readStream(name, range)),
    readAll: (range) => all(store.readAll(range)),
    head: measured('head', () => store.head()),
    follow: (fromIndex, options) => follow(store.follow(fromIndex, options)),
    close: () => store.close(),
  };
};

const outcomeOf = ({ isRepeat }: Appended): string => (isRepeat ? 'repeat' : 'appended');
