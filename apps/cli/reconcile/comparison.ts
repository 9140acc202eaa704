import type { Figure, RatioCell } from '../../../libs/indicators/figure.js';

export type Compared = string | number | null;
/** One number that the two do not agree on; `undefined` where one of them has none at all. */
export type Difference = { readonly question: string; readonly of: string; readonly answered: Compared | undefined; readonly replayed: Compared | undefined };

/** Every number compared so far, and those that differ. */
export type Comparison = {
  readonly numbers: number;
  readonly differences: readonly Difference[];
  compare(question: string, of: string, answered: Compared | undefined, replayed: Compared | undefined): void;
  /** Each key that only one side has; those of both count as agreed numbers. */
  compareKeys(question: string, of: string, answered: Iterable<string>, replayed: Iterable<string>): void;
};

export const openComparison = (): Comparison => {
  let numbers = 0;
  const differences: Difference[] = [];
  const compare: Comparison['compare'] = (question, of, answered, replayed) => {
    numbers += 1;
    if (answered !== replayed) differences.push({ question, of, answered, replayed });
  };
  return {
    get numbers() {
      return numbers;
    },
    differences,
    compare,
    compareKeys: (question, of, answered, replayed) => {
      const [given, folded] = [new Set(answered), new Set(replayed)];
      for (const key of given.union(folded)) compare(question, `${of} ${key}`, given.has(key) ? 1 : undefined, folded.has(key) ? 1 : undefined);
    },
  };
};

const union = (one: Iterable<string>, other: Iterable<string>): ReadonlySet<string> => new Set([...one, ...other]);

type AnsweredFigure = Omit<Figure, 'verdict'> & { readonly verdict: string };

export const compareFigures = (comparison: Comparison, question: string, answered: readonly AnsweredFigure[], replayed: readonly Figure[]): void => {
  const given = new Map(answered.map((figure) => [figure.reading, figure]));
  const folded = new Map(replayed.map((figure) => [figure.reading, figure]));
  for (const reading of union(given.keys(), folded.keys())) {
    const [one, other] = [given.get(reading), folded.get(reading)];
    for (const name of ['percent', 'numerator', 'denominator', 'share', 'verdict'] as const) comparison.compare(question, `${reading} ${name}`, one?.[name], other?.[name]);
    for (const name of ['replacing', 'adding'] as const) comparison.compare(question, `${reading} ${name}`, one?.needed[name], other?.needed[name]);
  }
};

type AnsweredCell = Omit<RatioCell, 'trueOn'> & { readonly trueOn: string };

export const compareCells = (comparison: Comparison, question: string, answered: readonly AnsweredCell[], replayed: readonly RatioCell[]): void => {
  const nameOf = ({ cell }: { readonly cell: readonly string[] }): string => (cell.length === 0 ? 'all' : cell.join(', '));
  const given = new Map(answered.map((cell) => [nameOf(cell), cell]));
  const folded = new Map(replayed.map((cell) => [nameOf(cell), cell]));
  for (const name of union(given.keys(), folded.keys())) {
    for (const side of ['women', 'total'] as const) comparison.compare(question, `${name} ${side}`, given.get(name)?.[side], folded.get(name)?.[side]);
  }
};
