/** One measured figure beside its target. `figure` is a ratio to a raw baseline measured in the same run wherever the machine's speed would tell. */
export type BenchRow = {
  readonly name: string;
  readonly figure: number;
  readonly target: number;
  readonly unit: 'ratio' | 'ms' | 'MB' | 's';
  readonly higherIsBetter: boolean;
  /** What the figure was made of, by name: rates, medians, counts. */
  readonly detail: Readonly<Record<string, number>>;
};
