import type { CivilDate } from '../kernel/civil-date.js';
import { CorruptHistory } from '../kernel/errors.js';
import type { EventOf } from '../kernel/event.js';
import type { bodyDefined, Category, OrganisationEvent, positionDefined, termOpened, unitEstablished } from '../organisation/domain/events.js';

type Established = EventOf<typeof unitEstablished>['data'];
type Body = EventOf<typeof bodyDefined>['data'];
type Term = EventOf<typeof termOpened>['data'];
type Position = EventOf<typeof positionDefined>['data'];
type Ending = { readonly on: CivilDate; readonly successor: string };

/** The organisation on one day by counting.md §4, as the events known so far tell it. */
export type OrganisationOn = {
  readonly units: readonly string[];
  readonly bodies: readonly Body[];
  stands(unit: string): boolean;
  resolve(unit: string): string;
  typeOf(unit: string): string;
  tierOf(unit: string): string;
  /** The unit itself, then its ancestors. */
  pathOf(unit: string): readonly string[];
  findTerm(term: string): Term | undefined;
  termStands(term: string): boolean;
  standingTerms(body: string): readonly Term[];
  categoryOf(category: Category, unit: string): Category;
  levelOf(position: string): string | undefined;
};

/** Of the statements with a day on or before `day`, the latest by day and then by recorded order. */
const latest = <Statement extends { readonly effectiveOn: CivilDate }>(statements: readonly Statement[], day: CivilDate): Statement | undefined => {
  let found: Statement | undefined;
  for (const statement of statements) {
    if (statement.effectiveOn > day) continue;
    if (found === undefined || statement.effectiveOn >= found.effectiveOn) found = statement;
  }
  return found;
};

const remembered = <Answer>(answer: (asked: string) => Answer): ((asked: string) => Answer) => {
  const known = new Map<string, Answer>();
  return (asked) => {
    const before = known.get(asked);
    if (before !== undefined) return before;
    const found = answer(asked);
    known.set(asked, found);
    return found;
  };
};

const establishmentsOf = (events: readonly OrganisationEvent[]): ReadonlyMap<string, Established> =>
  new Map(events.flatMap((event) => (event.type === 'UnitEstablished' ? [[event.data.unit, event.data]] : [])));

/** The earliest end of each unit; of equal days the first recorded. */
const endingsOf = (events: readonly OrganisationEvent[]): ReadonlyMap<string, Ending> => {
  const endings = new Map<string, Ending>();
  const end = (unit: string, on: CivilDate, successor: string) => {
    const before = endings.get(unit);
    if (before === undefined || on < before.on) endings.set(unit, { on, successor });
  };
  for (const event of events) {
    if (event.type === 'UnitsMerged') for (const source of event.data.sources) end(source, event.data.effectiveOn, event.data.into);
    if (event.type === 'UnitDissolved') end(event.data.unit, event.data.effectiveOn, event.data.successor);
  }
  return endings;
};

type Statement = { readonly effectiveOn: CivilDate; readonly value: string };
const statementsOf = (events: readonly OrganisationEvent[], read: (event: OrganisationEvent) => (Statement & { readonly unit: string }) | undefined) => {
  const byUnit = new Map<string, Statement[]>();
  for (const event of events) {
    const statement = read(event);
    if (statement === undefined) continue;
    byUnit.set(statement.unit, [...(byUnit.get(statement.unit) ?? []), statement]);
  }
  return byUnit;
};

const typeStated = (event: OrganisationEvent) =>
  event.type === 'UnitEstablished' || event.type === 'UnitTypeChanged'
    ? { unit: event.data.unit, effectiveOn: event.data.effectiveOn, value: event.data.unitType }
    : undefined;
/** The empty text stands for no parent. */
const parentStated = (event: OrganisationEvent) =>
  event.type === 'UnitEstablished' || event.type === 'UnitMoved'
    ? { unit: event.data.unit, effectiveOn: event.data.effectiveOn, value: event.data.parent ?? '' }
    : undefined;

/** Everything that does not depend on the day, gathered once for the events known. */
export const readOrganisation = (events: readonly OrganisationEvent[]) => {
  const established = establishmentsOf(events);
  const endings = endingsOf(events);
  const types = statementsOf(events, typeStated);
  const parents = statementsOf(events, parentStated);
  const bodies = events.flatMap((event) => (event.type === 'BodyDefined' ? [event.data] : []));
  const terms = new Map(events.flatMap((event) => (event.type === 'TermOpened' ? [[event.data.term, event.data]] : [])));
  const termEnds = events.flatMap((event) => (event.type === 'TermEnded' ? [event.data] : []));
  const positions = new Map<string, Position>(events.flatMap((event) => (event.type === 'PositionDefined' ? [[event.data.position, event.data]] : [])));
  const shifts = events
    .flatMap((event) => (event.type === 'CategoryShiftedByPolicy' ? [event.data] : []))
    .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0));

  const establishmentOf = (unit: string): Established => {
    const found = established.get(unit);
    if (found === undefined) throw new CorruptHistory(`no unit ${unit}`);
    return found;
  };

  return (day: CivilDate): OrganisationOn => {
    const hasEnded = (unit: string): boolean => (endings.get(unit)?.on ?? '9999-12-31') <= day;
    const stands = (unit: string): boolean => establishmentOf(unit).effectiveOn <= day && !hasEnded(unit);
    const resolve = remembered((unit: string): string => {
      const passed = new Set<string>();
      let at = unit;
      for (let ending = endings.get(at); ending !== undefined && ending.on <= day; ending = endings.get(at)) {
        if (passed.has(at)) throw new CorruptHistory(`the successors of ${unit} run in a ring`);
        passed.add(at);
        at = ending.successor;
      }
      return at;
    });
    const typeOf = remembered((unit: string) => latest(types.get(unit) ?? [], day)?.value ?? establishmentOf(unit).unitType);
    const parentOf = (unit: string): string => latest(parents.get(unit) ?? [], day)?.value ?? establishmentOf(unit).parent ?? '';
    const pathOf = remembered((unit: string): readonly string[] => {
      const path = [unit];
      for (let parent = parentOf(unit); parent !== ''; ) {
        const next = resolve(parent);
        if (path.includes(next)) throw new CorruptHistory(`the units above ${unit} run in a ring`);
        path.push(next);
        parent = parentOf(next);
      }
      return path;
    });
    const hasTermEnded = (term: string): boolean => termEnds.some((end) => end.term === term && end.effectiveOn <= day);
    const termStands = remembered((term: string): boolean => (terms.get(term)?.from ?? '9999-12-31') <= day && !hasTermEnded(term));
    return {
      units: [...established.keys()],
      bodies,
      stands,
      resolve,
      typeOf,
      tierOf: (unit) => establishmentOf(unit).tier,
      pathOf,
      findTerm: (term) => terms.get(term),
      termStands,
      standingTerms: (body) => [...terms.values()].filter((term) => term.body === body && termStands(term.term)),
      categoryOf: (category, unit) => {
        const unitType = typeOf(resolve(unit));
        const due = shifts.filter((shift) => shift.effectiveOn <= day && shift.unitTypes.includes(unitType));
        return due.reduce((soFar, shift) => (shift.fromCategory === soFar ? shift.toCategory : soFar), category);
      },
      levelOf: (position) => positions.get(position)?.level,
    };
  };
};
