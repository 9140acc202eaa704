import { civilDate } from '../../../libs/kernel/civil-date.js';
import type { Figure } from '../../../libs/indicators/figure.js';
import { compareCells, compareFigures, openComparison } from './comparison.js';

const figure: Figure = { target: 'T4', reading: 'T4.leaders', percent: 30, numerator: 11, denominator: 38, share: '28.95', verdict: 'not-met', needed: { replacing: 1, adding: 1 } };
const figures = (answered: readonly Figure[], replayed: readonly Figure[]) => {
  const comparison = openComparison();
  compareFigures(comparison, 'q', answered, replayed);
  return comparison;
};

describe('comparing figures of the read side with those of the events', () => {
  it('counts every number and finds no difference between equal ones', () => expect(figures([figure], [figure])).toMatchObject({ numbers: 7, differences: [] }));
  it.each([
    ['percent', { percent: 31 }, 'T4.leaders percent'],
    ['numerator', { numerator: 12 }, 'T4.leaders numerator'],
    ['denominator', { denominator: 39 }, 'T4.leaders denominator'],
    ['share', { share: null }, 'T4.leaders share'],
    ['verdict', { verdict: 'met' as const }, 'T4.leaders verdict'],
    ['women needed in place of men', { needed: { replacing: 2, adding: 1 } }, 'T4.leaders replacing'],
    ['women needed besides', { needed: { replacing: 1, adding: null } }, 'T4.leaders adding'],
  ])('finds another %s', (_, other, of) => expect(figures([{ ...figure, ...other }], [figure]).differences.map((difference) => difference.of)).toEqual([of]));
  it('tells what each side says', () => expect(figures([{ ...figure, numerator: 12 }], [figure]).differences).toEqual([{ question: 'q', of: 'T4.leaders numerator', answered: 12, replayed: 11 }]));
  it('finds a reading that only one side has', () => {
    expect(figures([], [figure]).differences).toHaveLength(7);
    expect(figures([figure], []).differences).toHaveLength(7);
  });
});

describe('comparing cells and keys', () => {
  const cell = { trueOn: civilDate('2020-12-31'), cell: ['tinh', 'cong-chuc'], women: 3, total: 9 };
  it('finds another number, and a cell that only one side has', () => {
    const comparison = openComparison();
    compareCells(comparison, 'q', [{ ...cell, women: 4 }], [cell, { ...cell, cell: ['xa', 'can-bo'] }]);
    expect(comparison).toMatchObject({ numbers: 4 });
    expect(comparison.differences.map(({ of }) => of)).toEqual(['tinh, cong-chuc women', 'xa, can-bo women', 'xa, can-bo total']);
  });
  it('finds each key that only one side has', () => {
    const comparison = openComparison();
    comparison.compareKeys('q', 'numerator', ['a', 'b'], ['b', 'c']);
    expect(comparison.numbers).toBe(3);
    expect(comparison.differences.map(({ of }) => of)).toEqual(['numerator a', 'numerator c']);
  });
});
