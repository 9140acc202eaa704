import type { Measure } from '../indicators/rules/rule-set.js';
import type { Capacity, Gender, OfficialEvent } from '../officials/domain/events.js';
import { civilDate } from '../kernel/civil-date.js';
import type { Category, OrganisationEvent } from '../organisation/domain/events.js';
import { openReplay, type CountedEvent, type RecordedEvent, type Replay } from './replay.js';

/** An event with the stream it is in, as a test writes it down. */
export type Written = { readonly stream: string; readonly event: CountedEvent };

export const day = civilDate;
const decision = { issuer: 'SNV', symbol: 'QD-SNV', number: 1, signedOn: day('2015-12-01') };
const effective = (on: string) => ({ decision, effectiveOn: day(on) });

export const recorded = (written: readonly Written[]): readonly RecordedEvent[] =>
  written.map(({ stream, event }, index) => ({ index, stream, event, recordedAt: '2020-12-31T00:00:00.000Z' }));
export const replayOf = (...written: readonly Written[]): Replay => {
  const replay = openReplay();
  for (const event of recorded(written)) replay.apply(event);
  return replay;
};

type Payroll = { readonly unit?: string; readonly category?: Category; readonly position?: string };
const payroll = ({ unit = 'so-a', category = 'cong-chuc', position = 'chuyen-vien' }: Payroll) => ({ unit, category, position });
type Post = { readonly unit?: string; readonly position?: string; readonly capacity?: Exclude<Capacity, 'unapproved'>; readonly term?: string };
const post = ({ unit = 'so-a', position = 'giam-doc', capacity = 'full', term }: Post) => ({ unit, position, capacity, ...(term === undefined ? {} : { term }) });
const source = { file: 'danh-sach', row: 1, statedOn: day('2016-01-01') };

/** The acts on one official; an act's id is given first and its effective day second. */
export const acts = {
  recruited: (actId: string, on: string, gender: Gender = 'female', at: Payroll = {}): OfficialEvent => ({
    type: 'OfficialRecruited',
    data: { actId, ...effective(on), ...payroll(at), gender, birthYear: 1980 },
  }),
  found: (actId: string, on: string, gender: Gender = 'female', at: Payroll = {}): OfficialEvent => ({
    type: 'OfficialFoundInService',
    data: { actId, effectiveOn: day(on), source, ...payroll(at), gender, birthYear: 1980 },
  }),
  transferred: (actId: string, on: string, at: Payroll = {}, endedActIds: readonly string[] = []): OfficialEvent => ({
    type: 'OfficialTransferred',
    data: { actId, ...effective(on), ...payroll(at), endedActIds },
  }),
  returned: (actId: string, on: string, at: Payroll = {}): OfficialEvent => ({ type: 'OfficialReturned', data: { actId, ...effective(on), ...payroll(at) } }),
  retired: (actId: string, on: string): OfficialEvent => ({ type: 'OfficialRetired', data: { actId, ...effective(on) } }),
  resigned: (actId: string, on: string): OfficialEvent => ({ type: 'OfficialResigned', data: { actId, ...effective(on) } }),
  died: (actId: string, on: string): OfficialEvent => ({ type: 'OfficialDied', data: { actId, effectiveOn: day(on) } }),
  transferredOut: (actId: string, on: string): OfficialEvent => ({ type: 'OfficialTransferredOut', data: { actId, ...effective(on) } }),
  appointed: (actId: string, on: string, at: Post = {}, endedActIds: readonly string[] = []): OfficialEvent => ({
    type: 'OfficialAppointed',
    data: { actId, ...effective(on), ...post(at), endedActIds },
  }),
  added: (actId: string, on: string, at: Post = {}): OfficialEvent => ({ type: 'ConcurrentPostAdded', data: { actId, ...effective(on), ...post(at) } }),
  foundHeld: (actId: string, on: string, at: Post = {}): OfficialEvent => ({ type: 'PostFoundHeld', data: { actId, effectiveOn: day(on), source, ...post(at) } }),
  elected: (actId: string, on: string, unit = 'x1', position = 'ct-ubnd', term = 'ubnd-x1-2016'): OfficialEvent => ({
    type: 'OfficialElected',
    data: { actId, ...effective(on), unit, position, term },
  }),
  approved: (actId: string, on: string, approvedActId: string): OfficialEvent => ({ type: 'ElectionApproved', data: { actId, ...effective(on), approvedActId } }),
  relieved: (actId: string, on: string, endedActId: string): OfficialEvent => ({
    type: 'OfficialRelieved',
    data: { actId, ...effective(on), endedActId, reason: 'mien-nhiem' },
  }),
  genderCorrected: (gender: Gender): OfficialEvent => ({ type: 'GenderCorrected', data: { gender } }),
  annulled: (annulledActId: string, upheldEnds: readonly { readonly actId: string; readonly endedOn: string }[] = []): OfficialEvent => ({
    type: 'ActAnnulled',
    data: { annulledActId, decision, upheldEnds: upheldEnds.map(({ actId, endedOn }) => ({ actId, endedOn: day(endedOn) })) },
  }),
};

/** The events of one official's stream. */
export const official = (id: string, ...events: readonly OfficialEvent[]): readonly Written[] => events.map((event) => ({ stream: `official-${id}`, event }));
export const organisation = (...events: readonly OrganisationEvent[]): readonly Written[] => events.map((event) => ({ stream: 'organisation-bd', event }));

export const established = (unit: string, unitType: string, tier: string, parent?: string, on = '2010-01-01'): OrganisationEvent => ({
  type: 'UnitEstablished',
  data: { unit, name: unit, unitType, tier, effectiveOn: day(on), ...(parent === undefined ? {} : { parent }) },
});
export const merged = (sources: readonly string[], into: string, on: string): OrganisationEvent => ({ type: 'UnitsMerged', data: { sources, into, effectiveOn: day(on) } });
export const dissolved = (unit: string, successor: string, on: string): OrganisationEvent => ({ type: 'UnitDissolved', data: { unit, successor, effectiveOn: day(on) } });
export const moved = (unit: string, parent: string, on: string): OrganisationEvent => ({ type: 'UnitMoved', data: { unit, parent, effectiveOn: day(on) } });
export const typeChanged = (unit: string, unitType: string, on: string): OrganisationEvent => ({ type: 'UnitTypeChanged', data: { unit, unitType, effectiveOn: day(on) } });
export const termEnded = (term: string, on: string): OrganisationEvent => ({ type: 'TermEnded', data: { term, effectiveOn: day(on) } });
export const shifted = (fromCategory: Category, toCategory: Category, unitTypes: readonly string[], on: string): OrganisationEvent => ({
  type: 'CategoryShiftedByPolicy',
  data: { fromCategory, toCategory, unitTypes, basis: '52/2019/QH14', effectiveOn: day(on) },
});
const position = (code: string, level: 'L1' | 'L2' | 'L3' | 'L4' | 'L6'): OrganisationEvent => ({
  type: 'PositionDefined',
  data: { position: code, title: code, level, block: 'committee', isElected: false },
});
const bodyWithTerm = (unit: string, kind: 'council-standing' | 'committee', name: string, members: readonly string[]): readonly OrganisationEvent[] => [
  { type: 'BodyDefined', data: { body: `${name}-${unit}`, unit, kind, name } },
  { type: 'TermOpened', data: { term: `${name}-${unit}-2016`, body: `${name}-${unit}`, label: '2016-2021', from: day('2016-06-01'), members } },
];

/** A tiny province: two departments, one with a division, a secondary office and a school; a district with two communes, each with its two bodies. */
export const province: readonly Written[] = organisation(
  established('bd', 'province', 'tinh'),
  established('so-a', 'department', 'tinh', 'bd'),
  established('so-b', 'department', 'tinh', 'bd'),
  established('so-a-phong', 'division', 'tinh', 'so-a'),
  established('so-a-truong', 'school', 'tinh', 'so-a'),
  established('h1', 'district', 'huyen', 'bd'),
  established('x1', 'commune', 'xa', 'h1'),
  established('x2', 'commune', 'xa', 'h1'),
  position('giam-doc', 'L3'),
  position('truong-phong', 'L4'),
  position('ct-hdnd', 'L1'),
  position('ct-ubnd', 'L1'),
  position('pct-ubnd', 'L2'),
  position('chuyen-vien', 'L6'),
  ...['x1', 'x2'].flatMap((unit) => [...bodyWithTerm(unit, 'council-standing', 'hdnd', ['ct-hdnd']), ...bodyWithTerm(unit, 'committee', 'ubnd', ['ct-ubnd', 'pct-ubnd'])]),
);

/** One rule set of one rule for each measure, read as `M1`, `M2`, …, each asking for `percent`. */
export const ruleSet = (measures: readonly Measure[], { percent = 30, version = 1, on = '2010-01-01' } = {}): readonly Written[] => [
  {
    stream: `ruleset-${version}`,
    event: {
      type: 'RuleSetPublished',
      data: {
        ruleSet: 'plan',
        version,
        name: 'plan',
        basis: 'plan',
        effectiveOn: day(on),
        rules: measures.map((measure, at) => ({ target: `M${at + 1}`, reading: `M${at + 1}`, name: 'm', nameEn: 'm', isPublished: true, percent, measure })),
      },
    },
  },
];
