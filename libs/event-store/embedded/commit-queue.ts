import type { Attempt } from '../admission.js';
import { StoreUnavailable, type Appended } from '../event-store.port.js';
import type { Outcome } from './log-writer.js';

export type CommitQueue = {
  enqueue(attempt: Attempt): Promise<Appended>;
  /** Commits whatever waits, now. */
  flush(): void;
  readonly waiting: number;
};
type Waiting = { readonly attempt: Attempt; readonly resolve: (appended: Appended) => void; readonly reject: (error: unknown) => void };

/** At most so many bytes wait, whatever the number of appends. */
const waitingBytesMax = 64 * 1_048_576;

/**
 * Collects appends into groups that share one durable commit. An append that waits alone is committed as soon as its caller's code has run, without
 * waiting for the event loop; when several wait, all that come until the loop turns go together. Only one in a turn goes alone, and none right after
 * a shared commit: on a busy server the requests of one turn come one after another, and each would pay for a sync of its own.
 * @param commit answers every attempt of the group, or throws what befell them all.
 */
export const openCommitQueue = (queueMax: number, commit: (group: readonly Attempt[]) => readonly Outcome[]): CommitQueue => {
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let isTurnAwaited = false;
  let isLoneSpent = false;
  let lastGroup = 1;

  const flush = () => {
    const group = waiting;
    if (group.length === 0) return;
    waiting = [];
    waitingBytes = 0;
    lastGroup = group.length;
    try {
      const outcomes = commit(group.map(({ attempt }) => attempt));
      group.forEach(({ resolve, reject }, at) => {
        const outcome = outcomes[at];
        if (outcome && 'appended' in outcome) resolve(outcome.appended);
        else reject(outcome?.refusal);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  const flushAtTurn = () => {
    isTurnAwaited = false;
    isLoneSpent = false;
    flush();
  };
  const flushIfAlone = () => {
    if (waiting.length !== 1) return;
    isLoneSpent = true;
    flush();
  };
  const schedule = () => {
    if (!isTurnAwaited) setImmediate(flushAtTurn);
    isTurnAwaited = true;
    if (!isLoneSpent && lastGroup === 1) queueMicrotask(flushIfAlone);
  };

  return {
    enqueue: (attempt) => {
      if (waiting.length >= queueMax || waitingBytes + attempt.bytes > waitingBytesMax)
        return Promise.reject(new StoreUnavailable(`${waiting.length} appends wait already: nothing was written`));
      return new Promise((resolve, reject) => {
        waiting.push({ attempt, resolve, reject });
        waitingBytes += attempt.bytes;
        if (waiting.length === 1) schedule();
      });
    },
    flush,
    get waiting() {
      return waiting.length;
    },
  };
};
