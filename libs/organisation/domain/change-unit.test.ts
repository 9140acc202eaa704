import { deciderSpec } from '../../kernel/decider-spec.fixtures.js';
import type { DecisionRef } from '../../kernel/schema.js';
import { organisation } from './organisation.js';
import { dissolved, established, merged, moved, on, organisationContext, province, renamed, retyped } from './organisation.fixtures.js';

const decision: DecisionRef = { issuer: 'UBTVQH', symbol: 'NQ-UBTVQH14', number: 535, signedOn: on('2018-05-17') };
/** What is refused of every act on a unit that does not stand. */
const notStanding: [string, string, string, object][] = [
  ['nobody established the unit', 'Z', '2017-01-01', { code: 'UNIT_UNKNOWN', unit: 'Z' }],
  ['the unit is not yet established', 'B', '2015-12-31', { code: 'UNIT_NOT_STANDING', unit: 'B', on: '2015-12-31', from: '2016-01-01' }],
  ['the unit has ended that day', 'C', '2018-01-01', { code: 'UNIT_NOT_STANDING', unit: 'C', on: '2018-01-01', from: '2016-01-01', until: '2018-01-01' }],
];
const withoutC = [...province, dissolved('C', '74', '2018-01-01')];

describe('renaming a unit', () => {
  const given = deciderSpec(organisation, 'rename-unit', organisationContext);

  it('gives it another name from a day on', () => given(...province).when({ unit: 'B', name: 'Sở B', effectiveOn: on('2018-07-11') }).then(renamed('B', 'Sở B', '2018-07-11')));
  it('keeps the decision where there is one', () =>
    given(...province).when({ unit: 'B', name: 'Sở B', decision, effectiveOn: on('2018-01-01') }).then({ type: 'UnitRenamed', data: { unit: 'B', name: 'Sở B', decision, effectiveOn: on('2018-01-01') } }));
  it('is refused for the name that it has on that day, and taken for an earlier or later day', () => {
    const twice = [...province, renamed('B', 'Sở B', '2018-01-01'), renamed('B', 'Ban B', '2019-01-01')];
    given(...twice).when({ unit: 'B', name: 'Sở B', effectiveOn: on('2018-12-31') }).thenRefused({ code: 'UNIT_ALREADY_NAMED', unit: 'B', name: 'Sở B', on: '2018-12-31' });
    given(...twice).when({ unit: 'B', name: 'Sở B', effectiveOn: on('2019-01-01') }).then(renamed('B', 'Sở B', '2019-01-01'));
    given(...twice).when({ unit: 'B', name: 'Sở B', effectiveOn: on('2017-12-31') }).then(renamed('B', 'Sở B', '2017-12-31'));
  });
  it.each(notStanding)('is refused when %s', (_, unit, day, refusal) =>
    given(...withoutC).when({ unit, name: 'Tên mới', effectiveOn: on(day) }).thenRefused({ code: '', ...refusal }));
});

describe('changing the type of a unit', () => {
  const given = deciderSpec(organisation, 'change-unit-type', organisationContext);

  it('makes it another from a day on, also before what was recorded first', () =>
    given(...province, retyped('B', 'ban', '2019-01-01')).when({ unit: 'B', unitType: 'ban', effectiveOn: on('2018-07-11') }).then(retyped('B', 'ban', '2018-07-11')));
  it('keeps the decision where there is one', () =>
    given(...province).when({ unit: 'B', unitType: 'ban', decision, effectiveOn: on('2018-07-11') })
      .then({ type: 'UnitTypeChanged', data: { unit: 'B', unitType: 'ban', decision, effectiveOn: on('2018-07-11') } }));
  it('is refused for the type that it has on that day', () =>
    given(...province).when({ unit: 'B', unitType: 'so', effectiveOn: on('2018-07-11') }).thenRefused({ code: 'UNIT_ALREADY_OF_TYPE', unit: 'B', unitType: 'so', on: '2018-07-11' }));
  it('is refused for a type that the province has not', () =>
    given(...province).when({ unit: 'B', unitType: 'phong', effectiveOn: on('2018-07-11') }).thenRefused({ code: 'UNIT_TYPE_UNKNOWN', unitType: 'phong' }));
  it.each(notStanding)('is refused when %s', (_, unit, day, refusal) =>
    given(...withoutC).when({ unit, unitType: 'ban', effectiveOn: on(day) }).thenRefused({ code: '', ...refusal }));
});

describe('moving a unit', () => {
  const given = deciderSpec(organisation, 'move-unit', organisationContext);

  it('places it under another parent from a day on', () => given(...province).when({ unit: 'A1', parent: 'B', effectiveOn: on('2017-01-01') }).then(moved('A1', 'B', '2017-01-01')));
  it('keeps the decision where there is one', () =>
    given(...province).when({ unit: 'A1', parent: 'B', decision, effectiveOn: on('2017-01-01') })
      .then({ type: 'UnitMoved', data: { unit: 'A1', parent: 'B', decision, effectiveOn: on('2017-01-01') } }));
  it.each(notStanding)('is refused when %s', (_, unit, day, refusal) =>
    given(...withoutC).when({ unit, parent: 'A', effectiveOn: on(day) }).thenRefused({ code: '', ...refusal }));
  it('is refused under a parent that nobody established or that has ended', () => {
    given(...withoutC).when({ unit: 'B', parent: 'Z', effectiveOn: on('2017-01-01') }).thenRefused({ code: 'PARENT_UNKNOWN', parent: 'Z' });
    given(...withoutC).when({ unit: 'B', parent: 'C', effectiveOn: on('2018-01-01') })
      .thenRefused({ code: 'PARENT_NOT_STANDING', parent: 'C', on: '2018-01-01', from: '2016-01-01', until: '2018-01-01' });
    given(...withoutC).when({ unit: 'B', parent: 'C', effectiveOn: on('2017-12-31') }).then(moved('B', 'C', '2017-12-31'));
  });
  it('is refused under the parent that it has on that day', () =>
    given(...province).when({ unit: 'A1', parent: 'A', effectiveOn: on('2017-01-01') }).thenRefused({ code: 'UNIT_ALREADY_UNDER_PARENT', unit: 'A1', parent: 'A', on: '2017-01-01' }));
  it('is refused of the province itself', () =>
    given(...province).when({ unit: '74', parent: 'B', effectiveOn: on('2017-01-01') }).thenRefused({ code: 'ROOT_CANNOT_MOVE', unit: '74' }));
  it('is refused under itself and under what lies under it', () => {
    given(...province).when({ unit: 'A', parent: 'A', effectiveOn: on('2017-01-01') }).thenRefused({ code: 'PARENT_RING', unit: 'A', on: '2017-01-01' });
    given(...province).when({ unit: 'A', parent: 'A2', effectiveOn: on('2017-01-01') }).thenRefused({ code: 'PARENT_RING', unit: 'A', on: '2017-01-01' });
  });
  it('is refused when a move already recorded for a later day would close a ring', () =>
    given(...province, moved('B', 'A2', '2019-01-01')).when({ unit: 'A', parent: 'B', effectiveOn: on('2017-01-01') }).thenRefused({ code: 'PARENT_RING', unit: 'A', on: '2019-01-01' }));
  it('is refused when a merger already recorded for a later day would close a ring', () =>
    given(...province, merged(['B'], 'A1', '2019-01-01')).when({ unit: 'A', parent: 'B', effectiveOn: on('2017-01-01') }).thenRefused({ code: 'PARENT_RING', unit: 'A', on: '2019-01-01' }));
  it('is taken when the unit has moved on before the ring could close', () =>
    given(...province, moved('A', 'C', '2018-06-01'), moved('B', 'A2', '2019-01-01')).when({ unit: 'A', parent: 'B', effectiveOn: on('2017-01-01') }).then(moved('A', 'B', '2017-01-01')));
  it('is taken when what lay under it has left before', () =>
    given(...province, moved('A2', 'B', '2017-01-01')).when({ unit: 'A', parent: 'A2', effectiveOn: on('2017-01-01') }).then(moved('A', 'A2', '2017-01-01')));
  it('is taken for a unit established that day', () =>
    given(...province, established('D', '74', '2017-01-01')).when({ unit: 'D', parent: 'A', effectiveOn: on('2017-01-01') }).then(moved('D', 'A', '2017-01-01')));
});
