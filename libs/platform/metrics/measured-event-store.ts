import { RevisionConflict, type Appended, type EventStore, type StoredEvent } from '../../event-store/event-store.port.js';
import { aside, callsOf, errorKind } from './measured-call.js';
import type { Meters } from './meters.js';

/** The same event store, with what it is asked counted and timed. */
export const measuredEventStore = (store: EventStore, meters: Meters): EventStore => {
  const { measured, failed } = callsOf(meters, 'event');
  const reading = (call: string) => {
    const events = meters.eventsRead.labels(call);
    const count = ({ value, done }: IteratorResult<readonly StoredEvent[], unknown>): void => {
      if (done !== true) events.inc(value.length);
    };
    const fail = (error: unknown): void => failed(call, error);
    return (pages: AsyncIterable<readonly StoredEvent[]>): AsyncIterable<readonly StoredEvent[]> => ({
      [Symbol.asyncIterator]: () => {
        const held = pages[Symbol.asyncIterator]();
        return { next: () => aside(held.next(), count, fail), return: (value) => held.return?.(value) ?? Promise.resolve({ done: true, value: undefined }) };
      },
    });
  };
  const [stream, all, follow] = [reading('read-stream'), reading('read-all'), reading('follow')];
  const outcomes = new Map<string, ReturnType<Meters['appendSeconds']['labels']>>();
  const observe = (outcome: string, startedMs: number): void => {
    const seconds = outcomes.get(outcome) ?? meters.appendSeconds.labels(outcome);
    outcomes.set(outcome, seconds);
    seconds.observe((performance.now() - startedMs) / 1_000);
  };
  return {
    append: (name, expected, events) => {
      const startedMs = performance.now();
      return aside(
        store.append(name, expected, events),
        (appended) => {
          observe(outcomeOf(appended), startedMs);
          if (!appended.isRepeat) meters.appendedEvents.inc(events.length);
        },
        (error) => {
          observe(error instanceof RevisionConflict ? 'conflict' : errorKind(error), startedMs);
          failed('append', error);
        },
      );
    },
    readStream: (name, range) => stream(store.readStream(name, range)),
    readAll: (range) => all(store.readAll(range)),
    head: measured('head', () => store.head()),
    follow: (fromIndex, options) => follow(store.follow(fromIndex, options)),
    close: () => store.close(),
  };
};

const outcomeOf = ({ isRepeat }: Appended): string => (isRepeat ? 'repeat' : 'appended');
