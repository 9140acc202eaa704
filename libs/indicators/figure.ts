import type { CivilDate } from '../kernel/civil-date.js';
import type { LogIndex } from '../kernel/log.js';

/** Both coordinates of every number: the civil day it is true on, and the index it is known at. */
export type Moment = { readonly trueOn: CivilDate; readonly knownAt: LogIndex };
export type Scope = { readonly kind: 'province' } | { readonly kind: 'tier'; readonly tier: string } | { readonly kind: 'unit'; readonly unit: string };
export type Verdict = 'met' | 'not-met' | 'not-applicable';
/** How many more women until the target is met; `adding` is null where no number is enough (a target of 100 %). */
export type Needed = { readonly replacing: number; readonly adding: number | null };

/** One reading of one target at one moment in one scope: docs/reference/counting.md §7. */
export type Figure = {
  readonly target: string;
  readonly reading: string;
  readonly percent: number;
  readonly numerator: number;
  readonly denominator: number;
  /** `100 · numerator / denominator`, two decimals half up, with a point; null of an empty denominator. */
  readonly share: string | null;
  readonly verdict: Verdict;
  readonly needed: Needed;
};
/** The keys that were counted, in code unit order: exactly as many as the numbers say. */
export type Counted = { readonly denominator: readonly string[]; readonly numerator: readonly string[] };

export const dimensions = ['unit', 'tier', 'category', 'level', 'position'] as const;
export type Dimension = (typeof dimensions)[number];
export const periods = ['month', 'quarter', 'year'] as const;
export type Period = (typeof periods)[number];
export type RatioQuestion = {
  readonly count: 'service' | 'posts' | 'holders';
  readonly by: readonly Dimension[];
  readonly filter: { readonly [D in Dimension]?: string };
  readonly subtree: boolean;
  readonly structure: 'of-time' | 'today';
  readonly today: CivilDate;
  readonly knownAt: LogIndex;
  /** The last days of the periods asked for, ascending. */
  readonly days: readonly CivilDate[];
};
/** A cell that is not empty; `cell` holds a code for each dimension of `by`, in that order. */
export type RatioCell = { readonly trueOn: CivilDate; readonly cell: readonly string[]; readonly women: number; readonly total: number };

/** `100 · numerator / denominator` in integers, half up: 185 of 625 is `29.60`. */
export const shareOf = (numerator: number, denominator: number): string | null => {
  if (denominator === 0) return null;
  const hundredths = (20_000n * BigInt(numerator) + BigInt(denominator)) / (2n * BigInt(denominator));
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
};

export const verdictOf = (numerator: number, denominator: number, percent: number): Verdict =>
  denominator === 0 ? 'not-applicable' : 100 * numerator >= percent * denominator ? 'met' : 'not-met';
