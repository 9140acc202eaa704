import { dayNumber } from '../kernel/civil-date.js';
import { activeOn } from './active.js';
import { isStaffPartMet, staffOf, windowOf } from './evaluate.js';
import { participationFact, postFact, serviceFact, sinceOn, type Detail, type Excluded, type HeldBy, type ParticipationFact, type PostFact } from './evidence.js';
import type { Counted, Moment, Scope } from './figure.js';
import { excludedFrom } from './excluded.js';
import { judgedOf, serviceBit, type Judged, type JudgedRule } from './judged.js';
import { absent, type Ledger } from './ledger/columns.js';
import type { Rule, RuleSet } from './rules/rule-set.js';
import { tallyOf, type Facts, type Tally } from './tally.js';
import { endedIn } from './training.js';
import { unitsIn, viewOn, type View } from './view.js';

/** The keys behind one figure with the facts behind each key, in the order of the denominator, and who was left out. */
export type Counting = Counted & { readonly ruleSet: RuleSet; readonly rule: Rule; readonly details: readonly Detail[]; readonly excluded: readonly Excluded[] };

/** All that is known of one question while its evidence is gathered. */
export type Gathering = {
  readonly ledger: Ledger;
  readonly view: View;
  readonly judged: Judged;
  readonly one: JudgedRule;
  readonly facts: Facts;
  readonly tally: Tally;
  readonly since: Int32Array;
  readonly moment: Moment;
};
type Found = { readonly detail: Detail; readonly isCounted: boolean };

/** The evidence of one reading, or undefined when no rule set judges the day or it lacks the reading. */
export const countedOf = (ledger: Ledger, moment: Moment, scope: Scope, reading: string, version?: number): Counting | undefined => {
  const ruleSet = ledger.findRuleSet(moment.trueOn, moment.knownAt, version);
  if (!ruleSet) return undefined;
  const view = viewOn(ledger, ledger.organisation.knownAt(moment.knownAt), moment.trueOn);
  const isAsked = ({ rule }: JudgedRule) => rule.reading === reading;
  const judged = judgedOf(ledger, view, ruleSet).find(({ rules }) => rules.some(isAsked));
  const one = judged?.rules.find(isAsked);
  if (!judged || !one) return undefined;
  const day = dayNumber(moment.trueOn);
  const women = ledger.genders.womenKnownAt(moment.knownAt, ledger.officials.size);
  const facts = { active: activeOn(ledger, day, moment.knownAt), women, isIn: unitsIn(view, scope, ledger) };
  const gathering = { ledger, view, judged, one, facts, moment, tally: tallyOf(ledger, view, judged, facts), since: sinceOn(ledger, day, moment.knownAt) };
  const found = foundBy(gathering).sort((a, b) => (a.detail.key < b.detail.key ? -1 : 1));
  return {
    ruleSet,
    rule: one.rule,
    denominator: found.map(({ detail }) => detail.key),
    numerator: found.filter(({ isCounted }) => isCounted).map(({ detail }) => detail.key),
    details: found.map(({ detail }) => detail),
    excluded: excludedFrom(gathering),
  };
};

const foundBy = (gathering: Gathering): Found[] => {
  const { measure } = gathering.one;
  switch (measure.shape) {
    case 'share-of-holders':
      return holders(gathering, measure.count);
    case 'share-of-staff':
      return persons(gathering, servingSlots(gathering).filter((slot) => isMatter(gathering, slot) && isPlacedIn(gathering, slot)));
    case 'body-has-woman':
      return authorities(gathering, measure.bodies);
    case 'unit-conjunction':
      return departments(gathering, measure.staffPercent, measure.condition);
    case 'share-of-participations':
      return trained(gathering, measure.ended, measure.count);
  }
};

const activeSlots = ({ ledger, facts }: Gathering): number[] => {
  const slots: number[] = [];
  for (let slot = 0; slot < ledger.slots.official.length; slot += 1) if ((facts.active[slot] ?? 0) > 0) slots.push(slot);
  return slots;
};
const wordOf = ({ ledger, judged }: Gathering, slot: number) => judged.words.values[ledger.slots.group.values[slot] ?? absent] ?? 0;
const isMatter = (gathering: Gathering, slot: number) => (wordOf(gathering, slot) & gathering.one.bit) !== 0;
const isPlacedIn = ({ ledger, view, facts }: Gathering, slot: number) =>
  facts.isIn[view.groups.place[ledger.slots.group.values[slot] ?? absent] ?? absent] === 1;
const servingSlots = (gathering: Gathering) => activeSlots(gathering).filter((slot) => (wordOf(gathering, slot) & serviceBit) !== 0);
const officialOf = ({ ledger }: Gathering, slot: number) => ledger.slots.official.values[slot] ?? absent;
const isWoman = ({ facts }: Gathering, official: number) => facts.women[official] === 1;

const heldBy = (gathering: Gathering, slot: number): HeldBy => {
  const official = officialOf(gathering, slot);
  return { official: gathering.ledger.officials.text(official), isWoman: isWoman(gathering, official), post: postFact(gathering.ledger, slot, gathering.since) };
};

const grouped = (slots: readonly number[], keyOf: (slot: number) => number): Map<number, number[]> => {
  const byKey = new Map<number, number[]>();
  for (const slot of slots) {
    const held = byKey.get(keyOf(slot));
    if (held) held.push(slot);
    else byKey.set(keyOf(slot), [slot]);
  }
  return byKey;
};

const holders = (gathering: Gathering, count: 'persons' | 'posts'): Found[] => {
  const { ledger, since } = gathering;
  const slots = activeSlots(gathering).filter((slot) => isMatter(gathering, slot) && isPlacedIn(gathering, slot));
  const byKey = grouped(slots, (slot) => (count === 'persons' ? officialOf(gathering, slot) : (ledger.slots.post.values[slot] ?? absent)));
  return [...byKey].map(([number, held]) => {
    const official = officialOf(gathering, held[0] ?? absent);
    const posts: PostFact[] = held.map((slot) => postFact(ledger, slot, since));
    const woman = isWoman(gathering, official);
    const name = ledger.officials.text(official);
    const detail: Detail = count === 'persons'
      ? { of: 'person', key: name, isWoman: woman, posts, service: null, trainings: [] }
      : { of: 'post', key: ledger.posts.text(number), official: name, isWoman: woman, posts };
    return { detail, isCounted: woman };
  });
};

/** Persons in service, by the slots of their payroll; distinct, as everyone has one payroll unit at most. */
const persons = (gathering: Gathering, slots: readonly number[]): Found[] => slots.map((slot) => {
  const official = officialOf(gathering, slot);
  const woman = isWoman(gathering, official);
  const service = serviceFact(gathering.ledger, gathering.view, slot, gathering.since);
  return { detail: { of: 'person', key: gathering.ledger.officials.text(official), isWoman: woman, posts: [], service, trainings: [] }, isCounted: woman };
});

const authorities = (gathering: Gathering, bodies: 'any' | 'every'): Found[] => {
  const { ledger, view, facts, one } = gathering;
  const members = activeSlots(gathering).filter((slot) => isMatter(gathering, slot) && isWoman(gathering, officialOf(gathering, slot)));
  const womenOf = grouped(members, (slot) => view.groups.body[ledger.slots.group.values[slot] ?? absent] ?? absent);
  return one.authorities.filter(({ unit }) => facts.isIn[unit] === 1).map((authority) => {
    const found = authority.bodies.map((body) => ({
      body: view.structure.bodies[body]?.body ?? '',
      women: (womenOf.get(body) ?? []).map((slot) => heldBy(gathering, slot)),
    }));
    const withWoman = found.filter(({ women }) => women.length > 0).length;
    return { detail: { of: 'authority', key: ledger.units.text(authority.unit), bodies: found }, isCounted: bodies === 'any' ? withWoman > 0 : withWoman === found.length };
  });
};

const departments = (gathering: Gathering, percent: number, condition: 'both' | 'leader-if-staff'): Found[] => {
  const { ledger, view, facts, one, tally } = gathering;
  const staffs = staffOf(one, tally, view);
  const leading = grouped(activeSlots(gathering).filter((slot) => isMatter(gathering, slot)), (slot) => view.groups.place[ledger.slots.group.values[slot] ?? absent] ?? absent);
  return one.departments.filter((unit) => facts.isIn[unit] === 1).flatMap((unit): Found[] => {
    const [staff, women] = [staffs.staff[unit] ?? 0, staffs.women[unit] ?? 0];
    const isStaffMet = isStaffPartMet(women, staff, percent);
    if (condition === 'leader-if-staff' && !isStaffMet) return [];
    const leaders = (leading.get(unit) ?? []).map((slot) => heldBy(gathering, slot));
    const isCounted = isStaffMet && leaders.some((leader) => leader.isWoman);
    return [{ detail: { of: 'department', key: ledger.units.text(unit), staff, women, isStaffMet, leaders }, isCounted }];
  });
};

const trained = (gathering: Gathering, ended: 'completed' | 'sent', count: 'participations' | 'persons' | 'women-in-service'): Found[] => {
  const { ledger, facts, view, moment } = gathering;
  const window = { ...windowOf(moment.trueOn), knownAt: moment.knownAt };
  const all = [...endedIn(ledger, ended, window)];
  const inScope = () => all.filter((at) => facts.isIn[view.place[ledger.participations.unit.values[at] ?? absent] ?? absent] === 1);
  const fact = (at: number) => participationFact(ledger, at, ended, facts.women);
  if (count === 'participations')
    return inScope().map(fact).map((one) => ({ detail: { of: 'participation', key: one.participation, ...one }, isCounted: one.isWoman }));
  const trainingsOf = new Map<string, ParticipationFact[]>();
  for (const one of (count === 'persons' ? inScope() : all).map(fact)) trainingsOf.set(one.official, [...(trainingsOf.get(one.official) ?? []), one]);
  if (count === 'persons')
    return [...trainingsOf].map(([key, trainings]) => {
      const woman = trainings.some((one) => one.isWoman);
      return { detail: { of: 'person', key, isWoman: woman, posts: [], service: null, trainings }, isCounted: woman };
    });
  const women = servingSlots(gathering).filter((slot) => isPlacedIn(gathering, slot) && isWoman(gathering, officialOf(gathering, slot)));
  return persons(gathering, women).map(({ detail }) => {
    const trainings = trainingsOf.get(detail.key) ?? [];
    return { detail: detail.of === 'person' ? { ...detail, trainings } : detail, isCounted: trainings.length > 0 };
  });
};
