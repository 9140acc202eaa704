import { BSON, MongoError, type AnyBulkWriteOperation, type ClientSession, type Collection } from 'mongodb';
import { CommitTooLarge, type CollectionSpec, type Document } from '../read-store.port.js';
import { storedDocument, type StoredDocument } from './stored-document.js';

/** Documents made into BSON between two turns of the event loop; the driver splits what is more than one message holds. */
const sliceMax = 500;
const documentBytesMax = 16 * 1024 * 1024;
const [writeConflict, transactionTooLarge] = [112, 388];

/**
 * Writes a collection's documents in the session's transaction.
 * @throws RangeError of a document that the server takes in no commit. @throws CommitTooLarge
 */
export const writeDocuments = async (target: Collection<StoredDocument>, session: ClientSession, spec: CollectionSpec, documents: ReadonlyMap<string, Document | null>): Promise<void> => {
  const all = [...documents];
  for (let start = 0; start < all.length; start += sliceMax) {
    const operations = all.slice(start, start + sliceMax).map(([key, document]) => operationOf(spec, key, document));
    try {
      // Ordered, so that the error told is the first one and not what followed from it.
      await target.bulkWrite(operations, { session, ordered: true });
    } catch (error) {
      throw refusedDocument(operations, spec) ?? (isTooLarge(error, all.length) ? new CommitTooLarge(spec.name, { cause: error }) : error);
    }
  }
};

const operationOf = (spec: CollectionSpec, key: string, document: Document | null): AnyBulkWriteOperation<StoredDocument> => {
  if (!document) return { deleteOne: { filter: { _id: key } } };
  const { _id, ...replacement } = storedDocument(spec, key, document);
  return { replaceOne: { filter: { _id }, replacement, upsert: true } };
};

/**
 * Whoever has written the checkpoint is alone with the projection's documents, so a conflict over them is the server's way to say that its cache
 * does not hold the transaction. One document conflicts for other reasons.
 */
const isTooLarge = (error: unknown, count: number): boolean => error instanceof MongoError && (error.code === transactionTooLarge || (error.code === writeConflict && count > 1));

const refusedDocument = (operations: readonly AnyBulkWriteOperation<StoredDocument>[], { name }: CollectionSpec): RangeError | undefined => {
  for (const operation of operations) {
    if (!('replaceOne' in operation)) continue;
    const bytes = BSON.calculateObjectSize(operation.replaceOne.replacement);
    if (bytes > documentBytesMax) return new RangeError(`${name} ${String(operation.replaceOne.filter._id)}: a document of ${bytes} bytes, and MongoDB takes at most ${documentBytesMax}`);
  }
  return undefined;
};
