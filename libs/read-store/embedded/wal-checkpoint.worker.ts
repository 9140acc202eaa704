import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** The other side of `openWalCheckpoint`, on a connection and a thread of its own. It loads nothing of ours: a thread in tests has no compiler. */
const database = new DatabaseSync(String(workerData), { timeout: 2_000 });
parentPort?.on('message', () => {
  let failed: string | null = null;
  try {
    database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
  } catch (error) {
    // The disk is full, or somebody else is at it: the WAL grows on, and the next time may do better.
    failed = String(error);
  }
  parentPort?.postMessage(failed);
});
