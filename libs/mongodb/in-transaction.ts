import { setTimeout as pause } from 'node:timers/promises';
import type { ClientSession, MongoClient } from 'mongodb';
import { hasLabel, isPassing } from './driver-failure.js';
import { durably } from './open-connection.js';

/** How long a transaction is tried: longer than the election of a new primary takes. */
export const tryingMaxMs = 20_000;
const [beginAnew, unknownOutcome] = ['TransientTransactionError', 'UnknownTransactionCommitResult'];
const [firstDelayMs, longestDelayMs] = [5, 500];

/**
 * Runs `work` in one transaction on a snapshot. What the server calls transient is run again from the start, a commit of which it does not know
 * the outcome is committed again, both until `maxMs` have passed; then the last error is thrown, and whether it was written is not known.
 */
export const inTransaction = async <Result>(client: MongoClient, work: (session: ClientSession) => Promise<Result>, maxMs = tryingMaxMs): Promise<Result> => {
  const deadline = performance.now() + maxMs;
  for (let attempt = 0; ; attempt += 1) {
    const session = client.startSession();
    try {
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: durably, readPreference: 'primary' });
      const result = await work(session);
      await commitCertainly(session, deadline);
      return result;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction();
      if (!hasLabel(error, beginAnew) || performance.now() >= deadline) throw error;
    } finally {
      await session.endSession();
    }
    await pause(delayMs(attempt));
  }
};

const commitCertainly = async (session: ClientSession, deadline: number): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      // Not every failure that leaves the outcome open bears its label (a pool cleared meanwhile); committing again does no harm.
      const isUnknown = hasLabel(error, unknownOutcome) || (isPassing(error) && !hasLabel(error, beginAnew));
      if (!isUnknown || performance.now() >= deadline) throw error;
    }
    await pause(delayMs(attempt));
  }
};

/** Of two that met, chance keeps them from meeting again. */
const delayMs = (attempt: number): number => Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2);
