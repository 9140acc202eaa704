/** The value at a share of the way through, 0.5 for the median. @throws RangeError of nothing */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new RangeError('no values were measured');
  return found;
};
export const median = (values: readonly number[]): number => quantile(values, 0.5);
