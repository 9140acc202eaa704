import { OutcomeUnknown, RevisionConflict, StoreFull, StoreUnavailable } from '../../event-store/event-store.port.js';
import { KeyDestroyed, KeyStoreDamaged, KeyStoreFull, KeyStoreUnavailable } from '../../key-store/key-store.port.js';
import { CorruptHistory } from '../../kernel/errors.js';
import { CheckpointConflict, NotACursor, ReadStoreUnavailable } from '../../read-store/read-store.port.js';
import type { Meters } from './meters.js';

const kinds = [
  [StoreUnavailable, 'unavailable'], [ReadStoreUnavailable, 'unavailable'], [KeyStoreUnavailable, 'unavailable'], [KeyStoreFull, 'full'], [OutcomeUnknown, 'unknown'], [StoreFull, 'full'],
  [CorruptHistory, 'corrupt'], [KeyStoreDamaged, 'corrupt'], [RangeError, 'refused'],
] as const;
/** Answers that are thrown: somebody was faster, a key is gone, a page is over. None of them is the store's failure. */
const answers = [RevisionConflict, CheckpointConflict, KeyDestroyed, NotACursor] as const;

export const isAnswer = (error: unknown): boolean => answers.some((kind) => error instanceof kind);
export const errorKind = (error: unknown): string => kinds.find(([kind]) => error instanceof kind)?.[1] ?? 'unexpected';

export type StoreName = 'event' | 'read' | 'key';

/** The promise itself, with its outcome told aside: whoever waits for it waits no longer than without. */
export const aside = <Answer>(asked: Promise<Answer>, fulfilled: (answer: Answer) => void, rejected: (error: unknown) => void): Promise<Answer> => {
  asked.then(fulfilled, rejected);
  return asked;
};

/** How a call of one store is measured; its label is made once, since calls are many and short. */
export const callsOf = ({ storeSeconds, storeErrors }: Meters, store: StoreName) => {
  const failed = (call: string, error: unknown): void => {
    if (!isAnswer(error)) storeErrors.inc({ store, call, kind: errorKind(error) });
  };
  const measured = <Arguments extends readonly unknown[], Answer>(call: string, ask: (...given: Arguments) => Promise<Answer>): ((...given: Arguments) => Promise<Answer>) => {
    const seconds = storeSeconds.labels(store, call);
    return (...given) => {
      const startedMs = performance.now();
      const observe = () => seconds.observe((performance.now() - startedMs) / 1_000);
      return aside(ask(...given), observe, (error) => {
        observe();
        failed(call, error);
      });
    };
  };
  return { measured, failed };
};
