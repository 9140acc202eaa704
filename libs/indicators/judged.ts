import { capacities } from '../officials/domain/events.js';
import { categories } from '../organisation/domain/events.js';
import { absent, serviceKind, type Ledger } from './ledger/columns.js';
import type { Measure, Rule, RuleSet } from './rules/rule-set.js';
import { standings, type View } from './view.js';

/** Of a group's word: it is payroll, not a post. */
export const serviceBit = 1 << 30;
/** Of a group's word, the sign: a fact of it may not hold at all. */
export const strangeBit = 1 << 31;
/** Rules judged in one pass: as many as a word has bits left. */
const rulesAtOnce = 30;

/** An authority with the bodies that a rule asks for, by number. */
export type Authority = { readonly unit: number; readonly bodies: readonly number[] };
export type JudgedRule = {
  readonly rule: Rule;
  readonly measure: Measure;
  readonly bit: number;
  /** Units whose type and tier the rule asks for. */
  readonly fits: Uint8Array;
  readonly authorities: readonly Authority[];
  readonly departments: readonly number[];
  /** The department that a place's staff belongs to, absent outside all of them. */
  readonly departmentOf: Int32Array;
};
/** What up to thirty rules make of every group on the days of a view: bit r of a group's word says that its facts matter to rule r. */
export type Judged = {
  readonly rules: readonly JudgedRule[];
  readonly words: { values: Int32Array; length: number };
  /** Rules by what their bit marks: distinct persons, distinct posts, bodies, departments with a woman leader. */
  readonly ofPersons: number;
  readonly ofPosts: number;
  readonly ofBodies: number;
  readonly ofLeaders: number;
  /** Rules whose facts are asked for their place in the scope; a body or department is itself asked. */
  readonly ofPlaces: number;
};

export const judgedOf = (ledger: Ledger, view: View, ruleSet: RuleSet): readonly Judged[] => {
  const judged = view.judged.get(ruleSet) ?? judge(view, ledger, ruleSet);
  view.judged.set(ruleSet, judged);
  for (const part of judged) if (part.words.length < ledger.groups.kind.length) extend(part, ledger, view);
  return judged;
};

const judge = (view: View, ledger: Ledger, ruleSet: RuleSet): readonly Judged[] => {
  const parts: Judged[] = [];
  for (let from = 0; from < ruleSet.rules.length; from += rulesAtOnce) {
    const rules = ruleSet.rules.slice(from, from + rulesAtOnce).map((rule, at) => judgeRule(view, ledger, rule, 1 << at));
    const bitsOf = (isOne: (measure: Measure) => boolean) => rules.reduce((bits, { measure, bit }) => (isOne(measure) ? bits | bit : bits), 0);
    const ofPersons = bitsOf((measure) => measure.shape === 'share-of-holders' && measure.count === 'persons');
    const ofPosts = bitsOf((measure) => measure.shape === 'share-of-holders' && measure.count === 'posts');
    const ofStaff = bitsOf((measure) => measure.shape === 'share-of-staff');
    parts.push({
      rules,
      words: { values: new Int32Array(0), length: 0 },
      ofPersons,
      ofPosts,
      ofBodies: bitsOf((measure) => measure.shape === 'body-has-woman'),
      ofLeaders: bitsOf((measure) => measure.shape === 'unit-conjunction'),
      ofPlaces: ofPersons | ofPosts | ofStaff,
    });
  }
  return parts;
};

const noUnits: readonly number[] = [];

const judgeRule = (view: View, ledger: Ledger, rule: Rule, bit: number): JudgedRule => {
  const { measure } = rule;
  const tiers = 'tiers' in measure ? new Set(measure.tiers) : undefined;
  const types = 'unitTypes' in measure && measure.unitTypes ? new Set(measure.unitTypes) : undefined;
  const fits = new Uint8Array(view.unitCount);
  for (let unit = 0; unit < view.unitCount; unit += 1) {
    const isOfTier = !tiers || tiers.has(view.tierOf[unit] ?? '');
    fits[unit] = Number(isOfTier && (!types || types.has(view.typeOf[unit] ?? '')));
  }
  const isDepartment = measure.shape === 'unit-conjunction';
  const departments = isDepartment ? view.structure.units.map((unit) => ledger.units.find(unit)).filter((unit) => view.stands[unit] === 1 && fits[unit] === 1) : noUnits;
  const departmentOf = isDepartment ? departmentsOf(view, fits, new Set(measure.staffOutside)) : new Int32Array(0);
  const authorities = measure.shape === 'body-has-woman' ? authoritiesOf(view, ledger, fits, measure.bodyKinds) : [];
  return { rule, measure, bit, fits, authorities, departments, departmentOf };
};

const departmentsOf = (view: View, fits: Uint8Array, outside: ReadonlySet<string>): Int32Array =>
  Int32Array.from({ length: view.unitCount }, (_, unit) => {
    for (let at = unit; at !== absent; at = view.parent[at] ?? absent) {
      if (fits[at] === 1) return at;
      if (outside.has(view.typeOf[at] ?? '')) return absent;
    }
    return absent;
  });

const authoritiesOf = (view: View, ledger: Ledger, fits: Uint8Array, kinds: readonly string[]): readonly Authority[] => {
  const { structure, day } = view;
  const standing = new Set(structure.terms.filter(({ term }) => structure.termStandsOn(term, day)).map(({ body }) => body));
  const bodies = new Map<number, number[]>();
  structure.bodies.forEach((body, number) => {
    const unit = ledger.units.find(body.unit);
    if (!standing.has(body.body) || !kinds.includes(body.kind) || fits[unit] !== 1 || view.stands[unit] !== 1) return;
    bodies.set(unit, [...(bodies.get(unit) ?? []), number]);
  });
  return [...bodies].map(([unit, numbers]) => ({ unit, bodies: numbers }));
};

const extend = (judged: Judged, ledger: Ledger, view: View): void => {
  const { words } = judged;
  const length = ledger.groups.kind.length;
  const values = new Int32Array(length);
  values.set(words.values);
  const matters = judged.rules.map((rule) => ({ bit: rule.bit, to: mattersTo(rule, ledger, view) }));
  for (let group = words.length; group < length; group += 1) {
    const standing = view.groups.standing[group] ?? standings.strange;
    let word = ledger.groups.kind.values[group] === serviceKind ? serviceBit : 0;
    if (standing === standings.strange) word |= strangeBit;
    for (const { bit, to } of standing === standings.counts ? matters : []) word |= to(group) ? bit : 0;
    values[group] = word;
  }
  Object.assign(words, { values, length });
};

type Matters = (group: number) => boolean;
const never: Matters = () => false;

/** Whether a counting group's facts matter to a rule; of the ledger's codes met so far. */
const mattersTo = (judged: JudgedRule, ledger: Ledger, view: View): Matters => {
  const { measure, fits } = judged;
  const isService: Matters = (group) => ledger.groups.kind.values[group] === serviceKind;
  const place = (group: number) => view.groups.place[group] ?? absent;
  switch (measure.shape) {
    case 'share-of-holders': {
      const isHeld = heldAs(ledger, measure.positions, measure.capacities);
      return (group) => isHeld(group) && fits[place(group)] === 1;
    }
    case 'share-of-staff': {
      const wanted = categories.map((category) => measure.categories.includes(category));
      return (group) => isService(group) && fits[place(group)] === 1 && wanted[view.groups.category[group] ?? absent] === true;
    }
    case 'unit-conjunction': {
      const isHeld = heldAs(ledger, measure.leaders, measure.capacities);
      return (group) => isHeld(group) && fits[place(group)] === 1;
    }
    case 'body-has-woman':
      return memberOf(judged, ledger, view, heldAs(ledger, measure.positions, measure.capacities));
    case 'share-of-participations':
      return never;
  }
};

/** A post in one of these positions (absent: any) and capacities. */
const heldAs = (ledger: Ledger, positions: readonly string[] | undefined, heldCapacities: readonly string[]): Matters => {
  const isPosition = new Uint8Array(ledger.positions.size).fill(positions ? 0 : 1);
  for (const position of positions ?? []) {
    const number = ledger.positions.find(position);
    if (number >= 0) isPosition[number] = 1;
  }
  const isCapacity = capacities.map((capacity) => heldCapacities.includes(capacity));
  const { kind, position, capacity } = ledger.groups;
  return (group) =>
    kind.values[group] !== serviceKind && isPosition[position.values[group] ?? 0] === 1 && isCapacity[capacity.values[group] ?? absent] === true;
};

/** A post that names a standing term of an authority's body, in a position of that term's members. */
const memberOf = (judged: JudgedRule, ledger: Ledger, view: View, isHeld: Matters): Matters => {
  const asked = new Set(judged.authorities.flatMap(({ bodies }) => bodies));
  return (group) => {
    if (!isHeld(group) || !asked.has(view.groups.body[group] ?? absent)) return false;
    const term = view.structure.findTerm(ledger.terms.text(ledger.groups.term.values[group] ?? absent));
    return term !== undefined && term.members.includes(ledger.positions.text(ledger.groups.position.values[group] ?? 0));
  };
};
