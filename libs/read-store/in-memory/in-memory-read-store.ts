import { projectionIdOf } from '../collection-name.js';
import { cursorOf, getCollection, indexedFields, indexValueOf, planQuery } from '../query-plan.js';
import { CheckpointConflict, ReadStoreUnavailable, type Checkpoint, type Document, type IndexValue, type ProjectionSpec, type ReadSnapshot, type ReadStore } from '../read-store.port.js';
import { compareIndexValues, compareRows, isWithin } from '../index-order.js';

/** Documents are kept as text, so nobody can change a stored one, and what JSON does not carry is lost here as it is on disk. */
type Texts = ReadonlyMap<string, string>;
type Held = { readonly checkpoint: Checkpoint; readonly collections: ReadonlyMap<string, Texts> };

/** For tests: every commit copies the collections it touches, so a snapshot is simply what was held when it was taken. */
export const openInMemoryReadStore = (): ReadStore => {
  const projections = new Map<string, Held>();
  let isClosed = false;
  const heldOf = (projection: ProjectionSpec): Held | undefined => {
    if (isClosed) throw new ReadStoreUnavailable('the read store is closed');
    return projections.get(projectionIdOf(projection));
  };
  return {
    declare: async (projection) => {
      const held = heldOf(projection);
      const collections = new Map(held?.collections);
      for (const { name } of projection.collections) if (!collections.has(name)) collections.set(name, new Map());
      projections.set(projectionIdOf(projection), { checkpoint: held?.checkpoint ?? { index: -1 }, collections });
    },
    checkpoint: async (projection) => heldOf(projection)?.checkpoint ?? { index: -1 },
    snapshot: async (projection) => {
      const held = heldOf(projection);
      if (!held) throw new ReadStoreUnavailable(`${projectionIdOf(projection)} is not declared yet`);
      return snapshotOf(projection, held);
    },
    commit: async (projection, { expected, next, event, writes }) => {
      const held = heldOf(projection);
      if (next < expected) throw new RangeError(`a checkpoint does not go back from ${expected} to ${next}`);
      if (!held || held.checkpoint.index !== expected) throw new CheckpointConflict(projection.name, expected, held?.checkpoint.index ?? -1);
      const changed = new Map<string, Map<string, string>>();
      for (const { collection, key, document } of writes) {
        const spec = getCollection(projection, collection);
        const texts = changed.get(collection) ?? new Map(held.collections.get(collection));
        changed.set(collection, texts);
        if (document) for (const field of indexedFields(spec)) indexValueOf(document, field);
        if (document) texts.set(key, JSON.stringify(document));
        else texts.delete(key);
      }
      projections.set(projectionIdOf(projection), { checkpoint: { index: next, ...(event === undefined ? {} : { event }) }, collections: new Map([...held.collections, ...changed]) });
    },
    drop: async (projection) => {
      heldOf(projection);
      projections.delete(projectionIdOf(projection));
    },
    close: async () => {
      isClosed = true;
    },
  };
};

const snapshotOf = (projection: ProjectionSpec, { checkpoint, collections }: Held): ReadSnapshot => {
  const textsOf = (name: string): Texts => collections.get(getCollection(projection, name).name) ?? new Map();
  return {
    checkpoint,
    get: async (collection, key) => parsed(textsOf(collection).get(key)),
    getMany: async (collection, keys) => {
      const texts = textsOf(collection);
      const found = new Map<string, Document>();
      for (const key of keys) {
        const document = parsed(texts.get(key));
        if (document) found.set(key, document);
      }
      return found;
    },
    find: async (query) => {
      const { fields, equals, from, until, after, limit } = planQuery(getCollection(projection, query.collection), query);
      const found = [...textsOf(query.collection)]
        .map(([key, text]) => {
          const document: Document = JSON.parse(text);
          const row: readonly IndexValue[] = [...fields.map((field) => indexValueOf(document, field)), key];
          return { key, document, row };
        })
        .filter(({ row }) => equals.every((value, at) => compareIndexValues(value, row[at] ?? null) === 0))
        .map(({ key, document, row }) => ({ key, document, row: row.slice(equals.length) }))
        .filter(({ row }) => isWithin(row[0] ?? null, from, until) && (after === undefined || compareRows(row, after) > 0))
        .toSorted((a, b) => compareRows(a.row, b.row));
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const items = page.map(({ key, document }) => ({ key, document }));
      return last && found.length > limit ? { items, next: cursorOf(last.row) } : { items };
    },
    close: async () => {},
  };
};

const parsed = (text: string | undefined): Document | undefined => (text === undefined ? undefined : JSON.parse(text));
