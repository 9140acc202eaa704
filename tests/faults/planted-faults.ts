import type { ReadStore } from '../../libs/read-store/read-store.port.js';

/** How a worker may be broken on purpose, so that a harness can show that it would notice. */
export type PlantedFault = 'none' | 'acknowledges-early' | 'documents-before-checkpoint' | 'checkpoint-before-documents' | 'checkpoint-without-comparing' | 'decides-on-any-revision';

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
  return read;
};
