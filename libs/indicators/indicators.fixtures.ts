import fc from 'fast-check';
import { civilDate, type CivilDate } from '../kernel/civil-date.js';
import { capacities, genders, type Capacity, type Gender } from '../officials/domain/events.js';
import { categories, type Category, type OrganisationEvent } from '../organisation/domain/events.js';
import { organisationHistory, type OrganisationHistory } from '../organisation/structure/organisation-history.js';
import { openLedger, type Ledger } from './ledger/columns.js';
import { differenceOf, type LedgerTimeline } from './ledger/rows.js';
import { plan3009 } from './rules/plan-3009.js';
import type { RuleSet } from './rules/rule-set.js';

export const on = civilDate;
export const firstDay = on('2016-01-01');
export const noTimeline: LedgerTimeline = { service: [], tenures: [] };

export const established = (unit: string, unitType: string, tier: string, parent?: string): OrganisationEvent =>
  ({ type: 'UnitEstablished', data: { unit, name: unit, unitType, tier, ...(parent !== undefined && { parent }), effectiveOn: firstDay } });
const defined = (position: string, level: 'L1' | 'L2' | 'L3' | 'L4' | 'L5' | 'L6'): OrganisationEvent =>
  ({ type: 'PositionDefined', data: { position, title: position, level, block: 'committee', isElected: false } });
const withBody = (body: string, unit: string, kind: 'council-standing' | 'committee', members: readonly string[]): readonly OrganisationEvent[] => [
  { type: 'BodyDefined', data: { body, unit, kind, name: body } },
  { type: 'TermOpened', data: { term: `${body}-2016`, body, label: '2016–2021', from: firstDay, members } },
];

/** A province with a department of two divisions and a school, a district with an office and two communes. */
export const smallProvince: readonly OrganisationEvent[] = [
  established('tinh', 'tinh', 'tinh'),
  established('so', 'so', 'tinh', 'tinh'),
  established('phong-a', 'phong', 'tinh', 'so'),
  established('phong-b', 'phong', 'tinh', 'so'),
  established('truong', 'truong-hoc', 'tinh', 'so'),
  established('huyen', 'huyen', 'huyen', 'tinh'),
  established('phong-h', 'phong-huyen', 'huyen', 'huyen'),
  established('xa-1', 'xa', 'xa', 'huyen'),
  established('xa-2', 'xa', 'xa', 'huyen'),
  defined('chu-tich-ubnd', 'L1'), defined('pho-chu-tich-hdnd', 'L2'), defined('giam-doc-so', 'L3'), defined('truong-phong', 'L4'), defined('chuyen-vien', 'L6'),
  ...withBody('hdnd-1', 'xa-1', 'council-standing', ['pho-chu-tich-hdnd']),
  ...withBody('ubnd-1', 'xa-1', 'committee', ['chu-tich-ubnd']),
  ...withBody('ubnd-2', 'xa-2', 'committee', ['chu-tich-ubnd']),
];
/** What happens to it later, recorded out of the order of days. */
export const laterActs: readonly OrganisationEvent[] = [
  { type: 'UnitsMerged', data: { sources: ['phong-b'], into: 'phong-a', effectiveOn: on('2016-05-01') } },
  { type: 'TermEnded', data: { term: 'ubnd-1-2016', effectiveOn: on('2016-06-01') } },
  { type: 'CategoryShiftedByPolicy', data: { fromCategory: 'cong-chuc', toCategory: 'vien-chuc', unitTypes: ['phong', 'xa'], basis: 'Luật', effectiveOn: on('2016-04-01') } },
  { type: 'UnitTypeChanged', data: { unit: 'phong-h', unitType: 'xa', effectiveOn: on('2016-03-01') } },
  { type: 'UnitMoved', data: { unit: 'xa-2', parent: 'so', effectiveOn: on('2016-02-01') } },
  { type: 'UnitDissolved', data: { unit: 'xa-1', successor: 'xa-2', effectiveOn: on('2016-07-01') } },
];

export type Version = { readonly official: string; readonly gender: Gender; readonly timeline: LedgerTimeline };
export type Training = { readonly participation: string; readonly official: string; readonly unit: string; readonly endsOn: CivilDate; readonly completedOn?: CivilDate };
/** Recorded in order: each item takes one index. */
export type Recorded =
  | { readonly organisation: OrganisationEvent }
  | { readonly version: Version }
  | { readonly ruleSet: RuleSet }
  | { readonly sent: Training }
  | { readonly completed: Training };

/** The ledger as the projection would fill it. */
export const ledgerOf = (log: readonly Recorded[]): { readonly ledger: Ledger; readonly history: OrganisationHistory } => {
  const history = organisationHistory();
  const ledger = openLedger(history);
  const timelines = new Map<string, LedgerTimeline>();
  log.forEach((item, index) => {
    if ('organisation' in item) history.record(item.organisation, index);
    else if ('ruleSet' in item) ledger.ruleSetPublished(item.ruleSet, index);
    else if ('sent' in item) {
      ledger.classOpened({ class: `class-of-${item.sent.participation}`, endsOn: item.sent.endsOn });
      ledger.sent({ ...item.sent, index, class: `class-of-${item.sent.participation}` });
    } else if ('completed' in item) ledger.completed({ index, participation: item.completed.participation, on: item.completed.completedOn ?? item.completed.endsOn });
    else {
      const { official, gender, timeline } = item.version;
      ledger.genderStated(official, gender, index);
      ledger.append(differenceOf(timelines.get(official) ?? noTimeline, timeline, official, index));
      timelines.set(official, timeline);
    }
  });
  return { ledger, history };
};

const days = ['2016-01-01', '2016-02-01', '2016-03-15', '2016-04-01', '2016-05-01', '2016-06-01', '2016-08-01'].map(on);
export const questionDays = ['2015-12-31', '2016-01-01', '2016-03-31', '2016-04-30', '2016-05-01', '2016-06-30', '2017-01-01'].map(on);
const units = ['so', 'phong-a', 'phong-b', 'truong', 'huyen', 'phong-h', 'xa-1', 'xa-2'] as const;
const posts: readonly { unit: string; position: string; term?: string }[] = [
  { unit: 'so', position: 'giam-doc-so' },
  { unit: 'phong-a', position: 'truong-phong' },
  { unit: 'phong-b', position: 'truong-phong' },
  { unit: 'phong-h', position: 'truong-phong' },
  { unit: 'xa-1', position: 'chu-tich-ubnd', term: 'ubnd-1-2016' },
  { unit: 'xa-1', position: 'pho-chu-tich-hdnd', term: 'hdnd-1-2016' },
  { unit: 'xa-2', position: 'chu-tich-ubnd', term: 'ubnd-2-2016' },
];
const from = fc.constantFrom(...days);
const until = fc.option(fc.constantFrom(...days), { nil: undefined });
const interval = fc.tuple(from, until).map(([first, last]) => ({ from: first, until: last !== undefined && last < first ? first : last }));

/** One segment at most: a person has one payroll unit or none. */
const service = fc.array(fc.record({ span: interval, unit: fc.constantFrom(...units), category: fc.constantFrom<Category>(...categories) }), { maxLength: 1 });
const tenures = fc.array(fc.record({ span: interval, post: fc.constantFrom(...posts), capacity: fc.constantFrom<Capacity>(...capacities) }), { maxLength: 3 });
const timeline = (official: string): fc.Arbitrary<LedgerTimeline> => fc.tuple(service, tenures).map(([serving, holding]) => ({
  service: serving.map(({ span, unit, category }) => ({ actId: `${official}-service`, unit, category, position: 'chuyen-vien', ...span })),
  tenures: holding.map(({ span, post, capacity }, at) => ({ actId: `${official}-tenure-${at}`, ...post, spans: [{ capacity, ...span }] })),
}));
const version = fc.constantFrom('an', 'binh', 'chi', 'dung').chain((official) =>
  fc.record({ official: fc.constant(official), gender: fc.constantFrom(...genders), timeline: timeline(official) }));
const training = fc.record({ official: fc.constantFrom('an', 'binh', 'chi', 'dung'), unit: fc.constantFrom(...units), endsOn: from, completedOn: from });

/** The small province and what is recorded after it, in any order. */
export const someLog: fc.Arbitrary<readonly Recorded[]> = fc
  .tuple(fc.array(version, { minLength: 4, maxLength: 9 }), fc.array(training, { maxLength: 4 }), fc.subarray([...laterActs]), fc.infiniteStream(fc.nat()))
  .map(([versions, trainings, acts, order]) => {
    const sendings = trainings.map((one, at): Training => ({ participation: `participation-${at}`, ...one }));
    const later: Recorded[] = [
      ...versions.map((one): Recorded => ({ version: one })),
      ...acts.map((organisation): Recorded => ({ organisation })),
      ...sendings.map((completed): Recorded => ({ completed })),
    ];
    const shuffled = later.map((item) => ({ item, at: order.next().value ?? 0 })).sort((a, b) => a.at - b.at).map(({ item }) => item);
    const sent = sendings.map((one): Recorded => ({ sent: one }));
    return [...smallProvince.map((organisation): Recorded => ({ organisation })), { ruleSet: plan3009 }, ...sent, ...shuffled];
  });
