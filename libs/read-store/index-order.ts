import type { IndexValue } from './read-store.port.js';

const rank = (value: IndexValue): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);

/** Code units put in the order of the code points they stand for: surrogates after everything else. */
const placed = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

const compareText = (a: string, b: string): number => {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const difference = placed(a.charCodeAt(at)) - placed(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** Null, then numbers, then texts in the order of their UTF-8 bytes, as databases sort them. */
export const compareIndexValues = (a: IndexValue, b: IndexValue): number => {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return rank(a) - rank(b);
};

export const compareRows = (a: readonly IndexValue[], b: readonly IndexValue[]): number => {
  for (let at = 0; at < a.length; at += 1) {
    const difference = compareIndexValues(a[at] ?? null, b[at] ?? null);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Whether a value lies in bounds that speak of values of their own type only. */
export const isWithin = (value: IndexValue, from: IndexValue | undefined, until: IndexValue | undefined): boolean =>
  (from === undefined || (rank(from) === rank(value) && compareIndexValues(value, from) >= 0)) &&
  (until === undefined || (rank(until) === rank(value) && compareIndexValues(value, until) < 0));
