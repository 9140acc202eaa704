import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { ReadStoreUnavailable, type ReadStore } from '../../libs/read-store/read-store.port.js';

/** How a worker may be broken on purpose, so that a harness can show that it would notice. */
export type PlantedFault = 'none' | 'acknowledges-early' | 'documents-before-checkpoint' | 'checkpoint-before-documents' | 'trusts-its-own-checkpoint' | 'takes-refused-for-done' | 'decides-on-any-revision';

/** A read store that writes documents and checkpoint in two transactions, as if no one could end the process in between. */
export const breakReadStore = (fault: PlantedFault, read: ReadStore): ReadStore => {
  const documents: ReadStore['commit'] = (projection, { expected, writes }) => read.commit(projection, { expected, next: expected, writes });
  const checkpoint: ReadStore['commit'] = (projection, { expected, next }) => read.commit(projection, { expected, next, writes: [] });
  const inTwo = (first: ReadStore['commit'], second: ReadStore['commit']): ReadStore => ({
    ...read,
    commit: async (projection, batch) => {
      await first(projection, batch);
      const { index } = await read.checkpoint(projection);
      await second(projection, { ...batch, expected: index, next: Math.max(index, batch.next) });
    },
  });
  if (fault === 'documents-before-checkpoint') return inTwo(documents, checkpoint);
  if (fault === 'checkpoint-before-documents') return inTwo(checkpoint, documents);
  if (fault === 'trusts-its-own-checkpoint') return trusting(read);
  if (fault === 'takes-refused-for-done') return trusting(careless(read));
  return read;
};

/** A read store that takes this process for the only projector: it remembers where it was and asks nobody. */
const trusting = (read: ReadStore): ReadStore => {
  let own: number | undefined;
  return {
    ...read,
    checkpoint: async (projection) => ({ index: (own ??= (await read.checkpoint(projection)).index) }),
    snapshot: async (projection) => {
      const snapshot = await read.snapshot(projection);
      return {
        checkpoint: { index: own ?? snapshot.checkpoint.index },
        get: (collection, key) => snapshot.get(collection, key),
        getMany: (collection, keys) => snapshot.getMany(collection, keys),
        find: (query) => snapshot.find(query),
        close: () => snapshot.close(),
      };
    },
    commit: async (projection, batch) => {
      const { index } = await read.checkpoint(projection);
      await read.commit(projection, { ...batch, expected: index, next: Math.max(index, batch.next) });
      own = batch.next;
    },
  };
};

/** A read store that says nothing of a commit that could not be made. */
const careless = (read: ReadStore): ReadStore => ({
  ...read,
  commit: (projection, batch) =>
    read.commit(projection, batch).catch((error: unknown) => {
      if (!(error instanceof ReadStoreUnavailable)) throw error;
    }),
});

/** An event store that appends wherever the stream is by now, whatever the decision was made on. */
export const breakEventStore = (fault: PlantedFault, events: EventStore): EventStore =>
  fault !== 'decides-on-any-revision'
    ? events
    : {
        append: (stream, _, batch) => events.append(stream, 'any', batch),
        readStream: (stream, range) => events.readStream(stream, range),
        readAll: (range) => events.readAll(range),
        head: () => events.head(),
        follow: (from, options) => events.follow(from, options),
        close: () => events.close(),
      };
