import { indexedFields, indexValueOf } from '../query-plan.js';
import type { CollectionSpec, Document } from '../read-store.port.js';

/**
 * How a document lies on the server. As a rule `document` is the whole of it, as the server's own tools show it. What BSON would change (see
 * `isFaithful`) stands in `text` as JSON, and `document` has the indexed fields only.
 */
export type StoredDocument = { readonly _id: string; readonly document: Document; readonly text?: string };

/** @throws RangeError of a value in an indexed field that has no place in an index. */
export const storedDocument = (collection: CollectionSpec, key: string, document: Document): StoredDocument => {
  const fields = indexedFields(collection);
  for (const field of fields) indexValueOf(document, field);
  if (isFaithful(document, 0)) return { _id: key, document };
  const text = JSON.stringify(document);
  const parsed: Document = JSON.parse(text);
  if (isFaithful(parsed, 0)) return { _id: key, document: parsed };
  return { _id: key, document: Object.fromEntries(fields.map((field) => [field, indexValueOf(parsed, field)])), text };
};

export const documentOf = ({ document, text }: StoredDocument): Document => (text === undefined ? document : JSON.parse(text));

/** The server takes 100 levels, of which a few are the command's. */
const depthMax = 80;

/** Whether BSON gives back what JSON would: plain objects and lists of well-formed texts, finite numbers, truth values and null. */
const isFaithful = (value: unknown, depth: number): boolean => {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed();
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'boolean':
      return true;
    case 'object':
      return value === null || (depth < depthMax && areFaithful(value, depth));
    default:
      return false;
  }
};

const areFaithful = (value: object, depth: number): boolean => {
  if (Array.isArray(value)) return value.every((one) => isFaithful(one, depth + 1));
  return Object.getPrototypeOf(value) === Object.prototype && Object.entries(value).every(([field, one]) => isOrdinary(field) && (one === undefined || isFaithful(one, depth + 1)));
};

/**
 * `$` begins operators and references, and a field's name ends at U+0000. The driver (bson 7) looks names up in plain objects of its own, and finds there what every
 * object has: a list under `constructor` comes back as bytes.
 */
const isOrdinary = (field: string): boolean => !field.startsWith('$') && field !== '_bsontype' && !(field in Object.prototype) && !field.includes('\0') && field.isWellFormed();
