import { CheckpointConflict, type ReadSnapshot, type ReadStore } from '../../read-store/read-store.port.js';
import { callsOf } from './measured-call.js';
import type { Meters } from './meters.js';

/** The same read store, with what it is asked counted and timed. */
export const measuredReadStore = (store: ReadStore, meters: Meters): ReadStore => {
  const { measured, failed } = callsOf(meters, 'read');
  const get = measured('get', (held: ReadSnapshot, ...asked: Parameters<ReadSnapshot['get']>) => held.get(...asked));
  const getMany = measured('get-many', (held: ReadSnapshot, ...asked: Parameters<ReadSnapshot['getMany']>) => held.getMany(...asked));
  const find = measured('find', (held: ReadSnapshot, ...asked: Parameters<ReadSnapshot['find']>) => held.find(...asked));
  const snapshot = measured('snapshot', (...asked: Parameters<ReadStore['snapshot']>) => store.snapshot(...asked));
  return {
    declare: (projection) => store.declare(projection),
    checkpoint: measured('checkpoint', (projection) => store.checkpoint(projection)),
    snapshot: async (projection) => {
      const held = await snapshot(projection);
      return {
        checkpoint: held.checkpoint,
        get: (...asked) => get(held, ...asked),
        getMany: (...asked) => getMany(held, ...asked),
        find: (...asked) => find(held, ...asked),
        close: () => held.close(),
      };
    },
    commit: async (projection, batch) => {
      const startedMs = performance.now();
      const of = { projection: projection.name };
      try {
        await store.commit(projection, batch);
      } catch (error) {
        if (error instanceof CheckpointConflict) meters.checkpointConflicts.inc(of);
        failed('commit', error);
        throw error;
      }
      meters.commitSeconds.observe(of, (performance.now() - startedMs) / 1_000);
      meters.batchEvents.observe(of, batch.next - batch.expected);
    },
    drop: measured('drop', (projection) => store.drop(projection)),
    close: () => store.close(),
  };
};
