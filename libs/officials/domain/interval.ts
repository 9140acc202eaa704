import type { CivilDate } from '../../kernel/civil-date.js';

/** Holds on every day d with `from` ≤ d < `until`; without `until` it still holds; begun and ended on one day it is empty. */
export type Interval = { readonly from: CivilDate; readonly until?: CivilDate };

export const holdsOn = (day: CivilDate) => ({ from, until }: Interval): boolean => from <= day && (until === undefined || day < until);
export const isEmpty = ({ from, until }: Interval): boolean => until !== undefined && until <= from;
export const overlaps = (a: Interval, b: Interval): boolean =>
  !isEmpty(a) && !isEmpty(b) && (a.until === undefined || b.from < a.until) && (b.until === undefined || a.from < b.until);

export const earlier = (a: CivilDate | undefined, b: CivilDate | undefined): CivilDate | undefined =>
  a === undefined ? b : b === undefined || a <= b ? a : b;
/** The earliest of `days` that is `from` or later. */
export const firstOnOrAfter = (from: CivilDate, days: readonly CivilDate[]): CivilDate | undefined => {
  let first: CivilDate | undefined;
  for (const day of days) if (day >= from && (first === undefined || day < first)) first = day;
  return first;
};
/** Code unit order, for sorting. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
