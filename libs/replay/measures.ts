import type { Needed } from '../indicators/figure.js';
import type { Measure } from '../indicators/rules/rule-set.js';
import type { Day, Held, InService } from './day.js';

type Of<Shape extends Measure['shape']> = Extract<Measure, { readonly shape: Shape }>;
/** One key of a denominator at its place; `lacks`, of an authority or department: how many women it still has to find. */
export type Counting = { readonly key: string; readonly place: string; readonly isCounted: boolean; readonly lacks?: Needed };

/** Everything that a measure counts in the whole province: counting.md §7. A scope is a choice of places. */
export const countingOf = (measure: Measure, day: Day): readonly Counting[] => {
  switch (measure.shape) {
    case 'body-has-woman':
      return authorities(measure, day);
    case 'share-of-holders':
      return holders(measure, day);
    case 'share-of-staff':
      return staff(measure, day);
    case 'unit-conjunction':
      return departments(measure, day);
    case 'share-of-participations':
      return participations(measure, day);
  }
};

const nothing: Needed = { replacing: 0, adding: 0 };
const each = (count: number): Needed => ({ replacing: count, adding: count });
export const sumOf = (all: readonly Needed[]): Needed =>
  all.reduce((sum, one) => ({ replacing: sum.replacing + one.replacing, adding: sum.adding === null || one.adding === null ? null : sum.adding + one.adding }), nothing);

/** How many more women n of d needs to reach t %. */
export const neededOf = (numerator: number, denominator: number, percent: number): Needed => {
  if (100 * numerator >= percent * denominator) return nothing;
  const missing = percent * denominator - 100 * numerator;
  return { replacing: Math.ceil(missing / 100), adding: percent === 100 ? null : Math.ceil(missing / (100 - percent)) };
};

const authorities = (measure: Of<'body-has-woman'>, { organisation, held }: Day): readonly Counting[] => {
  const women = held.filter(
    ({ isWoman, position, capacity }) => isWoman && measure.capacities.includes(capacity) && (measure.positions === undefined || measure.positions.includes(position)),
  );
  const hasWoman = (body: string): boolean =>
    women.some(({ term, position }) => {
      const named = term === undefined || !organisation.termStands(term) ? undefined : organisation.findTerm(term);
      return named !== undefined && named.body === body && named.members.includes(position);
    });
  return organisation.units
    .filter((unit) => organisation.stands(unit) && measure.tiers.includes(organisation.tierOf(unit)))
    .flatMap((unit) => {
      const bodies = organisation.bodies.filter(
        (body) => body.unit === unit && measure.bodyKinds.includes(body.kind) && organisation.standingTerms(body.body).length > 0,
      );
      if (bodies.length === 0) return [];
      const without = bodies.filter((body) => !hasWoman(body.body)).length;
      const isCounted = measure.bodies === 'any' ? without < bodies.length : without === 0;
      // All bodies together need one woman, each of them one of its own.
      return [{ key: unit, place: unit, isCounted, lacks: each(isCounted ? 0 : measure.bodies === 'any' ? 1 : without) }];
    });
};

const keyOfPost = ({ official, unit, position }: Held): string => `${official}|${unit}|${position}`;

const holders = (measure: Of<'share-of-holders'>, { organisation, held }: Day): readonly Counting[] =>
  held
    .filter(
      ({ unit, position, capacity }) =>
        measure.positions.includes(position) &&
        measure.capacities.includes(capacity) &&
        measure.tiers.includes(organisation.tierOf(unit)) &&
        (measure.unitTypes === undefined || measure.unitTypes.includes(organisation.typeOf(unit))),
    )
    .map((post) => ({ key: measure.count === 'persons' ? post.official : keyOfPost(post), place: post.unit, isCounted: post.isWoman }));

const staff = (measure: Of<'share-of-staff'>, { organisation, inService }: Day): readonly Counting[] =>
  inService
    .filter(
      ({ place, category }) =>
        measure.tiers.includes(organisation.tierOf(place)) && measure.unitTypes.includes(organisation.typeOf(place)) && measure.categories.includes(category),
    )
    .map(({ official, place, isWoman }) => ({ key: official, place, isCounted: isWoman }));

const departments = (measure: Of<'unit-conjunction'>, { organisation, inService, held }: Day): readonly Counting[] => {
  const staffOf = Map.groupBy(inService, ({ place }: InService) => {
    const first = organisation.pathOf(place).find((unit) => {
      const unitType = organisation.typeOf(unit);
      return measure.staffOutside.includes(unitType) || measure.unitTypes.includes(unitType);
    });
    return first === undefined || measure.staffOutside.includes(organisation.typeOf(first)) ? undefined : first;
  });
  const led = new Set(
    held.filter(({ isWoman, position, capacity }) => isWoman && measure.leaders.includes(position) && measure.capacities.includes(capacity)).map(({ unit }) => unit),
  );
  return organisation.units
    .filter((unit) => organisation.stands(unit) && measure.unitTypes.includes(organisation.typeOf(unit)))
    .flatMap((unit) => {
      const all = staffOf.get(unit) ?? [];
      const women = all.filter(({ isWoman }) => isWoman).length;
      const meetsStaff = all.length > 0 && 100 * women >= measure.staffPercent * all.length;
      const meetsLeader = led.has(unit);
      const leaderLacks = each(meetsLeader ? 0 : 1);
      if (measure.condition === 'leader-if-staff') return meetsStaff ? [{ key: unit, place: unit, isCounted: meetsLeader, lacks: leaderLacks }] : [];
      const staffLacks = neededOf(women, all.length, measure.staffPercent);
      return [{ key: unit, place: unit, isCounted: meetsStaff && meetsLeader, lacks: sumOf([leaderLacks, staffLacks]) }];
    });
};

const participations = (measure: Of<'share-of-participations'>, { organisation, inService, ended }: Day): readonly Counting[] => {
  const all = ended(measure.ended);
  switch (measure.count) {
    case 'participations':
      return all.map(({ participation, unit, isWoman }) => ({ key: participation, place: organisation.resolve(unit), isCounted: isWoman }));
    case 'persons':
      return all.map(({ official, unit, isWoman }) => ({ key: official, place: organisation.resolve(unit), isCounted: isWoman }));
    case 'women-in-service': {
      const trained = new Set(all.map(({ official }) => official));
      return inService
        .filter(({ isWoman }) => isWoman)
        .map(({ official, place }) => ({ key: official, place, isCounted: trained.has(official) }));
    }
  }
};
