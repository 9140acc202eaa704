import type { LogIndex } from '../kernel/log.js';
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
