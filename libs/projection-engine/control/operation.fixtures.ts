import { ReadStoreUnavailable, type ReadStore } from '../../read-store/read-store.port.js';
import type { Projection, ProjectionStatus, RebuildStatus } from '../projection.js';
import { moved, openToy, places } from '../toy-engine.fixtures.js';
import { documentsOf, type ToyEvent } from '../toy-log.fixtures.js';
import type { ProjectionFollower } from './follower.js';

/** `openSecond` opens the same store once more, as another process would. */
export type OperatedStore = { readonly store: ReadStore; openSecond(): Promise<ReadStore> };

export const walk = (count: number): ToyEvent[] => Array.from({ length: count }, (_, n) => moved(`p${(n * 7) % 23}`, `place-${(n * 13) % 9}`, n % 5));
type Asked = Pick<ProjectionFollower, 'status' | 'wish'>;
export const first = async (asked: Pick<Asked, 'status'>): Promise<ProjectionStatus> => {
  const [status] = await asked.status();
  if (!status) throw new Error('there is a projection');
  return status;
};
export const until = async <Found>(find: () => Promise<Found | undefined>): Promise<Found> => {
  for (let looks = 0; looks < 500; looks += 1) {
    const found = await find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not come to be');
};
export const rebuildOf = async (asked: Asked, isThere: (rebuild: RebuildStatus) => boolean): Promise<RebuildStatus> =>
  until(async () => {
    const rebuild = (await first(asked)).operation?.rebuild;
    return rebuild && isThere(rebuild) ? rebuild : undefined;
  });
export const compared = (asked: Asked) => rebuildOf(asked, ({ comparison }) => comparison !== undefined);
export const accepted = async (asked: Asked, wish: Parameters<Asked['wish']>[1]): Promise<void> => expect(await asked.wish('places', wish)).toBeUndefined();
/** The same documents, and whoever has been everywhere is counted once more: what an old release did wrong. */
export const wrong: Projection<ToyEvent> = {
  ...places,
  handle: (event, documents) => {
    const done = places.handle(event, documents);
    if (event.event.data.who === 'p7') documents.put('rosters', 'wrong', { people: [event.event.data.who] });
    return done;
  },
};


/** What each test of a suite works on, opened anew for each. */
export const operated = (open: () => Promise<OperatedStore>) => {
  let stores: OperatedStore;
  let toy: ReturnType<typeof openToy>;
  const closing: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    stores = await open();
    toy = openToy(stores.store);
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await toy.close();
    await stores.store.close();
  });
  return {
    toy: () => toy,
    store: () => stores.store,
    second: async (): Promise<ReadStore> => {
      const store = await stores.openSecond();
      closing.push(() => store.close());
      return store;
    },
    generation: (n: number) => documentsOf(stores.store, { ...places, generation: n }),
    reached: async (n: number): Promise<number> => (await stores.store.checkpoint({ ...places, generation: n })).index,
  };
};

/** The store as it is for a rebuild that comes to `from`: it waits there until it is let go. */
export const holding = (store: ReadStore, from: number, letGo: AbortSignal): ReadStore => ({
  ...store,
  commit: async (projection, batch) => {
    if (projection.generation === 1 && batch.next >= from && !letGo.aborted) await new Promise<void>((resolve) => letGo.addEventListener('abort', () => resolve(), { once: true }));
    return store.commit(projection, batch);
  },
});
/** And one that is away from there on. */
export const away = (store: ReadStore, from: number): ReadStore => ({
  ...store,
  commit: (projection, batch) => (projection.generation === 1 && batch.next >= from ? Promise.reject(new ReadStoreUnavailable('away')) : store.commit(projection, batch)),
});
