import { MongoServerError, type ClientSession } from 'mongodb';
import type { LogIndex } from '../../kernel/log.js';
import { inTransaction } from '../../mongodb/in-transaction.js';
import { committed, openConnection, type MongoOptions } from '../../mongodb/open-connection.js';
import { getCollection } from '../query-plan.js';
import { CheckpointConflict, CommitTooLarge, ReadStoreUnavailable, type CollectionSpec, type Document, type ProjectionSpec, type ReadStore, type Write } from '../read-store.port.js';
import { mongoSnapshot } from './mongo-snapshot.js';
import { checkpointIn, idOf, projectionCollections, type ProjectionCollections } from './projection-collections.js';
import { translating } from './translating.js';
import { writeDocuments } from './write-documents.js';

export type MongoReadStoreOptions = MongoOptions & {
  /** How long a commit is tried again while the server asks for it, in milliseconds. */
  readonly commitMaxMs?: number;
};

/**
 * Documents in one database of a replica set: a collection for each of a projection's, `<projection>/<version>/<collection>@<incarnation>`, with
 * an index for each declared one, and `checkpoints` beside them.
 * @throws MongoRefused for a server that cannot serve. @throws ReadStoreUnavailable
 */
export const openMongoReadStore = async ({ commitMaxMs, ...options }: MongoReadStoreOptions): Promise<ReadStore> => {
  const connection = await translating(() => openConnection(options));
  const { client } = connection;
  const collections = projectionCollections(connection.database);
  let isClosed = false;
  const open = <Result>(work: () => Promise<Result>): Promise<Result> =>
    isClosed ? Promise.reject<Result>(new ReadStoreUnavailable('the read store is closed')) : translating(work);
  return {
    declare: (projection) => open(() => collections.declare(projection)),
    checkpoint: (projection) => open(async () => checkpointIn(await collections.checkpoints.findOne({ _id: idOf(projection) }, { readConcern: committed }))),
    snapshot: (projection) =>
      open(async () => {
        const session = client.startSession({ snapshot: true });
        const checkpoint = await collections.checkpoints.findOne({ _id: idOf(projection) }, { session }).catch(async (error: unknown) => {
          await session.endSession();
          throw error;
        });
        if (checkpoint) return mongoSnapshot(collections, session, projection, checkpoint);
        await session.endSession();
        throw new ReadStoreUnavailable(`${idOf(projection)} is not declared yet`);
      }),
    commit: (projection, { expected, next, event = null, writes }) =>
      open(async () => {
        if (next < expected) throw new RangeError(`a checkpoint does not go back from ${expected} to ${next}`);
        const lasting = lastOfEachKey(projection, writes);
        await inTransaction(
          client,
          async (session) => {
            // First, so that of two projectors one waits before it has written anything.
            const incarnation = await advance(collections, session, projection, { expected, next, event });
            for (const [spec, documents] of lasting) await writeDocuments(collections.documents(projection, incarnation, spec), session, spec, documents);
          },
          commitMaxMs,
        ).catch((error: unknown) => {
          throw isOverCache(error) ? new CommitTooLarge(projection.name, { cause: error }) : error;
        });
      }),
    drop: (projection) => open(() => collections.drop(projection)),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await connection.close();
    },
  };
};

/** Told at the end of a transaction that the server's cache could not hold. */
const isOverCache = (error: unknown): boolean => error instanceof MongoServerError && error.message.includes('will not fit in the storage engine cache');

type Step = { readonly expected: LogIndex; readonly next: LogIndex; readonly event: string | null };

/** @throws CheckpointConflict */
const advance = async ({ checkpoints }: ProjectionCollections, session: ClientSession, projection: ProjectionSpec, { expected, next, event }: Step): Promise<string> => {
  const _id = idOf(projection);
  const before = await checkpoints.findOneAndUpdate({ _id, index: expected }, { $set: { index: next, event }, $inc: { commits: 1 } }, { session });
  if (before) return before.incarnation;
  const actual = await checkpoints.findOne({ _id }, { session });
  throw new CheckpointConflict(projection.name, expected, actual?.index ?? -1);
};

type Lasting = ReadonlyMap<CollectionSpec, ReadonlyMap<string, Document | null>>;
const lastOfEachKey = (projection: ProjectionSpec, writes: readonly Write[]): Lasting => {
  const lasting = new Map<CollectionSpec, Map<string, Document | null>>();
  for (const { collection, key, document } of writes) {
    const spec = getCollection(projection, collection);
    const documents = lasting.get(spec) ?? new Map<string, Document | null>();
    lasting.set(spec, documents.set(key, document));
  }
  return lasting;
};
