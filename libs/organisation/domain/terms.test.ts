import { deciderSpec } from '../../kernel/decider-spec.fixtures.js';
import type { Refusal } from '../../kernel/decision.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { DefinePosition, OpenTerm, ShiftCategoryByPolicy } from './commands.js';
import type { OrganisationEvent } from './events.js';
import { organisation } from './organisation.js';
import { dissolved, on, organisationContext, province, registered } from './organisation.fixtures.js';

const decision: DecisionRef = { issuer: 'HDND', symbol: 'NQ-HĐND', number: 1, signedOn: on('2016-06-15') };
const position = (code: string): OrganisationEvent => ({ type: 'PositionDefined', data: { position: code, title: 'Chủ tịch', level: 'L1', block: 'committee', isElected: true } });
const body: OrganisationEvent = { type: 'BodyDefined', data: { body: 'UBND-B', unit: 'B', kind: 'committee', name: 'UBND B' } };
const opened = (term: string, from: string): OrganisationEvent => ({ type: 'TermOpened', data: { term, body: 'UBND-B', label: term, from: on(from), members: ['ct', 'pct'] } });
const ended = (term: string, day: string): OrganisationEvent => ({ type: 'TermEnded', data: { term, effectiveOn: on(day) } });
const withBody = [...province, position('ct'), position('pct'), body];

describe('defining a position', () => {
  const given = deciderSpec(organisation, 'define-position', organisationContext);
  const definition: DefinePosition = { position: 'ct', title: 'Chủ tịch', level: 'L1', block: 'committee', isElected: true };

  it('records its level, block and seats', () => {
    given(registered).when(definition).then(position('ct'));
    given(registered).when({ ...definition, seats: 1 }).then({ type: 'PositionDefined', data: { ...definition, seats: 1 } });
  });
  it('is refused for a code that is taken', () => given(position('ct')).when(definition).thenRefused({ code: 'POSITION_ALREADY_DEFINED', position: 'ct' }));
});

describe('defining a body', () => {
  const given = deciderSpec(organisation, 'define-body', organisationContext);
  const definition = { body: 'UBND-B', unit: 'B', kind: 'committee', name: 'UBND B' } as const;

  it('belongs to a unit', () => given(...province).when(definition).then(body));
  it('is refused for a code that is taken', () => given(...withBody).when(definition).thenRefused({ code: 'BODY_ALREADY_DEFINED', body: 'UBND-B' }));
  it('is refused of a unit that nobody established', () => given(...province).when({ ...definition, unit: 'Z' }).thenRefused({ code: 'UNIT_UNKNOWN', unit: 'Z' }));
});

describe('opening a term', () => {
  const given = deciderSpec(organisation, 'open-term', organisationContext);
  const opening = (term: string, from: string, changes: Partial<OpenTerm> = {}): OpenTerm => ({ term, body: 'UBND-B', label: term, from: on(from), members: ['ct', 'pct'], ...changes });

  it('records whose holders are members', () => given(...withBody).when(opening('2016-2021', '2016-07-01')).then(opened('2016-2021', '2016-07-01')));
  it('keeps the decision where there is one', () =>
    given(...withBody).when(opening('2016-2021', '2016-07-01', { decision })).then({ type: 'TermOpened', data: { ...opening('2016-2021', '2016-07-01'), decision } }));
  it.each([
    ['a body that nobody defined', { body: 'UBND-Z' }, { code: 'BODY_UNKNOWN', body: 'UBND-Z' }],
    ['no members', { members: [] }, { code: 'MEMBERS_MISSING' }],
    ['a member twice', { members: ['ct', 'pct', 'ct'] }, { code: 'MEMBER_REPEATED', position: 'ct' }],
    ['a position that nobody defined', { members: ['ct', 'uv'] }, { code: 'POSITION_UNKNOWN', position: 'uv' }],
    ['a day before the unit stands', { from: on('2015-12-31') }, { code: 'UNIT_NOT_STANDING', unit: 'B', on: '2015-12-31', from: '2016-01-01' }],
  ])('is refused for %s', (_, changes, refusal) => given(...withBody).when(opening('2016-2021', '2016-07-01', changes)).thenRefused(refusal));
  it('is refused on the day on which the unit ends', () =>
    given(...withBody, dissolved('B', '74', '2018-01-01')).when(opening('2018', '2018-01-01')).thenRefused({ code: 'UNIT_NOT_STANDING', unit: 'B', on: '2018-01-01', from: '2016-01-01', until: '2018-01-01' }));
  it('is refused a second time', () =>
    given(...withBody, opened('2016-2021', '2016-07-01')).when(opening('2016-2021', '2021-07-01')).thenRefused({ code: 'TERM_ALREADY_OPENED', term: '2016-2021', body: 'UBND-B' }));
  it('is refused while another term of the body stands', () => {
    given(...withBody, opened('2016-2021', '2016-07-01')).when(opening('2021-2026', '2021-07-01')).thenRefused({ code: 'TERM_OVERLAPS', term: '2016-2021', from: '2016-07-01' });
    given(...withBody, opened('2016-2021', '2016-07-01'), ended('2016-2021', '2021-07-02')).when(opening('2021-2026', '2021-07-01'))
      .thenRefused({ code: 'TERM_OVERLAPS', term: '2016-2021', from: '2016-07-01', until: '2021-07-02' });
  });
  it('is taken on the day on which the one before has ended', () =>
    given(...withBody, opened('2016-2021', '2016-07-01'), ended('2016-2021', '2021-07-01')).when(opening('2021-2026', '2021-07-01')).then(opened('2021-2026', '2021-07-01')));
  it('warns of a later term that is known already', () =>
    given(...withBody, opened('2016-2021', '2016-07-01')).when(opening('2011-2016', '2016-01-01'))
      .thenWarned([{ code: 'LATER_TERM_STANDS', term: '2016-2021', from: '2016-07-01' }], opened('2011-2016', '2016-01-01')));
  it('passes over a term that ended on the day it began', () =>
    given(...withBody, opened('2016-2021', '2016-07-01'), ended('2016-2021', '2016-07-01')).when(opening('2011-2016', '2016-01-01')).then(opened('2011-2016', '2016-01-01')));
});

describe('ending a term', () => {
  const given = deciderSpec(organisation, 'end-term', organisationContext);
  const term = [...withBody, opened('2016-2021', '2016-07-01')];

  it('takes effect on the first day on which it stands no more', () => given(...term).when({ term: '2016-2021', effectiveOn: on('2021-07-01') }).then(ended('2016-2021', '2021-07-01')));
  it('keeps the decision where there is one', () =>
    given(...term).when({ term: '2016-2021', effectiveOn: on('2021-07-01'), decision }).then({ type: 'TermEnded', data: { term: '2016-2021', effectiveOn: on('2021-07-01'), decision } }));
  it('is taken on the term’s first day and refused on the day before', () => {
    given(...term).when({ term: '2016-2021', effectiveOn: on('2016-07-01') }).then(ended('2016-2021', '2016-07-01'));
    given(...term).when({ term: '2016-2021', effectiveOn: on('2016-06-30') }).thenRefused({ code: 'TERM_END_BEFORE_START', term: '2016-2021', from: '2016-07-01' });
  });
  it('is refused a second time, for whichever day', () => {
    const over = [...term, ended('2016-2021', '2021-07-01')];
    given(...over).when({ term: '2016-2021', effectiveOn: on('2020-07-01') }).thenRefused({ code: 'TERM_ALREADY_ENDED', term: '2016-2021', until: '2021-07-01' });
    given(...over).when({ term: '2016-2021', effectiveOn: on('2022-07-01') }).thenRefused({ code: 'TERM_ALREADY_ENDED', term: '2016-2021', until: '2021-07-01' });
  });
  it('is refused of a term that nobody opened', () => given(...withBody).when({ term: '2016-2021', effectiveOn: on('2021-07-01') }).thenRefused({ code: 'TERM_UNKNOWN', term: '2016-2021' }));
});

describe('shifting a category by policy', () => {
  const given = deciderSpec(organisation, 'shift-category', organisationContext);
  const shift: ShiftCategoryByPolicy = { fromCategory: 'cong-chuc', toCategory: 'vien-chuc', unitTypes: ['so', 'ban'], basis: 'Luật 52/2019/QH14', effectiveOn: on('2020-07-01') };

  it('names the unit types it holds for and the law', () => given(registered).when(shift).then({ type: 'CategoryShiftedByPolicy', data: { ...shift } }));
  it.each([
    ['to the category it has', { toCategory: 'cong-chuc' }, { code: 'CATEGORY_UNCHANGED', category: 'cong-chuc' }],
    ['for no unit type', { unitTypes: [] }, { code: 'UNIT_TYPES_MISSING' }],
    ['for a unit type twice', { unitTypes: ['so', 'so'] }, { code: 'UNIT_TYPE_REPEATED', unitType: 'so' }],
    ['for a unit type that the province has not', { unitTypes: ['so', 'phong'] }, { code: 'UNIT_TYPE_UNKNOWN', unitType: 'phong' }],
  ] satisfies [string, Partial<ShiftCategoryByPolicy>, Refusal][])('is refused %s', (_, changes, refusal) => given(registered).when({ ...shift, ...changes }).thenRefused(refusal));
});
