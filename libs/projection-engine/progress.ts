import type { LogIndex } from '../kernel/log.js';
import type { Wish, WishRefusal } from './control/wish.js';
import type { Committed, ProjectionStatus, StoppedAt } from './projection.js';

/** How far the projections have come, whichever process folds them: what command and query sides ask. */
export type ProjectionProgress = {
  status(): Promise<readonly ProjectionStatus[]>;
  /** Where a projection could not go on, as known in this process: nothing is read for it, so every answer may ask. */
  stoppedAt(name: string): StoppedAt | undefined;
  /** Neither paused nor stopped: it will come to what it does not hold yet. */
  isRunning(name: string): boolean;
  /** Waits until the documents of every projection, or of the one named, hold the event at `index`. */
  waitFor(index: LogIndex, timeoutMs: number, name?: string): Promise<'reached' | 'timed-out' | 'stopped'>;
  /** Waits until every running projection holds everything that is in the log now. */
  whenCaughtUp(): Promise<void>;
  /** Told after each commit; a listener that throws ends the process as any uncaught error does. Returns the end of the subscription. */
  subscribe(listener: (committed: Committed) => void): () => void;
};

/** Which documents answers are given from. */
export type LiveGenerations = { liveGeneration(name: string): number };

/** What an operator may ask of projections, in whichever process they are folded. @throws RangeError of a name that is no projection */
export type ProjectionWishes = {
  /** Writes the wish down; undefined when it could be. The projector obeys within a second, at once if it is this process. @throws ReadStoreUnavailable */
  wish(name: string, wish: Wish): Promise<WishRefusal | undefined>;
};
