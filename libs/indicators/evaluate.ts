import { dayNumber, dayOf, yearOf, type CivilDate } from '../kernel/civil-date.js';
import { shareOf, verdictOf, type Figure, type Moment, type Needed, type Scope } from './figure.js';
import { judgedOf, type Judged, type JudgedRule } from './judged.js';
import { absent, type Ledger } from './ledger/columns.js';
import { activeOn, sweep, type Active } from './active.js';
import { neededOf, nothingNeeded, sumNeeded } from './needed.js';
import { countTraining } from './training.js';
import { numberOf, tallyOf, type Facts, type Tally } from './tally.js';
import type { Rule, RuleSet } from './rules/rule-set.js';
import { unitsIn, viewOn, type View } from './view.js';

export type Asked = { readonly ruleSet?: number; readonly readings?: readonly string[] };
export type Figures = { readonly ruleSet: RuleSet | undefined; readonly figures: readonly Figure[] };

/** Every reading of the rule set that judges the day, or those asked for: counting.md §7. Before the first rule set there is none. */
export const figures = (ledger: Ledger, moment: Moment, scope: Scope, asked: Asked = {}): Figures =>
  figuresOf(ledger, moment, scope, asked, activeOn(ledger, dayNumber(moment.trueOn), moment.knownAt));

export type TrendQuestion = Asked & { readonly days: readonly CivilDate[]; readonly knownAt: number; readonly scope: Scope };
export type TrendPoint = Figures & { readonly trueOn: CivilDate };

/** The figures on each of some ascending days, as all known at one index. */
export const trends = (ledger: Ledger, { days, knownAt, scope, ...asked }: TrendQuestion): readonly TrendPoint[] => {
  const swept = sweep(ledger, knownAt);
  return days.map((trueOn) => {
    swept.to(dayNumber(trueOn));
    return { trueOn, ...figuresOf(ledger, { trueOn, knownAt }, scope, asked, swept.active) };
  });
};

const figuresOf = (ledger: Ledger, moment: Moment, scope: Scope, asked: Asked, active: Active): Figures => {
  const ruleSet = ledger.findRuleSet(moment.trueOn, moment.knownAt, asked.ruleSet);
  if (!ruleSet) return { ruleSet, figures: [] };
  const view = viewOn(ledger, ledger.organisation.knownAt(moment.knownAt), moment.trueOn);
  const women = ledger.genders.womenKnownAt(moment.knownAt, ledger.officials.size);
  const facts = { active, women, isIn: unitsIn(view, scope, ledger) };
  const wanted = ({ rule }: JudgedRule) => !asked.readings || asked.readings.includes(rule.reading);
  const found = judgedOf(ledger, view, ruleSet).flatMap((judged) =>
    judged.rules.some(wanted) ? figuresOfPart(ledger, view, judged, facts, moment).filter((_, at) => judged.rules.slice(at, at + 1).some(wanted)) : []);
  return { ruleSet, figures: found };
};

const figuresOfPart = (ledger: Ledger, view: View, judged: Judged, facts: Facts, moment: Moment): readonly Figure[] => {
  const tally = tallyOf(ledger, view, judged, facts);
  countTraining(ledger, view, judged, facts, tally, { ...windowOf(moment.trueOn), knownAt: moment.knownAt });
  return judged.rules.map((one) => figureOf(one, tally, facts, view));
};

/** Days from 1 January of the year to the day, both included. */
export const windowOf = (trueOn: CivilDate): { readonly from: number; readonly to: number } =>
  ({ from: dayNumber(dayOf(yearOf(trueOn), 1, 1)), to: dayNumber(trueOn) });

type Sum = { readonly numerator: number; readonly denominator: number; readonly needed: Needed };

const figureOf = (one: JudgedRule, tally: Tally, facts: Facts, view: View): Figure => {
  const { rule, measure, bit } = one;
  if (measure.shape === 'body-has-woman') return figureFrom(rule, sumOfAuthorities(one, tally, facts));
  if (measure.shape === 'unit-conjunction') return figureFrom(rule, sumOfDepartments(one, tally, facts, view));
  const [numerator, denominator] = [tally.women[numberOf(bit)] ?? 0, tally.total[numberOf(bit)] ?? 0];
  return figureFrom(rule, { numerator, denominator, needed: neededOf(numerator, denominator, rule.percent) });
};

const figureFrom = ({ target, reading, percent }: Rule, { numerator, denominator, needed }: Sum): Figure => {
  const verdict = verdictOf(numerator, denominator, percent);
  const share = shareOf(numerator, denominator);
  return { target, reading, percent, numerator, denominator, share, verdict, needed: verdict === 'not-met' ? needed : nothingNeeded };
};

const sumOfAuthorities = ({ measure, bit, authorities }: JudgedRule, tally: Tally, { isIn }: Facts): Sum => {
  let [numerator, denominator, missing] = [0, 0, 0];
  for (const { unit, bodies } of authorities) {
    if (isIn[unit] !== 1) continue;
    const lacking = bodies.filter((body) => ((tally.womanInBody[body] ?? 0) & bit) === 0).length;
    const isMet = measure.shape === 'body-has-woman' && measure.bodies === 'any' ? lacking < bodies.length : lacking === 0;
    denominator += 1;
    if (isMet) numerator += 1;
    else missing += measure.shape === 'body-has-woman' && measure.bodies === 'any' ? 1 : lacking;
  }
  return { numerator, denominator, needed: { replacing: missing, adding: missing } };
};

const sumOfDepartments = (one: JudgedRule, tally: Tally, { isIn }: Facts, view: View): Sum => {
  const { measure, bit } = one;
  if (measure.shape !== 'unit-conjunction') return { numerator: 0, denominator: 0, needed: nothingNeeded };
  const { staff, women } = staffOf(one, tally, view);
  let [numerator, denominator, needed] = [0, 0, nothingNeeded];
  for (const unit of one.departments) {
    const [inAll, ofWomen] = [staff[unit] ?? 0, women[unit] ?? 0];
    const isStaffMet = isStaffPartMet(ofWomen, inAll, measure.staffPercent);
    if (isIn[unit] !== 1 || (measure.condition === 'leader-if-staff' && !isStaffMet)) continue;
    const isLed = ((tally.womanLeads[unit] ?? 0) & bit) !== 0;
    denominator += 1;
    if (isStaffMet && isLed) numerator += 1;
    if (!isStaffMet) needed = sumNeeded(needed, neededOf(ofWomen, inAll, measure.staffPercent));
    if (!isLed) needed = sumNeeded(needed, { replacing: 1, adding: 1 });
  }
  return { numerator, denominator, needed };
};

export const isStaffPartMet = (women: number, staff: number, percent: number): boolean => staff > 0 && 100 * women >= percent * staff;

/** All and women on the staff of each department, by unit. */
export const staffOf = ({ departmentOf }: JudgedRule, tally: Tally, view: View): { readonly staff: Int32Array; readonly women: Int32Array } => {
  const [staff, women] = [new Int32Array(view.unitCount), new Int32Array(view.unitCount)];
  for (let group = 0; group < view.groups.length; group += 1) {
    const count = tally.totalOfGroup[group] ?? 0;
    if (count === 0) continue;
    const department = departmentOf[view.groups.place[group] ?? absent] ?? absent;
    if (department === absent) continue;
    staff[department] = (staff[department] ?? 0) + count;
    women[department] = (women[department] ?? 0) + (tally.womenOfGroup[group] ?? 0);
  }
  return { staff, women };
};
