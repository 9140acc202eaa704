import { CorruptHistory } from '../kernel/errors.js';
import type { CivilDate } from '../kernel/civil-date.js';
import { categories } from '../organisation/domain/events.js';
import type { Structure, Term } from '../organisation/structure/structure.js';
import type { Judged } from './judged.js';
import { absent, serviceKind, type Ledger } from './ledger/columns.js';
import type { RuleSet } from './rules/rule-set.js';
import type { Scope } from './figure.js';

/** Whether a group's facts count on the view's days, or why not. `strange`: it names a unit or term that the structure does not know. */
export const standings = { counts: 0, unitEnded: 1, termEnded: 2, strange: 3 } as const;

/** The organisation on the days of one interval without a change, by the ledger's numbers. */
export type View = {
  readonly structure: Structure;
  readonly day: CivilDate;
  /** Units numbered so far; a later number is not in this structure. */
  readonly unitCount: number;
  /** Where headcount of a unit is: itself or its successor; absent when the structure does not know the unit. */
  readonly place: Int32Array;
  /** The next step upwards, absent at the top. */
  readonly parent: Int32Array;
  readonly stands: Uint8Array;
  readonly typeOf: readonly string[];
  readonly tierOf: readonly string[];
  readonly groups: GroupsInView;
  readonly judged: Map<RuleSet, readonly Judged[]>;
};
/** What the structure says of each group; extended when the ledger has met more. `body`: by the term it names, among the structure's bodies. */
export type GroupsInView = { length: number; place: Int32Array; standing: Uint8Array; category: Int32Array; body: Int32Array };

const viewsMax = 128;

/** The view of a day, kept for every day and moment that it answers alike. */
export const viewOn = (ledger: Ledger, structure: Structure, day: CivilDate): View => {
  const key = structure.stateNameOn(day);
  const view = ledger.views.get(key) ?? openView(ledger, structure, day);
  ledger.views.delete(key);
  ledger.views.set(key, view);
  const [eldest] = ledger.views.keys();
  if (ledger.views.size > viewsMax && eldest !== undefined) ledger.views.delete(eldest);
  if (view.groups.length < ledger.groups.kind.length) extend(view, ledger);
  return view;
};

const openView = (ledger: Ledger, structure: Structure, day: CivilDate): View => {
  for (const unit of structure.units) ledger.units.intern(unit);
  const unitCount = ledger.units.size;
  const [place, parent, stands] = [new Int32Array(unitCount).fill(absent), new Int32Array(unitCount).fill(absent), new Uint8Array(unitCount)];
  const typeOf = Array.from({ length: unitCount }, () => '');
  const tierOf = Array.from({ length: unitCount }, () => '');
  for (const unit of structure.units) {
    const number = ledger.units.find(unit);
    const stated = structure.parentOn(unit, day);
    const above = stated === undefined ? undefined : structure.resolve(stated, day);
    place[number] = ledger.units.find(structure.resolve(unit, day));
    parent[number] = above === undefined ? absent : ledger.units.find(above);
    stands[number] = Number(structure.standsOn(unit, day));
    typeOf[number] = structure.typeOn(unit, day);
    tierOf[number] = structure.tierOf(unit);
  }
  const groups = { length: 0, place: new Int32Array(0), standing: new Uint8Array(0), category: new Int32Array(0), body: new Int32Array(0) };
  return { structure, day, unitCount, place, parent, stands, typeOf, tierOf, groups, judged: new Map() };
};

const extend = (view: View, ledger: Ledger): void => {
  const { groups } = view;
  const length = ledger.groups.kind.length;
  const [place, standing, category, body] = [new Int32Array(length), new Uint8Array(length), new Int32Array(length), new Int32Array(length)];
  const numberOfBody = new Map(view.structure.bodies.map((one, number) => [one.body, number]));
  place.set(groups.place);
  standing.set(groups.standing);
  category.set(groups.category);
  body.set(groups.body);
  for (let group = groups.length; group < length; group += 1) {
    const unit = ledger.groups.unit.values[group] ?? 0;
    const isService = ledger.groups.kind.values[group] === serviceKind;
    const resolved = view.place[unit] ?? absent;
    place[group] = isService ? resolved : unit;
    standing[group] = resolved === absent ? standings.strange : isService ? standings.counts : standingOfPost(view, ledger, group);
    body[group] = numberOfBody.get(termOf(view, ledger, group)?.body ?? '') ?? absent;
    category[group] = isService && resolved !== absent ? categoryOf(view, ledger, group) : absent;
  }
  Object.assign(groups, { length, place, standing, category, body });
};

const termOf = (view: View, ledger: Ledger, group: number): Term | undefined => {
  const term = ledger.groups.term.values[group] ?? absent;
  return term === absent ? undefined : view.structure.findTerm(ledger.terms.text(term));
};

const standingOfPost = (view: View, ledger: Ledger, group: number): number => {
  const term = termOf(view, ledger, group);
  if (!term && ledger.groups.term.values[group] !== absent) return standings.strange;
  if (view.stands[ledger.groups.unit.values[group] ?? 0] !== 1) return standings.unitEnded;
  return !term || view.structure.termStandsOn(term.term, view.day) ? standings.counts : standings.termEnded;
};

const categoryOf = (view: View, ledger: Ledger, group: number): number => {
  const category = categories[ledger.groups.category.values[group] ?? absent];
  if (category === undefined) return absent;
  return categories.indexOf(view.structure.categoryOn(category, ledger.units.text(ledger.groups.unit.values[group] ?? 0), view.day));
};

/** One for each unit in the scope, by number. A unit that the structure does not know has nothing under it. */
export const unitsIn = (view: View, scope: Scope, ledger: Ledger): Uint8Array => {
  const isIn = new Uint8Array(view.unitCount);
  if (scope.kind === 'province') return isIn.fill(1);
  if (scope.kind === 'tier') return isIn.map((_, unit) => Number(view.tierOf[unit] === scope.tier));
  const top = ledger.units.find(scope.unit);
  for (let unit = 0; unit < view.unitCount; unit += 1) isIn[unit] = Number(isUnder(view, unit, top));
  return isIn;
};

const isUnder = (view: View, unit: number, top: number): boolean => {
  for (let at = unit; at !== absent; at = view.parent[at] ?? absent) if (at === top) return true;
  return false;
};

/** @throws CorruptHistory always: a fact names what the organisation never had. */
export const refuseStrangeUnit = (ledger: Ledger, unit: number): never => {
  throw new CorruptHistory(`a fact at unit ${ledger.units.text(unit)} names a unit or term that was never established`);
};
export const refuseStrange = (ledger: Ledger, group: number): never => refuseStrangeUnit(ledger, ledger.groups.unit.values[group] ?? 0);
