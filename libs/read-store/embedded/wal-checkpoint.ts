import { Worker } from 'node:worker_threads';
import type { Connection } from './connection.js';

/** How often the WAL is measured, and how many pages of it may wait to be moved into the file (16 MiB). */
const measuredEvery = { commits: 32, writes: 1_024 } as const;
const framesMax = 4_096;

export type WalCheckpoint = {
  /** After a commit of so many documents: has the WAL moved once it is large. */
  after(writes: number): void;
  close(): Promise<void>;
};

/** Moving some MiB into the file and syncing it takes a tenth of a second and more, so another thread does it: requests do not wait for it. */
export const openWalCheckpoint = (writer: Connection, file: string): WalCheckpoint => {
  let worker: Worker | undefined;
  let isMoving = false;
  let [commits, written] = [0, 0];
  const start = (): Worker => {
    const started = new Worker(new URL(`./wal-checkpoint.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url), { workerData: file });
    started.unref();
    started.on('message', () => {
      isMoving = false;
    });
    // Started anew the next time; until then the WAL is longer than it need be, and nothing is lost.
    started.on('error', () => {
      worker = undefined;
      isMoving = false;
    });
    return started;
  };
  return {
    after: (writes) => {
      commits += 1;
      written += writes;
      if (isMoving || (commits < measuredEvery.commits && written < measuredEvery.writes)) return;
      [commits, written] = [0, 0];
      const [, frames, moved] = writer.row('PRAGMA wal_checkpoint(NOOP)', []) ?? [];
      if (Number(frames) - Number(moved) < framesMax) return;
      isMoving = true;
      (worker ??= start()).postMessage('move');
    },
    close: async () => {
      await worker?.terminate();
    },
  };
};
