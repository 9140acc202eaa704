import type { EventStoreReader } from '../../libs/event-store/event-store.port.js';
import type { Clock } from '../../libs/kernel/ports.js';
import type { KeyStore } from '../../libs/key-store/key-store.port.js';
import type { LiveGenerations, ProjectionProgress } from '../../libs/projection-engine/progress.js';
import { eventLoop } from '../../libs/projection-engine/scheduler.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import { keepKnown } from '../../libs/reporting/application/keeping-known.js';
import { Knowledge } from '../../libs/reporting/application/knowledge.js';
import { KnowledgeTail, noNames } from '../../libs/reporting/application/knowledge-tail.js';

/** What answers are made of. */
export type QuerySide = {
  readonly events: EventStoreReader;
  readonly read: ReadStore;
  readonly keys: KeyStore;
  readonly progress: ProjectionProgress;
  readonly knowledge: Knowledge;
  readonly tail: KnowledgeTail;
};

export type Known = Pick<QuerySide, 'knowledge' | 'tail'> & {
  /** Loads everything there is and keeps it up from then on. @throws ReadStoreUnavailable, KeyStoreUnavailable while loading */
  keep(onFailure: (error: unknown) => void): Promise<void>;
  /** Ends the keeping; the stores stay open. */
  close(): Promise<void>;
};

export type KnownOptions = {
  readonly read: ReadStore;
  /** Whose keys open names; absent where no name is needed. */
  readonly keys?: KeyStore;
  readonly progress: ProjectionProgress & Partial<LiveGenerations>;
  readonly clock: Clock;
};

/** What is known in memory: nothing until `keep`. */
export const makeKnown = ({ read, keys, progress, clock }: KnownOptions): Known => {
  const { liveGeneration } = progress;
  const knowledge = new Knowledge(clock);
  const tail = new KnowledgeTail(knowledge, read, keys ?? noNames, ...(liveGeneration ? [{ liveGeneration }] : []));
  let end = (): Promise<void> => Promise.resolve();
  return {
    knowledge,
    tail,
    keep: async (onFailure) => {
      // Before loading: what is committed while it loads would else be known only after the next commit.
      end = keepKnown({ knowledge, tail, progress, scheduler: eventLoop, onFailure, ...(keys ? { keys } : {}) });
      await tail.load();
    },
    close: () => end(),
  };
};
