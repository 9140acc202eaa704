import { KeyStoreUnavailable, type KeyStore } from '../../key-store/key-store.port.js';
import { openLooking } from '../../projection-engine/looking.js';
import type { ProjectionProgress } from '../../projection-engine/progress.js';
import type { Scheduler } from '../../projection-engine/scheduler.js';
import { ReadStoreUnavailable } from '../../read-store/read-store.port.js';
import { ledgerProjection } from '../read-models/ledger-projection.js';
import type { Knowledge } from './knowledge.js';
import type { KnowledgeTail } from './knowledge-tail.js';

export type KeepingKnown = {
  readonly knowledge: Pick<Knowledge, 'directory'>;
  readonly tail: Pick<KnowledgeTail, 'follow' | 'isToAdopt'>;
  readonly progress: Pick<ProjectionProgress, 'subscribe'>;
  /** Absent where no names are held. */
  readonly keys?: Pick<KeyStore, 'destroyed'>;
  readonly scheduler: Scheduler;
  /** What is known cannot be kept up any more: rather no answer than an old one. */
  readonly onFailure: (error: unknown) => void;
  readonly everyMs?: number;
};

/** A store that is away for a while: what is known stands, and is older. */
const isPassing = (error: unknown): boolean => error instanceof ReadStoreUnavailable || error instanceof KeyStoreUnavailable;

/**
 * From now on what is known follows every commit, by whichever process, and names go from memory when their keys are destroyed, by whichever process.
 * @returns its end, which waits for what is under way
 */
export const keepKnown = ({ knowledge, tail, progress, keys, scheduler, onFailure, everyMs = 250 }: KeepingKnown): (() => Promise<void>) => {
  let isBehind = false;
  const follow = async (): Promise<void> => {
    isBehind = false;
    try {
      await tail.follow();
    } catch (error) {
      isBehind = true;
      if (!isPassing(error)) onFailure(error);
      else throw error;
    }
  };
  const forget = async (): Promise<void> => {
    for await (const page of keys?.destroyed() ?? []) for (const person of page) knowledge.directory.forget(person);
  };
  const stop = progress.subscribe(({ name }) => {
    // What could not be read now is read at the next look.
    if (name === ledgerProjection.name) follow().catch(() => undefined);
  });
  const looking = openLooking({
    everyMs,
    scheduler,
    look: async () => {
      // Names first: they go even while the documents cannot be read.
      await forget();
      if (isBehind || tail.isToAdopt) await follow();
    },
  });
  looking.begin();
  return async () => {
    stop();
    await looking.end();
  };
};
