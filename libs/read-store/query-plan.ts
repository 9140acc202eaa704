import { NotACursor, type CollectionSpec, type Document, type IndexValue, type ProjectionSpec, type Query } from './read-store.port.js';

/** Most documents of one page. */
export const pageSizeMax = 10_000;

/** What every adapter makes of a query: `fields` are the index's, and the key comes after them. */
export type QueryPlan = {
  readonly fields: readonly string[];
  readonly equals: readonly IndexValue[];
  readonly from: IndexValue | undefined;
  readonly until: IndexValue | undefined;
  /** Values of the fields after `equals`, then the key, of the last document of the page before. */
  readonly after: readonly IndexValue[] | undefined;
  readonly limit: number;
};

/** @throws RangeError when the projection has no such collection. */
export const getCollection = (projection: ProjectionSpec, name: string): CollectionSpec => {
  const found = projection.collections.find((collection) => collection.name === name);
  if (!found) throw new RangeError(`${projection.name} v${projection.version} has no collection ${name}`);
  return found;
};

/** @throws RangeError naming what was asked that the collection does not declare. */
export const planQuery = (collection: CollectionSpec, { index, equals = [], from, until, limit, after }: Query): QueryPlan => {
  const fields = index === undefined ? [] : collection.indexes[index];
  if (!fields) throw new RangeError(`${collection.name} has no index ${index}`);
  if (equals.length > fields.length) throw new RangeError(`${collection.name}: ${equals.length} values for an index of ${fields.length} fields`);
  if (!Number.isInteger(limit) || limit < 1 || limit > pageSizeMax) throw new RangeError(`a page holds 1 to ${pageSizeMax} documents, not ${limit}`);
  return { fields, equals, from, until, limit, after: after === undefined ? undefined : readCursor(after, fields.length - equals.length + 1) };
};

/** The fields that any index of the collection lists, each once. */
export const indexedFields = (collection: CollectionSpec): readonly string[] => [...new Set(Object.values(collection.indexes).flat())];

/** @throws RangeError of a value that has no place in an index. */
export const indexValueOf = (document: Document, field: string): IndexValue => {
  const value = Object.hasOwn(document, field) ? document[field] : undefined;
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new RangeError(`${field}: an indexed field holds text, a finite number or nothing, not ${typeof value}`);
};

export const cursorOf = (values: readonly IndexValue[]): string => JSON.stringify(values);

const readCursor = (text: string, length: number): readonly IndexValue[] => {
  const values = parseCursor(text);
  if (!Array.isArray(values) || values.length !== length || !values.every(isIndexValue)) throw new NotACursor('`after` is not `next` of a page of this query');
  return values;
};
const parseCursor = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const isIndexValue = (value: unknown): value is IndexValue => value === null || typeof value === 'string' || typeof value === 'number';
