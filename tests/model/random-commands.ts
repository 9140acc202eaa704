import fc from 'fast-check';
import { plan3009 } from '../../libs/indicators/rules/plan-3009.js';
import type { Measure, RuleSet } from '../../libs/indicators/rules/rule-set.js';
import { civilDate } from '../../libs/kernel/civil-date.js';
import { categories } from '../../libs/organisation/domain/events.js';
import { bodyCodes, electedPositions, newTermCodes, newUnitCodes, positionCodes, someDays, termCodes, tierCodes, unitCodes, unitTypeCodes } from './tiny-province.js';
import { act, idOf, organise, plan, publish, train, type Step } from './world.js';

export const officialIds = ['lan', 'mai', 'an', 'binh'] as const;
const classIds = ['lop-1', 'lop-2'] as const;

const beginsOn = civilDate('2016-01-01');
export const decision = { issuer: 'SNV', symbol: 'QD-SNV', number: 1, signedOn: civilDate('2015-12-01') };
export const source = { file: 'danh-sach', row: 1, statedOn: civilDate('2016-01-01') };
export const on = fc.constantFrom(...someDays);
const official = fc.constantFrom(...officialIds);
const unit = fc.constantFrom(...unitCodes, newUnitCodes[0]);
export const gender = fc.constantFrom('female' as const, 'male' as const);
export const category = fc.constantFrom(...categories);
/** One of what there is at the command's turn; of nothing, an act that was never recorded. */
const nth = fc.nat({ max: 5 });
export const pick = (acts: readonly string[], at: number): string => acts[at % Math.max(1, acts.length)] ?? idOf(999_982);

export const payroll = fc.record({ unit, category, position: fc.constantFrom('chuyen-vien', 'giam-doc-so', 'truong-phong') });
/** Posts that exist: the unit, its positions and, for an elected one, the term of the body there. */
const elected = fc.constantFrom(...['x1', 'x2', 'h1'].flatMap((at) => [
  { unit: at, position: electedPositions[0], term: `hdnd-${at}-2016` },
  { unit: at, position: electedPositions[1], term: `ubnd-${at}-2016` },
  { unit: at, position: electedPositions[2], term: `ubnd-${at}-2016` },
]));
const appointed = fc.constantFrom(
  { unit: 'so-nv', position: 'giam-doc-so' }, { unit: 'so-kh', position: 'giam-doc-so' }, { unit: 'so-nv-phong', position: 'truong-phong' },
  { unit: 'so-kh-phong', position: 'truong-phong' }, { unit: 'h1-phong', position: 'truong-phong' }, { unit: 'so-nv-truong', position: 'hieu-truong' },
  { unit: 'x1', position: 'bi-thu-dang-uy' }, { unit: 'x3', position: 'bi-thu-dang-uy' }, { unit: 'so-moi', position: 'giam-doc-so' },
);
export const capacity = fc.constantFrom('full' as const, 'full' as const, 'acting' as const, 'in-charge' as const);
export const post = fc.oneof({ weight: 2, arbitrary: appointed }, { weight: 1, arbitrary: elected });
export const electedPost = elected;
export const held = fc.tuple(post, capacity).map(([at, how]) => ({ ...at, capacity: how }));
const anyOf = fc.subarray([0, 1, 2, 3], { maxLength: 2 });

/** Most are in service from the start; entering again is for those who are not. */
const newcomer = fc.constantFrom('binh', 'binh', 'lan');
const entering = fc.oneof(
  fc.tuple(newcomer, on, payroll, gender).map(([who, effectiveOn, at, sex]) =>
    act(who, 'recruit', () => ({ decision, effectiveOn, ...at, name: who, gender: sex, birthDate: '1985' }))),
  fc.tuple(newcomer, on, payroll, gender).map(([who, effectiveOn, at, sex]) =>
    act(who, 'find-in-service', () => ({ source, effectiveOn, ...at, name: who, gender: sex, birthDate: '1985' }))),
);
const taking = fc.oneof(
  fc.tuple(official, on, held, anyOf).map(([who, effectiveOn, at, ended]) =>
    act(who, 'appoint', ({ tenures }) => ({ decision, effectiveOn, ...at, endedActIds: tenures.filter((_, number) => ended.includes(number)) }))),
  fc.tuple(official, on, held).map(([who, effectiveOn, at]) => act(who, 'appoint', () => ({ decision, effectiveOn, ...at }))),
  fc.tuple(official, on, elected).map(([who, effectiveOn, at]) => act(who, 'elect', () => ({ decision, effectiveOn, ...at }))),
  fc.tuple(official, on, held).map(([who, effectiveOn, at]) => act(who, 'add-concurrent-post', () => ({ decision, effectiveOn, ...at }))),
  fc.tuple(official, on, held).map(([who, effectiveOn, at]) => act(who, 'find-post-held', () => ({ source, effectiveOn, ...at }))),
);
const ending = fc.oneof(
  fc.tuple(official, on, nth).map(([who, effectiveOn, at]) =>
    act(who, 'relieve', ({ tenures }) => ({ decision, effectiveOn, endedActId: pick(tenures, at), reason: 'mien-nhiem' }))),
  fc.tuple(official, on, nth).map(([who, effectiveOn, at]) => act(who, 'approve', ({ elections }) => ({ decision, effectiveOn, approvedActId: pick(elections, at) }))),
  fc.tuple(official, on, payroll).map(([who, effectiveOn, at]) => act(who, 'transfer', () => ({ decision, effectiveOn, ...at }))),
);
const leaving = fc.oneof(
  fc.tuple(official, on).map(([who, effectiveOn]) => act(who, 'retire', () => ({ decision, effectiveOn }))),
  fc.tuple(official, on).map(([who, effectiveOn]) => act(who, 'resign', () => ({ decision, effectiveOn }))),
  fc.tuple(official, on).map(([who, effectiveOn]) => act(who, 'transfer-out', () => ({ decision, effectiveOn }))),
  fc.tuple(fc.constant('binh'), on).map(([who, effectiveOn]) => act(who, 'record-death', () => ({ effectiveOn }))),
  fc.tuple(official, on, payroll).map(([who, effectiveOn, at]) => act(who, 'return', () => ({ decision, effectiveOn, ...at }))),
);
const correcting = fc.oneof(
  fc.tuple(official, gender).map(([who, sex]) => act(who, 'correct-gender', () => ({ gender: sex, reason: 'ghi sai' }))),
  fc.tuple(official, nth, fc.boolean(), fc.boolean()).map(([who, at, isAnswered, standsAgain]) =>
    act(who, 'annul-act', ({ all, endedBy }) => {
      const annulledActId = pick(all, at);
      return { annulledActId, decision, reason: 'sai', standsAgain: isAnswered ? endedBy(annulledActId).map((actId) => ({ actId, standsAgain })) : [] };
    })),
);
const changing: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(unit, fc.constantFrom(...unitCodes), on).map(([source_, into, effectiveOn]) => organise('merge-units', { sources: [source_], into, effectiveOn })),
  fc.tuple(unit, on).map(([code, effectiveOn]) => organise('dissolve-unit', { unit: code, effectiveOn })),
  fc.tuple(unit, fc.constantFrom(...unitCodes), on).map(([code, parent, effectiveOn]) => organise('move-unit', { unit: code, parent, effectiveOn })),
  fc.tuple(unit, fc.constantFrom(...unitTypeCodes), on).map(([code, unitType, effectiveOn]) => organise('change-unit-type', { unit: code, unitType, effectiveOn })),
  fc.tuple(unit, on).map(([code, effectiveOn]) => organise('rename-unit', { unit: code, name: `${code} ${effectiveOn}`, effectiveOn })),
  fc.tuple(fc.constantFrom(...newUnitCodes), fc.constantFrom('so', 'phong', 'xa'), fc.constantFrom(...tierCodes), fc.constantFrom(...unitCodes), on).map(
    ([code, unitType, tier, parent, effectiveOn]) => organise('establish-unit', { unit: code, name: code, unitType, tier, parent, effectiveOn })),
  fc.tuple(fc.constantFrom(...termCodes), on).map(([term, effectiveOn]) => organise('end-term', { term, effectiveOn })),
  fc.tuple(fc.constantFrom(...newTermCodes), fc.constantFrom(...bodyCodes), fc.subarray([...positionCodes], { minLength: 1, maxLength: 3 }), on).map(
    ([term, body, members, from]) => organise('open-term', { term, body, label: '2021–2026', from, members })),
  fc.tuple(category, category, fc.subarray([...unitTypeCodes], { minLength: 1, maxLength: 3 }), on).map(([fromCategory, toCategory, unitTypes, effectiveOn]) =>
    organise('shift-category', { fromCategory, toCategory, unitTypes, basis: '52/2019/QH14', effectiveOn })),
);
const someClass = fc.constantFrom(...classIds);
export const learning: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(someClass, on).map(([id, endsOn]) => train(id, 'open', () => ({ title: id, group: 'nghiep-vu', organiser: 'so-nv', startsOn: endsOn, endsOn }))),
  fc.tuple(someClass, fc.subarray([...officialIds], { minLength: 1, maxLength: 2 }), unit, on).map(([id, sent, from, effectiveOn]) =>
    train(id, 'send', () => ({ decision, effectiveOn, participants: sent.map((who) => ({ official: who, unit: from })) }))),
  fc.tuple(someClass, nth, on).map(([id, at, effectiveOn]) => train(id, 'complete', (sent) => ({ officials: [pick(sent, at)], effectiveOn }))),
  fc.tuple(someClass, nth, on).map(([id, at, effectiveOn]) => train(id, 'withdraw', (sent) => ({ official: pick(sent, at), reason: 'bo-hoc', effectiveOn }))),
);
const planned = fc.constantFrom('qh-1', 'qh-2');
const planning: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(planned, official, post, on).map(([id, who, { unit: at, position }, effectiveOn]) =>
    plan(id, 'propose', { official: who, unit: at, position, term: '2016-2021', source: 'on-site', effectiveOn })),
  fc.tuple(planned, on).map(([id, effectiveOn]) => plan(id, 'approve', { decision, effectiveOn })),
  fc.tuple(planned, on).map(([id, effectiveOn]) => plan(id, 'remove', { reason: 'khac', effectiveOn })),
);

/** The plan read more strictly: other capacities, other staff, other percentages, from another day. */
const stricter = (measure: Measure): Measure => {
  switch (measure.shape) {
    case 'unit-conjunction':
      return { ...measure, capacities: ['full'], staffOutside: ['phong'], staffPercent: 60 };
    case 'body-has-woman':
    case 'share-of-holders':
      return { ...measure, capacities: ['full', 'in-charge'] };
    default:
      return measure;
  }
};
export const otherRules = (version: number, effectiveOn: RuleSet['effectiveOn']): RuleSet => ({
  ...plan3009, version, effectiveOn, rules: plan3009.rules.map((rule) => ({ ...rule, percent: 50, measure: stricter(rule.measure) })),
});
/** A version is published once: its day tells which. */
const publishing: fc.Arbitrary<Step> = fc.nat({ max: someDays.length - 1 }).map((at) => (world) => {
  const version = at + 3;
  const isPublished = world.events.some(({ event }) => event.type === 'RuleSetPublished' && event.data.version === version);
  if (!isPublished) publish(otherRules(version, someDays[at] ?? beginsOn))(world);
});

/** Anyone's command on anything, many of them refused: those are simply not recorded. */
export const command: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: entering },
  { weight: 6, arbitrary: taking },
  { weight: 4, arbitrary: ending },
  { weight: 2, arbitrary: leaving },
  { weight: 2, arbitrary: correcting },
  { weight: 4, arbitrary: changing },
  { weight: 3, arbitrary: learning },
  { weight: 1, arbitrary: planning },
  { weight: 1, arbitrary: publishing },
);
export const organisationCommand = changing;
/** Two women and a man in service, and a class that two were sent to, so that short sequences meet someone. */
export const opening: readonly Step[] = [
  ...(['lan', 'mai', 'an'] as const).map((who, at) =>
    act(who, 'recruit', () => ({
      decision, effectiveOn: beginsOn, unit: ['so-nv', 'x1', 'so-kh-phong'][at] ?? 'bd', category: 'cong-chuc', position: 'chuyen-vien',
      name: who, gender: who === 'an' ? 'male' : 'female', birthDate: '1985',
    }))),
  train('lop-1', 'open', () => ({ title: 'lop-1', group: 'nghiep-vu', organiser: 'so-nv', startsOn: beginsOn, endsOn: civilDate('2018-01-01') })),
  train('lop-1', 'send', () => ({ decision, effectiveOn: beginsOn, participants: [{ official: 'lan', unit: 'so-nv' }, { official: 'an', unit: 'so-kh-phong' }] })),
];
/** Commands in an order of recording that owes nothing to the order of their days. */
export const commands = (most: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(command, { maxLength: most, size: 'max' }).chain((steps) => fc.boolean().chain((isShuffled) => (isShuffled ? fc.shuffledSubarray(steps, { minLength: steps.length }) : fc.constant(steps))));
