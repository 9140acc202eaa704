import type { LogIndex } from '../kernel/log.js';

export type IndexValue = string | number | null;
/** A collection's documents, by key and by declared indexes; nothing else can be asked for. An index lists paths of top-level fields. */
export type CollectionSpec = { readonly name: string; readonly indexes: { readonly [index: string]: readonly string[] } };
/**
 * Each projection in each version and generation has collections and a checkpoint of its own. A generation (default 0) is one folding of the same
 * version from the first event on, so that a rebuild can stand beside the live one. Adapters name what they keep by `collection-name.ts`.
 */
export type ProjectionSpec = { readonly name: string; readonly version: number; readonly generation?: number; readonly collections: readonly CollectionSpec[] };

export type Document = { readonly [field: string]: unknown };
export type Write = { readonly collection: string; readonly key: string; readonly document: Document | null };
/** The last event that is in the documents; its index is -1 before the first. */
export type Checkpoint = {
  readonly index: LogIndex;
  /** What tells this event from any other that ever lay at the index, as the commit said it: so a log that was restored and went another way is noticed. */
  readonly event?: string;
};

export type Page<Found> = { readonly items: readonly Found[]; readonly next?: string };
export type Keyed = { readonly key: string; readonly document: Document };
export type Query = {
  readonly collection: string;
  /** Absent: by key. */
  readonly index?: string;
  /** Equal values of the index's first fields. */
  readonly equals?: readonly IndexValue[];
  /**
   * Bounds of the field after those in `equals` (or of the key): `from` included, `until` excluded. A bound speaks of values of its own type only:
   * a missing value lies in no range of numbers or texts.
   */
  readonly from?: IndexValue;
  readonly until?: IndexValue;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
};

/** One consistent state of a projection's documents and its checkpoint. */
export interface ReadSnapshot {
  readonly checkpoint: Checkpoint;
  get(collection: string, key: string): Promise<Document | undefined>;
  getMany(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, Document>>;
  /** In order of the index (then key), in pages of at most `limit` (≤ 10,000): null, then numbers, then texts by code point. */
  find(query: Query): Promise<Page<Keyed>>;
  close(): Promise<void>;
}

/** @throws RangeError of every member for a collection, index, bound or value that was not declared so. @throws ReadStoreUnavailable */
export interface ReadStore {
  /** Makes the projection's collections and indexes where they are missing. */
  declare(projection: ProjectionSpec): Promise<void>;
  checkpoint(projection: ProjectionSpec): Promise<Checkpoint>;
  /** A state that later writes do not change. Close it. */
  snapshot(projection: ProjectionSpec): Promise<ReadSnapshot>;
  /**
   * Writes documents and checkpoint in one transaction. Later writes of one key in a batch win; `document: null` deletes.
   * @throws CheckpointConflict when the stored checkpoint is not `expected`: another projector went on, nothing was written.
   * @throws CommitTooLarge when nothing was written because it is more than the store can take at once.
   */
  commit(projection: ProjectionSpec, batch: { readonly expected: LogIndex; readonly next: LogIndex; readonly event?: string; readonly writes: readonly Write[] }): Promise<void>;
  /** Removes the projection's documents and checkpoint, for a rebuild from nothing. */
  drop(projection: ProjectionSpec): Promise<void>;
  close(): Promise<void>;
}

export class CheckpointConflict extends Error {
  override readonly name = 'CheckpointConflict';
  constructor(readonly projection: string, readonly expected: LogIndex, readonly actual: LogIndex) {
    super(`${projection} was expected at index ${expected} and is at ${actual}`);
  }
}

/** More documents than the store can write together: commit what fewer events changed. */
export class CommitTooLarge extends RangeError {
  override readonly name = 'CommitTooLarge';
  constructor(readonly collection: string, options?: ErrorOptions) {
    super(`${collection}: more documents than the store can write in one transaction`, options);
  }
}

/** `after` is not `next` of a page of this query. */
export class NotACursor extends RangeError {
  override readonly name = 'NotACursor';
}

/** The store cannot be reached, is busy or full: try later. Whether a commit that met this was written shows in the checkpoint. */
export class ReadStoreUnavailable extends Error {
  override readonly name = 'ReadStoreUnavailable';
}
