import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { Category, OrganisationEvent } from '../domain/events.js';

type Of<Type extends OrganisationEvent['type']> = Extract<OrganisationEvent, { type: Type }>;
const isA = <Type extends OrganisationEvent['type']>(type: Type) => (event: OrganisationEvent): event is Of<Type> => event.type === type;
const latestUpTo = <Act extends { readonly day: CivilDate }>(acts: readonly Act[], day: CivilDate): Act | undefined =>
  acts.filter((act) => act.day <= day).toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)).at(-1);

/** docs/reference/counting.md §4 word for word over the known events, with no thought for speed: what the structure is checked against. */
export const naiveOrganisation = (known: readonly OrganisationEvent[]) => {
  const establishment = (unit: string) => {
    const found = known.filter(isA('UnitEstablished')).find(({ data }) => data.unit === unit)?.data;
    if (!found) throw new CorruptHistory(`no unit ${unit}`);
    return found;
  };
  const endOf = (unit: string) =>
    known
      .flatMap((event) => {
        if (event.type === 'UnitsMerged' && event.data.sources.includes(unit)) return [{ day: event.data.effectiveOn, successor: event.data.into }];
        return event.type === 'UnitDissolved' && event.data.unit === unit ? [{ day: event.data.effectiveOn, successor: event.data.successor }] : [];
      })
      .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))[0];
  const standsOn = (unit: string, day: CivilDate) => {
    const end = endOf(unit);
    return establishment(unit).effectiveOn <= day && (end === undefined || day < end.day);
  };
  const resolve = (unit: string, day: CivilDate): string => {
    const seen = new Set<string>();
    let at = establishment(unit).unit;
    for (let end = endOf(at); end !== undefined && end.day <= day; end = endOf(at)) {
      if (seen.has(at)) throw new CorruptHistory('ring of successors');
      seen.add(at);
      at = end.successor;
    }
    return at;
  };
  const nameOn = (unit: string, day: CivilDate) => {
    const first = establishment(unit);
    const renamings = known.filter(isA('UnitRenamed')).filter(({ data }) => data.unit === unit).map(({ data }) => ({ day: data.effectiveOn, name: data.name }));
    return latestUpTo([{ day: first.effectiveOn, name: first.name }, ...renamings], day)?.name ?? first.name;
  };
  const typeOn = (unit: string, day: CivilDate) => {
    const first = establishment(unit);
    const changes = known.filter(isA('UnitTypeChanged')).filter(({ data }) => data.unit === unit).map(({ data }) => ({ day: data.effectiveOn, unitType: data.unitType }));
    return latestUpTo([{ day: first.effectiveOn, unitType: first.unitType }, ...changes], day)?.unitType ?? first.unitType;
  };
  const parentOn = (unit: string, day: CivilDate) => {
    const first = establishment(unit);
    const moves = known.filter(isA('UnitMoved')).filter(({ data }) => data.unit === unit).map(({ data }) => ({ day: data.effectiveOn, parent: data.parent }));
    const stated = latestUpTo<{ day: CivilDate; parent?: string }>([{ day: first.effectiveOn, ...(first.parent !== undefined && { parent: first.parent }) }, ...moves], day);
    return stated ? stated.parent : first.parent;
  };
  const pathOn = (unit: string, day: CivilDate): readonly string[] => {
    const path = [establishment(unit).unit];
    for (let parent = parentOn(unit, day); parent !== undefined; parent = parentOn(path.at(-1) ?? unit, day)) {
      const above = resolve(parent, day);
      if (path.includes(above)) throw new CorruptHistory('ring of parents');
      path.push(above);
    }
    return path;
  };
  const termStandsOn = (term: string, day: CivilDate) =>
    known.some((event) => event.type === 'TermOpened' && event.data.term === term && event.data.from <= day) &&
    !known.some((event) => event.type === 'TermEnded' && event.data.term === term && event.data.effectiveOn <= day);
  const categoryOn = (category: Category, unit: string, day: CivilDate): Category => {
    const unitType = typeOn(resolve(unit, day), day);
    return known
      .filter(isA('CategoryShiftedByPolicy'))
      .map(({ data }) => data)
      .filter(({ effectiveOn }) => effectiveOn <= day)
      .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0))
      .reduce((so, { fromCategory, toCategory, unitTypes }) => (so === fromCategory && unitTypes.includes(unitType) ? toCategory : so), category);
  };
  return { standsOn, resolve, nameOn, typeOn, parentOn, pathOn, termStandsOn, categoryOn };
};
