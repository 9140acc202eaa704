import type { DatabaseSync } from 'node:sqlite';
import { integer, prepareQuery } from './log-file.js';
import { failureKind } from './sqlite-failure.js';

/** How often the WAL is measured, and how large it may grow: a larger one writes each page of the file fewer times (16 MiB here). */
const measuredEvery = { appends: 32, bytes: 1_048_576 } as const;
const framesMax = 4_096;

export type WalCheckpoint = {
  /** Counts what was committed; true when it is time to `run`. */
  counts(appends: number, bytes: number): boolean;
  /** Moves the WAL into the file once it is large. Throws only what a sync may not survive; what hinders for a while is left for the next time. */
  run(): void;
};

export const openWalCheckpoint = (db: DatabaseSync): WalCheckpoint => {
  // NOOP came with SQLite 3.51; before, it checkpoints at every measuring, which is slower and as safe.
  const measure = prepareQuery(db, 'PRAGMA wal_checkpoint(NOOP)');
  const checkpoint = prepareQuery(db, 'PRAGMA wal_checkpoint(PASSIVE)');
  let appendsSince = 0;
  let bytesSince = 0;
  return {
    counts: (appends, bytes) => {
      appendsSince += appends;
      bytesSince += bytes;
      return appendsSince >= measuredEvery.appends || bytesSince >= measuredEvery.bytes;
    },
    run: () => {
      appendsSince = 0;
      bytesSince = 0;
      try {
        const [frames, moved] = [integer(measure.first(), 1), integer(measure.first(), 2)];
        if (frames - moved >= framesMax) checkpoint.first();
      } catch (error) {
        if (failureKind(error) !== 'full' && failureKind(error) !== 'busy') throw error;
      }
    },
  };
};
