import { OutcomeUnknown, RevisionConflict, StoreFull, StoreUnavailable } from '../../event-store/event-store.port.js';
import { KeyDestroyed, KeyStoreDamaged, KeyStoreUnavailable } from '../../key-store/key-store.port.js';
import { CorruptHistory } from '../../kernel/errors.js';
import { CheckpointConflict, NotACursor, ReadStoreUnavailable } from '../../read-store/read-store.port.js';
import type { Meters } from './meters.js';

const kinds = [
  [StoreUnavailable, 'unavailable'], [ReadStoreUnavailable, 'unavailable'], [KeyStoreUnavailable, 'unavailable'], [OutcomeUnknown, 'unknown'], [StoreFull, 'full'],
  [CorruptHistory, 'corrupt'], [KeyStoreDamaged, 'corrupt'], [RangeError, 'refused'],
] as const;
/** Answers that are thrown: somebody was faster, a key is gone, a page is over. None of them is the store's failure. */
const answers = [RevisionConflict, CheckpointConflict, KeyDestroyed, NotACursor] as const;

export const isAnswer = (error: unknown): boolean => answers.some((kind) => error instanceof kind);
export const errorKind = (error: unknown): string => kinds.find(([kind]) => error instanceof kind)?.[1] ?? 'unexpected';

export type StoreName = 'event' | 'read' | 'key';

/** How a call of one store is measured; its label is made once, since calls are many and short. */
export const callsOf = ({ storeSeconds, storeErrors }: Meters, store: StoreName) => {
  const failed = (call: string, error: unknown): void => {
    if (!isAnswer(error)) storeErrors.inc({ store, call, kind: errorKind(error) });
  };
  const measured = <Arguments extends readonly unknown[], Answer>(call: string, ask: (...given: Arguments) => Promise<Answer>): ((...given: Arguments) => Promise<Answer>) => {
    const seconds = storeSeconds.labels(store, call);
    return async (...given) => {
      const startedMs = performance.now();
      try {
        return await ask(...given);
      } catch (error) {
        failed(call, error);
        throw error;
      } finally {
        seconds.observe((performance.now() - startedMs) / 1_000);
      }
    };
  };
  return { measured, failed };
};
