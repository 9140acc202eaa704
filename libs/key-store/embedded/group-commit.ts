import type { DatabaseSync } from 'node:sqlite';
import { KeyStoreFull, KeyStoreUnavailable } from '../key-store.port.js';

/** Most callers that may wait for one commit. */
export const waitingMax = 10_000;

/** SQLITE_FULL: the transaction is rolled back, and room may be made. */
const isFull = (error: unknown): boolean => error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 13;

type Waiting = { readonly work: () => () => void; readonly fail: (error: unknown) => void };

/**
 * Runs what has gathered since the event loop last turned in one transaction with one sync to disk, each caller in the order of asking;
 * nobody is answered before the commit. A caller's own error is that caller's alone.
 */
export const groupCommitOn = (database: DatabaseSync) => {
  let waiting: Waiting[] = [];
  let broken: unknown;
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    let isCommitting = false;
    try {
      database.exec('BEGIN IMMEDIATE');
      const answers = group.map(({ work }) => work());
      isCommitting = true;
      database.exec('COMMIT');
      for (const answer of answers) answer();
    } catch (cause) {
      // After a sync that failed nobody knows what is on disk, so nothing more is answered from here.
      if (isCommitting && !isFull(cause)) broken = cause;
      if (database.isTransaction) database.exec('ROLLBACK');
      const failure = isFull(cause) ? new KeyStoreFull('the disk is full: no key was written', { cause }) : new KeyStoreUnavailable('the key store could not write', { cause });
      for (const { fail } of group) fail(failure);
    }
  };
  return {
    get isIdle() {
      return waiting.length === 0;
    },
    /** `refusals`: the error classes that `work` throws before it writes anything. */
    write: <Result>(work: () => Result, isRefusal: (error: unknown) => boolean = () => false): Promise<Result> =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) return reject(new KeyStoreUnavailable('the key store failed to write and has to be opened anew', { cause: broken }));
        if (waiting.length >= waitingMax) return reject(new KeyStoreUnavailable(`${waitingMax} callers wait for the key store`));
        if (waiting.length === 0) setImmediate(flush);
        const attempt = () => {
          try {
            const result = work();
            return () => resolve(result);
          } catch (error) {
            if (!isRefusal(error)) throw error;
            return () => reject(error);
          }
        };
        waiting.push({ work: attempt, fail: reject });
      }),
  };
};
