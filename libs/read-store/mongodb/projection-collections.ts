import { randomBytes } from 'node:crypto';
import { MongoServerError, type Collection, type Db } from 'mongodb';
import type { LogIndex } from '../../kernel/log.js';
import { committed, durably } from '../../mongodb/open-connection.js';
import { collectionNameOf, projectionIdOf } from '../collection-name.js';
import { declaredName } from '../declared-name.js';
import type { Checkpoint, CollectionSpec, ProjectionSpec } from '../read-store.port.js';
import { indexKeyOf } from './find-command.js';
import type { StoredDocument } from './stored-document.js';

/**
 * Where a projection stands. `incarnation` is part of its collections' names: dropping ends one and none ever comes back, so whoever is late with
 * an old one can do the new one no harm. `commits` changes with each commit, so that two of them always meet.
 */
export type StoredCheckpoint = { readonly _id: string; readonly index: LogIndex; readonly event?: string | null; readonly incarnation: string; readonly commits: number };

export const checkpointIn = (stored: StoredCheckpoint | null): Checkpoint => (stored ? { index: stored.index, ...(typeof stored.event === 'string' ? { event: stored.event } : {}) } : { index: -1 });

export const idOf = ({ name, version, generation = 0 }: ProjectionSpec): string => projectionIdOf({ name: declaredName(name), version: Number(version), generation: Number(generation) });

const namespaceExists = 48;

export const projectionCollections = (database: Db) => {
  const checkpoints: Collection<StoredCheckpoint> = database.collection('checkpoints');
  const nameOf = (projection: ProjectionSpec, incarnation: string, { name }: CollectionSpec) => `${collectionNameOf(projection, { name: declaredName(name) })}@${incarnation}`;

  /** Collections are listed before the checkpoint is read: those of no current incarnation then have had their day. */
  const sweep = async (projection: ProjectionSpec): Promise<void> => {
    const id = idOf(projection);
    // In names the next character after `/` is `0`.
    const listed = await database.listCollections({ name: { $gte: `${id}/`, $lt: `${id}0` } }, { nameOnly: true }).toArray();
    const current = await checkpoints.findOne({ _id: id }, { readConcern: committed });
    const dead = listed.filter(({ name }) => !current || !name.endsWith(`@${current.incarnation}`));
    for (const { name } of dead) await database.dropCollection(name, { writeConcern: durably });
  };

  const make = async (name: string, fieldsOfIndexes: readonly (readonly string[])[]): Promise<void> => {
    await database.createCollection(name, { writeConcern: durably }).catch((error: unknown) => {
      if (!(error instanceof MongoServerError && error.code === namespaceExists)) throw error;
    });
    if (fieldsOfIndexes.length === 0) return;
    await database.collection(name, { writeConcern: durably }).createIndexes(fieldsOfIndexes.map((fields) => ({ key: { ...indexKeyOf(fields.map(declaredName)) } })));
  };

  return {
    checkpoints,
    documents: (projection: ProjectionSpec, incarnation: string, collection: CollectionSpec): Collection<StoredDocument> => database.collection(nameOf(projection, incarnation, collection)),
    /** Makes what is missing. */
    declare: async (projection: ProjectionSpec): Promise<void> => {
      const fresh = { index: -1, incarnation: randomBytes(6).toString('hex'), commits: 0 };
      const held = await checkpoints.findOneAndUpdate({ _id: idOf(projection) }, { $setOnInsert: fresh }, { upsert: true, returnDocument: 'after', writeConcern: durably });
      for (const collection of projection.collections) await make(nameOf(projection, held?.incarnation ?? fresh.incarnation, collection), Object.values(collection.indexes));
      await sweep(projection);
    },
    drop: async (projection: ProjectionSpec): Promise<void> => {
      await checkpoints.deleteOne({ _id: idOf(projection) }, { writeConcern: durably });
      await sweep(projection);
    },
  };
};

export type ProjectionCollections = ReturnType<typeof projectionCollections>;
