import { isDeepStrictEqual } from 'node:util';
import type { LogIndex } from '../../kernel/log.js';
import { compareIndexValues } from '../../read-store/index-order.js';
import type { Keyed, ProjectionSpec, ReadSnapshot } from '../../read-store/read-store.port.js';
import type { Scheduler } from '../scheduler.js';

/** Keys named of each kind of difference; the counts go on. */
const keysNamedMax = 20;
const pageSize = 500;

export type Difference = { readonly count: number; /** The first ones. */ readonly keys: readonly string[] };
export type CollectionComparison = {
  readonly collection: string;
  readonly live: number;
  readonly rebuilt: number;
  /** In both and not equal. */
  readonly differing: Difference;
  /** In the live documents only. */
  readonly missing: Difference;
  /** In the rebuilt documents only. */
  readonly extra: Difference;
};
/** Old and new documents as they stood at one index. */
export type Comparison = {
  readonly index: LogIndex;
  readonly isEqual: boolean;
  readonly collections: readonly CollectionComparison[];
  /** Why they could not be compared: then they count as different. */
  readonly failedBecause?: string;
};

/** Walks both in key order, a page of each in memory. @throws Error of an aborted signal */
export const compareSnapshots = async (projection: ProjectionSpec, live: ReadSnapshot, rebuilt: ReadSnapshot, scheduler: Scheduler, signal: AbortSignal): Promise<Comparison> => {
  const collections: CollectionComparison[] = [];
  for (const { name } of projection.collections) collections.push(await compareCollection(name, live, rebuilt, scheduler, signal));
  return { index: live.checkpoint.index, isEqual: collections.every(isEqual), collections };
};

const isEqual = ({ differing, missing, extra }: CollectionComparison): boolean => differing.count + missing.count + extra.count === 0;

const compareCollection = async (collection: string, live: ReadSnapshot, rebuilt: ReadSnapshot, scheduler: Scheduler, signal: AbortSignal): Promise<CollectionComparison> => {
  const [differing, missing, extra] = [tally(), tally(), tally()];
  const [ours, theirs] = [walk(collection, live), walk(collection, rebuilt)];
  const counts = { live: 0, rebuilt: 0 };
  let [one, other] = [await ours.next(), await theirs.next()];
  for (let looked = 0; one || other; looked += 1) {
    if (looked % pageSize === 0) {
      signal.throwIfAborted();
      await scheduler.turn();
    }
    const order = !one ? 1 : !other ? -1 : compareIndexValues(one.key, other.key);
    if (one && order < 0) missing.add(one.key);
    else if (other && order > 0) extra.add(other.key);
    else if (one && other && !isDeepStrictEqual(one.document, other.document)) differing.add(one.key);
    if (order <= 0) {
      counts.live += 1;
      one = await ours.next();
    }
    if (order >= 0) {
      counts.rebuilt += 1;
      other = await theirs.next();
    }
  }
  return { collection, ...counts, differing: differing.sum(), missing: missing.sum(), extra: extra.sum() };
};

const tally = () => {
  const keys: string[] = [];
  let count = 0;
  return {
    add: (key: string): void => {
      count += 1;
      if (keys.length < keysNamedMax) keys.push(key);
    },
    sum: (): Difference => ({ count, keys }),
  };
};

const walk = (collection: string, snapshot: ReadSnapshot) => {
  let page: readonly Keyed[] = [];
  let at = 0;
  let after: string | undefined;
  let isLast = false;
  const next = async (): Promise<Keyed | undefined> => {
    const found = page[at];
    at += 1;
    if (found || isLast) return found;
    const read = await snapshot.find({ collection, limit: pageSize, ...(after === undefined ? {} : { after }) });
    [page, at, after, isLast] = [read.items, 0, read.next, read.next === undefined];
    return next();
  };
  return { next };
};
