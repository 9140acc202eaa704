import { ReadStoreUnavailable, type ProjectionSpec, type ReadSnapshot, type ReadStore } from '../../libs/read-store/read-store.port.js';
import type { Life } from './course.js';
import { ask, change, strikes, type World } from './world.js';

/** Told of every commit that took place, whether or not its process ever learns of it. */
export type OnCommitted = (projection: ProjectionSpec, batch: Parameters<ReadStore['commit']>[1]) => void;

/** The way of one process to the read store. */
export const faultyReadStore = (world: World, life: Life, onCommitted: OnCommitted): ReadStore => {
  const { disk: { read: disk } } = world;
  const reading = <Answer>(label: string, answer: () => Promise<Answer>): Promise<Answer> =>
    ask(world, life, label, () => (strikes(world, 'readStoreReads') ? Promise.reject(new ReadStoreUnavailable('away')) : answer()));
  const faulty = (snapshot: ReadSnapshot): ReadSnapshot => ({
    checkpoint: snapshot.checkpoint,
    get: (collection, key) => reading(`get ${collection}`, () => snapshot.get(collection, key)),
    getMany: (collection, keys) => reading(`getMany ${collection}`, () => snapshot.getMany(collection, keys)),
    find: (query) => reading(`find ${query.collection}`, () => snapshot.find(query)),
    close: () => snapshot.close(),
  });
  return {
    declare: (projection) => reading(`declare ${projection.name}`, () => disk.declare(projection)),
    checkpoint: (projection) => reading(`checkpoint ${projection.name}`, () => disk.checkpoint(projection)),
    snapshot: (projection) => reading(`snapshot ${projection.name}`, async () => faulty(await disk.snapshot(projection))),
    commit: (projection, batch) =>
      change(world, life, `commit ${projection.name} ${batch.expected}>${batch.next}`, async () => {
        if (strikes(world, 'readStoreBefore')) throw new ReadStoreUnavailable('away');
        await disk.commit(projection, batch);
        onCommitted(projection, batch);
        if (strikes(world, 'readStoreAfter')) throw new ReadStoreUnavailable('the answer was lost');
      }),
    drop: (projection) => reading(`drop ${projection.name}`, () => disk.drop(projection)),
    close: () => Promise.resolve(),
  };
};
