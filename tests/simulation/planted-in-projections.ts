import type { EventStore, StoredEvent } from '../../libs/event-store/event-store.port.js';
import { UnknownEvent } from '../../libs/kernel/errors.js';
import { CheckpointConflict, ReadStoreUnavailable, type Document, type ReadSnapshot, type ReadStore } from '../../libs/read-store/read-store.port.js';
import type { Bug } from './bug.js';
import { breaking, type Planted } from './planted.js';

type Commit = ReadStore['commit'];

const committing = (way: (commit: Commit, call: Parameters<Commit>, store: ReadStore) => Promise<void>): Bug => ({
  readStore: (store) => ({ ...store, commit: (...call) => way(store.commit, call, store) }),
});

/** The reader numbers what it is given by itself, where `isOurs` says so. */
const numbering = (isOurs: (given: number, counted: number) => boolean): Bug => {
  const counted = async function* (from: number, pages: AsyncIterable<readonly StoredEvent[]>): AsyncGenerator<readonly StoredEvent[]> {
    let next = from;
    for await (const page of pages)
      yield page.map((stored) => {
        const index = isOurs(stored.index, next) ? next : stored.index;
        next = index + 1;
        return { ...stored, index };
      });
  };
  return {
    projectorStore: (store) => ({
      ...store,
      readAll: (range = {}) => counted(range.fromIndex ?? 0, store.readAll(range)),
      follow: (from, options) => counted(from, store.follow(from, options)),
    }),
  };
};

const beyond = (from: number | undefined): number => (from === undefined || from <= 0 ? 0 : from + 1);
const resumingLate = (store: EventStore): EventStore => ({
  ...store,
  readAll: (range = {}) => store.readAll({ ...range, fromIndex: beyond(range.fromIndex) }),
  follow: (from, options) => store.follow(beyond(from), options),
});

/** Documents once seen are not read again, whoever has written them since. */
const remembering = (store: ReadStore): ReadStore => {
  const seen = new Map<string, Document | null>();
  const idOf = (projection: string, collection: string, key: string) => `${projection}/${collection}/${key}`;
  const recalling = (snapshot: ReadSnapshot, projection: string): ReadSnapshot => ({
    ...snapshot,
    getMany: async (collection, keys) => {
      const read = await snapshot.getMany(collection, keys);
      const all = new Map<string, Document>();
      for (const key of keys) {
        const known = seen.get(idOf(projection, collection, key));
        const document = known === undefined ? read.get(key) : (known ?? undefined);
        if (document) all.set(key, document);
      }
      return all;
    },
  });
  return {
    ...store,
    snapshot: async (projection) => recalling(await store.snapshot(projection), projection.name),
    commit: async (projection, batch) => {
      for (const { collection, key, document } of batch.writes) seen.set(idOf(projection.name, collection, key), document);
      await store.commit(projection, batch);
    },
  };
};

/** What can be wrong between the log and the documents. */
export const plantedInProjections: { readonly [name: string]: Planted } = {
  'the checkpoint is committed first': breaking(['I3', 'soundness'], committing(async (commit, [projection, batch]) => {
    await commit(projection, { ...batch, writes: [] });
    await commit(projection, { ...batch, expected: batch.next });
  })),
  'the documents are committed first': breaking(['I3'], committing(async (commit, [projection, batch]) => {
    await commit(projection, { ...batch, next: batch.expected });
    await commit(projection, { ...batch, writes: [] });
  })),
  'the checkpoint is not compared': breaking(['I3', 'I4'], committing(async (commit, [projection, batch], store) => {
    const { index } = await store.checkpoint(projection);
    await commit(projection, { ...batch, expected: index, next: Math.max(index, batch.next) });
  })),
  'a commit that failed is taken for done': breaking(['liveness'], committing(async (commit, call) => {
    try {
      await commit(...call);
    } catch (error) {
      if (!(error instanceof ReadStoreUnavailable)) throw error;
    }
  })),
  'documents are kept in mind after a conflict': breaking(['I3'], { readStore: remembering }),
  'what comes again is counted again': breaking(['I3', 'I4'], numbering((given, counted) => given < counted)),
  'what is missing is passed over': breaking(['I3', 'I4'], numbering((given, counted) => given > counted)),
  'reading resumes one event too late': breaking(['liveness'], { projectorStore: resumingLate }),
  'what cannot be applied is skipped': breaking(['I3', 'I9'], {
    catalogue: (catalogue) => ({
      read: (stored) => {
        try {
          return catalogue.read(stored);
        } catch (error) {
          if (error instanceof UnknownEvent) return { type: 'PlanningRemoved', data: { effectiveOn: '2020-01-01' } } as ReturnType<typeof catalogue.read>; // A lie, as planted.
          throw error;
        }
      },
    }),
  }),
};

/**
 * Mistakes that stay without effect, because the store compares before it writes: they show what the comparison is worth, and that a simulator that knew only
 * these would have proved nothing.
 */
export const harmlessInProjections: { readonly [name: string]: Bug } = {
  'a projector that lost a race goes on as if it had won': committing(async (commit, call) => {
    try {
      await commit(...call);
    } catch (error) {
      if (!(error instanceof CheckpointConflict)) throw error;
    }
  }),
};
