import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { Category, OrganisationEvent } from '../domain/events.js';
import { countUpTo } from './count-up-to.js';
import type { Body, Position, Province, SampleDeclaration, Term } from './structure.js';

/** Something recorded, with its place among the organisation's events: a view of the first n sees what has an ordinal below n. */
export type Recorded<Value> = { readonly ordinal: number; readonly value: Value };
/** Something that an act states from a day on. */
export type Stated<Value> = Recorded<Value> & { readonly day: CivilDate };
/** Statements on one question; the first is the establishment's own. */
export type Statements<Value> = [Stated<Value>, ...Stated<Value>[]];
export type Shift = { readonly from: Category; readonly to: Category; readonly unitTypes: ReadonlySet<string> };

/** The acts on one unit in recorded order. */
export type UnitActs = Recorded<string> & {
  readonly establishedOn: CivilDate;
  readonly tier: string;
  readonly names: Statements<string>;
  readonly types: Statements<string>;
  readonly parents: Statements<string | undefined>;
  /** Mergers that list the unit as a source and its dissolution; the value is the successor. */
  readonly ends: Stated<string>[];
};
export type TermActs = Recorded<Term> & { readonly ends: Stated<null>[] };

/** All acts on an organisation, only ever appended to. */
export type OrganisationActs = {
  readonly events: OrganisationEvent[];
  readonly changeDays: Recorded<CivilDate>[];
  /** The same days, ascending and without repeats. */
  readonly sortedDays: CivilDate[];
  readonly units: Map<string, UnitActs>;
  readonly positions: Map<string, Recorded<Position>>;
  readonly bodies: Map<string, Recorded<Body>>;
  readonly terms: Map<string, TermActs>;
  readonly shifts: Stated<Shift>[];
  readonly provinces: Recorded<Province>[];
  readonly samples: Recorded<SampleDeclaration>[];
};

export const noActs = (): OrganisationActs => ({
  events: [], changeDays: [], sortedDays: [], units: new Map(), positions: new Map(), bodies: new Map(), terms: new Map(), shifts: [], provinces: [], samples: [],
});

/** Appends one event. @throws CorruptHistory, and appends nothing, of an event about what was never recorded, or that defines a thing twice. */
export const appendAct = (acts: OrganisationActs, event: OrganisationEvent): void => {
  const day = applyAct(acts, event, acts.events.length);
  if (day !== undefined) {
    acts.changeDays.push({ ordinal: acts.events.length, value: day });
    const at = countUpTo(acts.sortedDays, day);
    if (acts.sortedDays[at - 1] !== day) acts.sortedDays.splice(at, 0, day);
  }
  acts.events.push(event);
};

const known = <Value>(things: ReadonlyMap<string, Value>, kind: string, code: string, event: OrganisationEvent): Value => {
  const thing = things.get(code);
  if (thing === undefined) throw new CorruptHistory(`${event.type}: ${kind} ${code} was never recorded`);
  return thing;
};
const define = <Value>(things: Map<string, Value>, code: string, value: Value, event: OrganisationEvent): void => {
  if (things.has(code)) throw new CorruptHistory(`${event.type}: ${code} was recorded before`);
  things.set(code, value);
};

/** The day from which the event changes an answer. */
const applyAct = (acts: OrganisationActs, event: OrganisationEvent, ordinal: number): CivilDate | undefined => {
  switch (event.type) {
    case 'SampleDataDeclared':
      acts.samples.push({ ordinal, value: event.data });
      return undefined;
    case 'ProvinceRegistered':
      acts.provinces.push({ ordinal, value: event.data });
      return undefined;
    case 'PositionDefined':
      define(acts.positions, event.data.position, { ordinal, value: event.data }, event);
      return undefined;
    case 'BodyDefined':
      known(acts.units, 'unit', event.data.unit, event);
      define(acts.bodies, event.data.body, { ordinal, value: event.data }, event);
      return undefined;
    case 'TermOpened':
      known(acts.bodies, 'body', event.data.body, event);
      define(acts.terms, event.data.term, { ordinal, value: event.data, ends: [] }, event);
      return event.data.from;
    case 'TermEnded':
      known(acts.terms, 'term', event.data.term, event).ends.push({ ordinal, day: event.data.effectiveOn, value: null });
      return event.data.effectiveOn;
    case 'CategoryShiftedByPolicy': {
      const { fromCategory, toCategory, unitTypes, effectiveOn } = event.data;
      acts.shifts.push({ ordinal, day: effectiveOn, value: { from: fromCategory, to: toCategory, unitTypes: new Set(unitTypes) } });
      return effectiveOn;
    }
    default:
      applyUnitAct(acts, event, { ordinal, day: event.data.effectiveOn });
      return event.data.effectiveOn;
  }
};

type UnitEvent = Extract<OrganisationEvent, { type: 'UnitEstablished' | 'UnitRenamed' | 'UnitTypeChanged' | 'UnitMoved' | 'UnitsMerged' | 'UnitDissolved' }>;

const applyUnitAct = (acts: OrganisationActs, event: UnitEvent, at: { readonly ordinal: number; readonly day: CivilDate }): void => {
  const unitActs = (unit: string) => known(acts.units, 'unit', unit, event);
  switch (event.type) {
    case 'UnitEstablished': {
      const { unit, name, unitType, tier, parent } = event.data;
      if (parent !== undefined) unitActs(parent);
      define(acts.units, unit, {
        ordinal: at.ordinal, value: unit, establishedOn: at.day, tier,
        names: [{ ...at, value: name }], types: [{ ...at, value: unitType }], parents: [{ ...at, value: parent }], ends: [],
      }, event);
      return;
    }
    case 'UnitRenamed':
      unitActs(event.data.unit).names.push({ ...at, value: event.data.name });
      return;
    case 'UnitTypeChanged':
      unitActs(event.data.unit).types.push({ ...at, value: event.data.unitType });
      return;
    case 'UnitMoved':
      unitActs(event.data.parent);
      unitActs(event.data.unit).parents.push({ ...at, value: event.data.parent });
      return;
    case 'UnitsMerged': {
      unitActs(event.data.into);
      for (const source of event.data.sources.map(unitActs)) source.ends.push({ ...at, value: event.data.into });
      return;
    }
    case 'UnitDissolved':
      unitActs(event.data.successor);
      unitActs(event.data.unit).ends.push({ ...at, value: event.data.successor });
      return;
  }
};
