import type { Needed } from './figure.js';

export const nothingNeeded: Needed = { replacing: 0, adding: 0 };

/** How many more women until `100 · women ≥ percent · total`: in place of men, and in addition to all. */
export const neededOf = (women: number, total: number, percent: number): Needed => {
  const missing = percent * total - 100 * women;
  if (missing <= 0) return nothingNeeded;
  return { replacing: Math.ceil((percent * total) / 100) - women, adding: percent === 100 ? null : Math.ceil(missing / (100 - percent)) };
};

export const sumNeeded = (one: Needed, other: Needed): Needed => ({
  replacing: one.replacing + other.replacing,
  adding: one.adding === null || other.adding === null ? null : one.adding + other.adding,
});
