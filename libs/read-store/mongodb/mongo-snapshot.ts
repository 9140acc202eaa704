import type { ClientSession } from 'mongodb';
import { committed } from '../../mongodb/open-connection.js';
import { cursorOf, getCollection, indexValueOf, planQuery } from '../query-plan.js';
import { ReadStoreUnavailable, type Document, type Keyed, type ProjectionSpec, type ReadSnapshot } from '../read-store.port.js';
import { findCommand } from './find-command.js';
import { checkpointIn, idOf, type ProjectionCollections, type StoredCheckpoint } from './projection-collections.js';
import { documentOf, type StoredDocument } from './stored-document.js';
import { translating } from './translating.js';

/** Keys in one question; the port has no bound, a message has one. */
const keysAtOnceMax = 1_000;

/** Reads at the one cluster time at which `session` read the checkpoint; the server keeps it for five minutes. */
export const mongoSnapshot = (collections: ProjectionCollections, session: ClientSession, projection: ProjectionSpec, at: StoredCheckpoint): ReadSnapshot => {
  const { incarnation } = at;
  let isOpen = true;
  const documentsOf = (name: string) => collections.documents(projection, incarnation, getCollection(projection, name));
  /** The server finds nothing in a collection dropped since, where it ought to refuse; so an answer of nothing is trusted only while the checkpoint stands. */
  const read = async (work: () => Promise<readonly StoredDocument[]>): Promise<readonly StoredDocument[]> => {
    if (!isOpen) throw new RangeError('the snapshot is closed');
    return translating(async () => {
      const found = await work();
      if (found.length > 0 || (await collections.checkpoints.findOne({ _id: idOf(projection), incarnation }, { readConcern: committed }))) return found;
      throw new ReadStoreUnavailable(`${idOf(projection)} was dropped while it was read`);
    });
  };
  return {
    checkpoint: checkpointIn(at),
    get: async (collection, key) => {
      const documents = documentsOf(collection);
      const [found] = await read(async () => [await documents.findOne({ _id: key }, { session })].filter((one) => one !== null));
      return found && documentOf(found);
    },
    getMany: async (collection, keys) => {
      const documents = documentsOf(collection);
      const found = new Map<string, Document>();
      for (let start = 0; start < keys.length; start += keysAtOnceMax) {
        const some = keys.slice(start, start + keysAtOnceMax);
        for (const stored of await read(() => documents.find({ _id: { $in: [...some] } }, { session }).toArray())) found.set(stored._id, documentOf(stored));
      }
      return found;
    },
    find: async (query) => {
      const spec = getCollection(projection, query.collection);
      const plan = planQuery(spec, query);
      const command = findCommand(plan);
      if (!command) return { items: [] };
      const rows = await read(() => documentsOf(query.collection).find({}, { ...command, session, batchSize: command.limit }).toArray());
      const items: Keyed[] = rows.slice(0, query.limit).map((stored) => ({ key: stored._id, document: documentOf(stored) }));
      const last = items.at(-1);
      if (!last || rows.length <= query.limit) return { items };
      return { items, next: cursorOf([...plan.fields.slice(plan.equals.length).map((field) => indexValueOf(last.document, field)), last.key]) };
    },
    close: async () => {
      if (isOpen) await session.endSession();
      isOpen = false;
    },
  };
};
