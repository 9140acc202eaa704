import { yearOf, type CivilDate } from '../kernel/civil-date.js';
import type { Capacity } from '../officials/domain/events.js';
import type { Structure } from '../organisation/structure/structure.js';
import type { Scope } from './figure.js';
import type { Recorded } from './indicators.fixtures.js';
import { organisationHistory } from '../organisation/structure/organisation-history.js';
import type { Measure } from './rules/rule-set.js';

type Held = { readonly official: string; readonly unit: string; readonly position: string; readonly term?: string | undefined; readonly capacity: Capacity };
type Served = { readonly official: string; readonly place: string; readonly position: string; readonly category: string };
type Ended = { readonly participation: string; readonly official: string; readonly place: string };
export type NaiveWorld = {
  readonly structure: Structure;
  readonly isWoman: (official: string) => boolean;
  readonly held: readonly Held[];
  readonly served: readonly Served[];
  readonly ended: (how: 'completed' | 'sent') => readonly Ended[];
  readonly isIn: (place: string) => boolean;
  readonly day: CivilDate;
};
export type NaiveCounted = { readonly denominator: ReadonlySet<string>; readonly numerator: ReadonlySet<string> };

const holds = (day: CivilDate, { from, until }: { from: CivilDate; until?: CivilDate | undefined }) => from <= day && (until === undefined || day < until);

/** What is known and holds, straight from the recorded timelines and the definitions of counting.md. */
export const naiveWorld = (log: readonly Recorded[], day: CivilDate, knownAt: number, scope: Scope): NaiveWorld => {
  const known = log.slice(0, knownAt + 1);
  const history = organisationHistory();
  known.forEach((item, index) => 'organisation' in item && history.record(item.organisation, index));
  const structure = history.latest();
  const latest = new Map(known.flatMap((item) => ('version' in item ? [[item.version.official, item.version] as const] : [])));
  const isIn = (place: string) =>
    scope.kind === 'province' || (scope.kind === 'tier' ? structure.tierOf(place) === scope.tier : structure.isUnder(place, scope.unit, day));
  const held = [...latest.values()].flatMap(({ official, timeline }) =>
    timeline.tenures.flatMap(({ unit, position, term, spans }) =>
      spans.filter((span) => holds(day, span)).map(({ capacity }) => ({ official, unit, position, term, capacity }))));
  return {
    structure, isIn, day,
    isWoman: (official) => latest.get(official)?.gender === 'female',
    held: held.filter(({ unit, term }) => structure.standsOn(unit, day) && (term === undefined || structure.termStandsOn(term, day))),
    served: [...latest.values()].flatMap(({ official, timeline }) => timeline.service.filter((one) => holds(day, one)).map((one) => ({
      official, position: one.position, place: structure.resolve(one.unit, day), category: structure.categoryOn(one.category, one.unit, day),
    }))),
    ended: (how) => {
      const endDay = (participation: string) => known.flatMap((item) => ('completed' in item && item.completed.participation === participation ? [item.completed.completedOn] : []))[0];
      return known.flatMap((item) => ('sent' in item ? [item.sent] : [])).flatMap(({ participation, official, unit, endsOn }) => {
        const ended = how === 'sent' ? endsOn : endDay(participation);
        return ended !== undefined && yearOf(ended) === yearOf(day) && ended <= day ? [{ participation, official, place: structure.resolve(unit, day) }] : [];
      });
    },
  };
};

/** The two sets of keys of a measure, by direct definition. */
export const naiveCounted = (world: NaiveWorld, measure: Measure): NaiveCounted => {
  const { structure, isWoman, isIn, day } = world;
  const split = (keys: readonly { key: string; isCounted: boolean }[]) =>
    ({ denominator: new Set(keys.map(({ key }) => key)), numerator: new Set(keys.filter(({ isCounted }) => isCounted).map(({ key }) => key)) });
  switch (measure.shape) {
    case 'share-of-holders':
      return split(world.held.filter((one) => measure.positions.includes(one.position) && measure.capacities.includes(one.capacity) && isIn(one.unit)
        && measure.tiers.includes(structure.tierOf(one.unit)) && (measure.unitTypes?.includes(structure.typeOn(one.unit, day)) ?? true))
        .map((one) => ({ key: measure.count === 'persons' ? one.official : `${one.official}|${one.unit}|${one.position}`, isCounted: isWoman(one.official) })));
    case 'share-of-staff':
      return split(world.served.filter((one) => isIn(one.place) && measure.tiers.includes(structure.tierOf(one.place))
        && measure.unitTypes.includes(structure.typeOn(one.place, day)) && measure.categories.some((category) => category === one.category))
        .map((one) => ({ key: one.official, isCounted: isWoman(one.official) })));
    case 'body-has-woman':
      return split(structure.units.filter((unit) => structure.standsOn(unit, day) && measure.tiers.includes(structure.tierOf(unit)) && isIn(unit)).flatMap((unit) => {
        const terms = structure.terms.filter(({ term, body }) => structure.termStandsOn(term, day) && structure.findBody(body)?.unit === unit
          && measure.bodyKinds.some((kind) => kind === structure.findBody(body)?.kind));
        const hasWoman = terms.map(({ term, members }) => world.held.some((one) => one.term === term && isWoman(one.official) && members.includes(one.position)
          && (measure.positions?.includes(one.position) ?? true) && measure.capacities.includes(one.capacity)));
        return terms.length === 0 ? [] : [{ key: unit, isCounted: measure.bodies === 'any' ? hasWoman.includes(true) : !hasWoman.includes(false) }];
      }));
    case 'unit-conjunction':
      return split(structure.units.filter((unit) => structure.standsOn(unit, day) && measure.unitTypes.includes(structure.typeOn(unit, day)) && isIn(unit)).flatMap((unit) => {
        const isOf = (place: string) => structure.pathOn(place, day).find((step) => [...measure.unitTypes, ...measure.staffOutside].includes(structure.typeOn(step, day))) === unit;
        const staff = world.served.filter(({ place }) => isOf(place));
        const isStaffMet = staff.length > 0 && 100 * staff.filter((one) => isWoman(one.official)).length >= measure.staffPercent * staff.length;
        const isLed = world.held.some((one) => one.unit === unit && measure.leaders.includes(one.position) && measure.capacities.includes(one.capacity) && isWoman(one.official));
        return measure.condition === 'leader-if-staff' && !isStaffMet ? [] : [{ key: unit, isCounted: isStaffMet && isLed }];
      }));
    case 'share-of-participations': {
      const ended = world.ended(measure.ended);
      const inScope = ended.filter(({ place }) => isIn(place));
      if (measure.count === 'participations') return split(inScope.map((one) => ({ key: one.participation, isCounted: isWoman(one.official) })));
      if (measure.count === 'persons') return split(inScope.map((one) => ({ key: one.official, isCounted: isWoman(one.official) })));
      return split(world.served.filter((one) => isIn(one.place) && isWoman(one.official))
        .map((one) => ({ key: one.official, isCounted: ended.some(({ official }) => official === one.official) })));
    }
  }
};
