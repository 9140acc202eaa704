import type { Dimension, RatioCell, RatioQuestion } from '../indicators/figure.js';
import type { Day } from './day.js';
import type { OrganisationOn } from './organisation.js';

/** What a ratio counts, with the place it is attributed to. */
type Counted = { readonly key: string; readonly isWoman: boolean; readonly place: string; readonly position: string; readonly category: string };

const countedOf = (question: RatioQuestion, { inService, held }: Day, placeOf: (unit: string) => string): readonly Counted[] => {
  if (question.count === 'service')
    return inService.map(({ official, isWoman, payrollUnit, position, category }) => ({ key: official, isWoman, place: placeOf(payrollUnit), position, category }));
  const categories = new Map<string, string>(inService.map(({ official, category }) => [official, category]));
  return held
    .filter(({ capacity }) => capacity !== 'in-charge')
    .map(({ official, isWoman, unit, position }) => ({
      key: question.count === 'posts' ? `${official}|${unit}|${position}` : official,
      isWoman,
      place: placeOf(unit),
      position,
      category: categories.get(official) ?? 'none',
    }));
};

/** The codes under which a counted thing stands in a dimension: several only for units with what is under them. */
const codesOf = (one: Counted, dimension: Dimension, subtree: boolean, attributedBy: OrganisationOn): readonly string[] => {
  switch (dimension) {
    case 'unit':
      return subtree ? attributedBy.pathOf(one.place) : [one.place];
    case 'tier':
      return [attributedBy.tierOf(one.place)];
    case 'category':
      return [one.category];
    case 'level':
      return [attributedBy.levelOf(one.position) ?? 'none'];
    case 'position':
      return [one.position];
  }
};

const dimensionsOf: readonly Dimension[] = ['unit', 'tier', 'category', 'level', 'position'];

/** The cells of counting.md §8 for one day, in code unit order of their codes. */
export const ratiosOn = (question: RatioQuestion, day: Day, today: OrganisationOn): readonly RatioCell[] => {
  const attributedBy = question.structure === 'today' ? today : day.organisation;
  const isAsked = (one: Counted): boolean =>
    dimensionsOf.every((dimension) => {
      const asked = question.filter[dimension];
      return asked === undefined || codesOf(one, dimension, question.subtree, attributedBy).includes(asked);
    });
  const cells = new Map<string, { readonly cell: readonly string[]; readonly women: Set<string>; readonly all: Set<string> }>();
  for (const one of countedOf(question, day, attributedBy.resolve).filter(isAsked)) {
    let crossed: readonly (readonly string[])[] = [[]];
    for (const dimension of question.by) {
      const codes = codesOf(one, dimension, question.subtree, attributedBy);
      crossed = crossed.flatMap((cell) => codes.map((code) => [...cell, code]));
    }
    for (const cell of crossed) {
      const name = cell.join('\u0000');
      const found = cells.get(name) ?? { cell, women: new Set(), all: new Set() };
      cells.set(name, found);
      found.all.add(one.key);
      if (one.isWoman) found.women.add(one.key);
    }
  }
  return [...cells.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { cell, women, all }]) => ({ trueOn: day.day, cell, women: women.size, total: all.size }));
};
