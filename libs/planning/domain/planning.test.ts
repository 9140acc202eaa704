import { civilDate } from '../../kernel/civil-date.js';
import { deciderSpec } from '../../kernel/decider-spec.fixtures.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { DecisionRef } from '../../kernel/schema.js';
import { organisationHistory } from '../../organisation/structure/organisation-history.js';
import type { ProposePlanning } from './commands.js';
import { planningCatalogue, type PlanningEvent } from './events.js';
import { notPlanned } from './planned-official.js';
import { planning, type PlanningContext } from './planning.js';

const on = civilDate;
const lan = '00000000-0000-5000-8000-000000000001';
const actId = '00000000-0000-5000-8000-000000000002';
const decision: DecisionRef = { issuer: 'TU', symbol: 'QĐ/TU', number: 78, signedOn: on('2016-05-01') };

const history = organisationHistory();
history.record({ type: 'UnitEstablished', data: { unit: 'SNV', name: 'Sở Nội vụ', unitType: 'so', tier: 'tinh', effectiveOn: on('2016-01-01') } }, 0);
history.record({ type: 'UnitEstablished', data: { unit: 'BTG', name: 'Ban Tôn giáo', unitType: 'ban', tier: 'tinh', parent: 'SNV', effectiveOn: on('2016-01-01') } }, 1);
history.record({ type: 'UnitDissolved', data: { unit: 'BTG', successor: 'SNV', effectiveOn: on('2018-01-01') } }, 2);
history.record({ type: 'PositionDefined', data: { position: 'giam-doc-so', title: 'Giám đốc sở', level: 'L3', block: 'committee', isElected: false } }, 3);

const context: PlanningContext = {
  ids: (ordinal) => `id-${ordinal}`, today: on('2020-12-31'), structure: history.latest(), officialExists: (official) => official === lan, poolOfPost: 2, poolOfPerson: 2,
};
const proposal = (changes: Partial<ProposePlanning> = {}): ProposePlanning =>
  ({ official: lan, unit: 'SNV', position: 'giam-doc-so', term: '2016-2021', source: 'on-site', effectiveOn: on('2016-04-01'), ...changes });
const proposed: PlanningEvent = {
  type: 'PlanningProposed', data: { official: lan, unit: 'SNV', position: 'giam-doc-so', term: '2016-2021', source: 'on-site', effectiveOn: on('2016-04-01') },
};
const approved: PlanningEvent = { type: 'PlanningApproved', data: { decision, effectiveOn: on('2016-06-01') } };
const removed: PlanningEvent = { type: 'PlanningRemoved', data: { reason: 'tuoi', effectiveOn: on('2017-01-01') } };
const fulfilled: PlanningEvent = { type: 'PlanningFulfilled', data: { actId, effectiveOn: on('2018-01-01') } };

describe('proposing an official for a post', () => {
  const given = deciderSpec(planning, 'propose', context);

  it('records the post, the term and where the official comes from', () => given().when(proposal()).then(proposed));
  it('seals the note apart from the codes', () => given().when(proposal({ note: 'Có năng lực' })).then({ ...proposed, personal: { note: 'Có năng lực' } }));
  it('records nothing that the command was sent with besides', () => {
    const stranger = { ...proposal(), salary: 12 };
    given().when(stranger).then(proposed);
  });
  it.each([
    ['an official without a record', { official: actId }, { code: 'OFFICIAL_UNKNOWN', official: actId }],
    ['a unit never established', { unit: 'SCT' }, { code: 'UNIT_UNKNOWN', unit: 'SCT' }],
    ['a unit not yet established', { effectiveOn: on('2015-12-31') }, { code: 'UNIT_NOT_STANDING', unit: 'SNV', on: '2015-12-31', from: '2016-01-01' }],
    ['a unit on the day it ended', { unit: 'BTG', effectiveOn: on('2018-01-01') }, { code: 'UNIT_NOT_STANDING', unit: 'BTG', on: '2018-01-01', from: '2016-01-01', until: '2018-01-01' }],
    ['a position never defined', { position: 'truong-ban' }, { code: 'POSITION_UNKNOWN', position: 'truong-ban' }],
  ])('is refused for %s', (_, changes, refusal) => given().when(proposal(changes)).thenRefused(refusal));
  it('is taken on the last day of a unit', () =>
    given().when(proposal({ unit: 'BTG', effectiveOn: on('2017-12-31') })).then({ type: 'PlanningProposed', data: { ...proposed.data, unit: 'BTG', effectiveOn: on('2017-12-31') } }));
  it('is refused a second time, whatever became of the first', () => {
    given(proposed).when(proposal()).thenRefused({ code: 'PLANNING_ALREADY_PROPOSED', status: 'proposed' });
    given(proposed, removed).when(proposal()).thenRefused({ code: 'PLANNING_ALREADY_PROPOSED', status: 'removed' });
  });
  it.each([
    ['of the fourth for a post', { poolOfPost: 3 }, [{ code: 'POST_HAS_THREE_PLANNED', planned: 3 }]],
    ['of the fourth post of an official', { poolOfPerson: 3 }, [{ code: 'OFFICIAL_HAS_THREE_PLANNED', planned: 3 }]],
    ['of both', { poolOfPost: 4, poolOfPerson: 5 }, [{ code: 'POST_HAS_THREE_PLANNED', planned: 4 }, { code: 'OFFICIAL_HAS_THREE_PLANNED', planned: 5 }]],
  ])('warns %s', (_, pools, warnings) => deciderSpec(planning, 'propose', { ...context, ...pools })().when(proposal()).thenWarned(warnings, proposed));
});

describe('approving a planning', () => {
  const given = deciderSpec(planning, 'approve', context);

  it('records the decision', () => given(proposed).when({ decision, effectiveOn: on('2016-06-01') }).then(approved));
  it('may take effect on the day of the proposal, before the signature', () =>
    given(proposed).when({ decision, effectiveOn: on('2016-04-01') }).then({ type: 'PlanningApproved', data: { decision, effectiveOn: on('2016-04-01') } }));
  it('seals the note', () => given(proposed).when({ decision, effectiveOn: on('2016-06-01'), note: 'Thống nhất' }).then({ ...approved, personal: { note: 'Thống nhất' } }));
  it('is refused for a day before the proposal', () =>
    given(proposed).when({ decision, effectiveOn: on('2016-03-31') }).thenRefused({ code: 'APPROVED_BEFORE_PROPOSAL', proposedOn: '2016-04-01' }));
  it('is refused of what was never proposed', () => given().when({ decision, effectiveOn: on('2016-06-01') }).thenRefused({ code: 'UNKNOWN_PLANNING' }));
  it.each([['approved', [proposed, approved]], ['removed', [proposed, removed]], ['fulfilled', [proposed, approved, fulfilled]]])('is refused of what is %s', (status, events) =>
    given(...events).when({ decision, effectiveOn: on('2019-01-01') }).thenRefused({ code: 'PLANNING_NOT_PROPOSED', status }));
});

describe('removing from planning', () => {
  const given = deciderSpec(planning, 'remove', context);

  it.each([['proposed', [proposed]], ['approved', [proposed, approved]]])('takes out who is %s', (_, events) =>
    given(...events).when({ reason: 'tuoi', effectiveOn: on('2017-01-01') }).then(removed));
  it('keeps the decision where there is one, and seals the note', () =>
    given(proposed).when({ reason: 'ky-luat', decision, effectiveOn: on('2016-04-01'), note: 'Khiển trách' })
      .then({ type: 'PlanningRemoved', data: { reason: 'ky-luat', decision, effectiveOn: on('2016-04-01') }, personal: { note: 'Khiển trách' } }));
  it('is taken on the day of approval and refused on the day before', () => {
    given(proposed, approved).when({ reason: 'khac', effectiveOn: on('2016-06-01') }).then({ type: 'PlanningRemoved', data: { reason: 'khac', effectiveOn: on('2016-06-01') } });
    given(proposed, approved).when({ reason: 'khac', effectiveOn: on('2016-05-31') }).thenRefused({ code: 'REMOVED_BEFORE_APPROVAL', approvedOn: '2016-06-01' });
  });
  it('is refused for a day before the proposal', () =>
    given(proposed).when({ reason: 'khac', effectiveOn: on('2016-03-31') }).thenRefused({ code: 'REMOVED_BEFORE_PROPOSAL', proposedOn: '2016-04-01' }));
  it('is refused of what was never proposed', () => given().when({ reason: 'khac', effectiveOn: on('2016-06-01') }).thenRefused({ code: 'UNKNOWN_PLANNING' }));
  it.each([['removed', [proposed, removed]], ['fulfilled', [proposed, approved, fulfilled]]])('is refused of what is %s', (status, events) =>
    given(...events).when({ reason: 'khac', effectiveOn: on('2019-01-01') }).thenRefused({ code: 'PLANNING_ALREADY_OVER', status }));
});

describe('fulfilling a planning', () => {
  const given = deciderSpec(planning, 'fulfil', context);

  it('names the act that appointed the official', () => given(proposed, approved).when({ actId, effectiveOn: on('2018-01-01') }).then(fulfilled));
  it('is taken on the day of approval and refused on the day before', () => {
    given(proposed, approved).when({ actId, effectiveOn: on('2016-06-01'), note: 'Bổ nhiệm' })
      .then({ type: 'PlanningFulfilled', data: { actId, effectiveOn: on('2016-06-01') }, personal: { note: 'Bổ nhiệm' } });
    given(proposed, approved).when({ actId, effectiveOn: on('2016-05-31') }).thenRefused({ code: 'FULFILLED_BEFORE_APPROVAL', approvedOn: '2016-06-01' });
  });
  it('is refused of what was never proposed', () => given().when({ actId, effectiveOn: on('2018-01-01') }).thenRefused({ code: 'UNKNOWN_PLANNING' }));
  it.each([['proposed', [proposed]], ['removed', [proposed, approved, removed]], ['fulfilled', [proposed, approved, fulfilled]]])('is refused of what is %s', (status, events) =>
    given(...events).when({ actId, effectiveOn: on('2019-01-01') }).thenRefused({ code: 'PLANNING_NOT_APPROVED', status }));
});

describe('folding a planning', () => {
  it.each([
    ['an approval of nothing', [approved]], ['a second proposal', [proposed, proposed]], ['a second approval', [proposed, approved, approved]],
    ['a fulfilment of what is only proposed', [proposed, fulfilled]], ['a removal after the fulfilment', [proposed, approved, fulfilled, removed]], ['a removal of nothing', [removed]],
  ])('stops at %s', (_, events: readonly PlanningEvent[]) => expect(() => events.reduce(planning.evolve, notPlanned)).toThrow(CorruptHistory));
  it('takes only events that the catalogue reads', () => {
    for (const { type, data } of [proposed, approved, removed, fulfilled]) expect(planningCatalogue.read({ type, schema: 1, data })).toEqual({ type, data });
  });
});
