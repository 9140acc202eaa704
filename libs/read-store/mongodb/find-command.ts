import { MaxKey, MinKey } from 'mongodb';
import { compareIndexValues } from '../index-order.js';
import type { QueryPlan } from '../query-plan.js';
import type { IndexValue } from '../read-store.port.js';

/** `MinKey` and `MaxKey` lie before and after every value. */
type Place = IndexValue | MinKey | MaxKey;
type ByField<Value> = { readonly [field: string]: Value };
/** One pass over one index from `min` to before `max`, in its order. `limit` is one more than asked for, to know whether there is a next page. */
export type FindCommand = { readonly hint: ByField<1>; readonly sort: ByField<1>; readonly min: ByField<Place>; readonly max: ByField<Place>; readonly limit: number };

const fieldIn = (field: string): string => `document.${field}`;

/** The key after the fields: then no two documents share a place, and a page goes on exactly where the one before ended. */
export const indexKeyOf = (fields: readonly string[]): ByField<1> => Object.fromEntries([...fields.map(fieldIn), '_id'].map((field) => [field, 1]));

/**
 * Undefined where nothing can be found. Bounds of an index know one order of values of all types (null and what is missing, numbers, texts by
 * code point), where the comparisons of a filter would each stay within one type.
 */
export const findCommand = ({ fields, equals, from, until, after, limit }: QueryPlan): FindCommand | undefined => {
  const bounds = boundsOf(from, until);
  if (!bounds) return undefined;
  const key = indexKeyOf(fields);
  const at = (values: readonly Place[], rest: Place): ByField<Place> => Object.fromEntries(Object.keys(key).map((field, place) => [field, values[place] ?? (place < values.length ? null : rest)]));
  const first = after !== undefined && comparePlaces(after[0] ?? null, bounds.from) >= 0 ? [...equals, ...justAfter(after)] : [...equals, bounds.from];
  const min = at(first, new MinKey());
  const max = at([...equals, bounds.until], bounds.until instanceof MaxKey ? new MaxKey() : new MinKey());
  return comesBefore(Object.values(min), Object.values(max)) ? { hint: key, sort: key, min, max, limit: limit + 1 } : undefined;
};

const sideOf = (place: Place): number => (place instanceof MinKey ? -1 : place instanceof MaxKey ? 1 : 0);
const comparePlaces = (a: Place, b: Place): number => (a instanceof MinKey || a instanceof MaxKey || b instanceof MinKey || b instanceof MaxKey ? sideOf(a) - sideOf(b) : compareIndexValues(a, b));
/** The server refuses bounds that hold nothing between them. */
const comesBefore = (min: readonly Place[], max: readonly Place[]): boolean => {
  for (const [at, place] of min.entries()) {
    const difference = comparePlaces(place, max[at] ?? null);
    if (difference !== 0) return difference < 0;
  }
  return false;
};

/** A bound admits values of its own type only, so the side that was left open ends where the type does. */
const boundsOf = (from: IndexValue | undefined, until: IndexValue | undefined): { readonly from: Place; readonly until: Place } | undefined => {
  if (until === null || (from !== undefined && until !== undefined && typeof from !== typeof until)) return undefined;
  if (from === null) return { from, until: Number.NEGATIVE_INFINITY };
  const open = typeof until === 'number' ? Number.NEGATIVE_INFINITY : typeof until === 'string' ? '' : new MinKey();
  return { from: from ?? open, until: until ?? (typeof from === 'number' ? '' : new MaxKey()) };
};

/** The last value is the key, and the smallest text after another is that with U+0000 appended. */
const justAfter = (row: readonly IndexValue[]): readonly IndexValue[] => [...row.slice(0, -1), `${row.at(-1) ?? ''}\0`];
