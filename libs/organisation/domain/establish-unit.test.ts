import { deciderSpec } from '../../kernel/decider-spec.fixtures.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { EstablishUnit, RegisterProvince } from './commands.js';
import type { OrganisationEvent } from './events.js';
import { organisation } from './organisation.js';
import { dissolved, established, on, organisationContext, province, registered } from './organisation.fixtures.js';

const declared: OrganisationEvent = { type: 'SampleDataDeclared', data: { province: '74', size: 'test', seed: 7, today: on('2020-12-31') } };

describe('declaring sample data', () => {
  const given = deciderSpec(organisation, 'declare-sample-data', organisationContext);
  const declaration = { province: '74', size: 'test', seed: 7, today: on('2020-12-31') } as const;

  it('is the first that is recorded', () => given().when(declaration).then(declared));
  it('is refused once anything is recorded', () => {
    given(registered).when(declaration).thenRefused({ code: 'SAMPLE_DATA_NOT_FIRST', recorded: 1 });
    given(declared).when(declaration).thenRefused({ code: 'SAMPLE_DATA_NOT_FIRST', recorded: 1 });
  });
});

describe('registering the province', () => {
  const given = deciderSpec(organisation, 'register-province', organisationContext);
  const registration = (changes: Partial<RegisterProvince> = {}): RegisterProvince => ({
    province: '74', name: 'Bình Dương',
    tiers: [{ tier: 'tinh', name: 'Cấp tỉnh' }, { tier: 'huyen', name: 'Cấp huyện' }],
    unitTypes: [{ unitType: 'tinh', name: 'Tỉnh' }, { unitType: 'so', name: 'Sở' }, { unitType: 'ban', name: 'Ban' }],
    ...changes,
  });

  it('lists its tiers and unit types', () => given().when(registration()).then(registered));
  it('is taken after sample data were declared for it', () => given(declared).when(registration()).then(registered));
  it('records nothing that the command was sent with besides', () => {
    const strangers = { ...registration({ tiers: registration().tiers.map((tier) => ({ ...tier, colour: 'red' })) }), population: 2_000_000 };
    given().when(strangers).then(registered);
  });
  it('is refused for another province than the sample data were declared for', () =>
    given(declared).when(registration({ province: '79' })).thenRefused({ code: 'PROVINCE_NOT_THE_DECLARED', declared: '74' }));
  it('is refused a second time', () => given(registered).when(registration()).thenRefused({ code: 'PROVINCE_ALREADY_REGISTERED', province: '74' }));
  it.each([
    ['without tiers', { tiers: [] }, { code: 'TIERS_MISSING' }],
    ['without unit types', { unitTypes: [] }, { code: 'UNIT_TYPES_MISSING' }],
    ['with a tier twice', { tiers: [{ tier: 'xa', name: 'Xã' }, { tier: 'xa', name: 'Cấp xã' }] }, { code: 'TIER_REPEATED', tier: 'xa' }],
    ['with a unit type twice', { unitTypes: [{ unitType: 'so', name: 'Sở' }, { unitType: 'so', name: 'Sở' }] }, { code: 'UNIT_TYPE_REPEATED', unitType: 'so' }],
  ])('is refused %s', (_, changes, refusal) => given().when(registration(changes)).thenRefused(refusal));
});

describe('establishing a unit', () => {
  const given = deciderSpec(organisation, 'establish-unit', organisationContext);
  const decision: DecisionRef = { issuer: 'UBND', symbol: 'QĐ-UBND', number: 12, signedOn: on('2017-02-01') };
  const establishment = (changes: Partial<EstablishUnit> = {}): EstablishUnit =>
    ({ unit: 'D', name: 'Đơn vị D', unitType: 'so', tier: 'tinh', parent: '74', effectiveOn: on('2017-01-01'), ...changes });
  const root = { unit: '74', name: 'Đơn vị 74', unitType: 'tinh', tier: 'tinh', effectiveOn: on('2016-01-01') };

  it('places it under its parent', () => given(...province).when(establishment()).then(established('D', '74', '2017-01-01')));
  it('makes the first unit, without a parent, the province itself', () => given(registered).when(root).then(established('74', undefined)));
  it('may take effect before the decision was signed', () =>
    given(...province).when(establishment({ decision })).then({ type: 'UnitEstablished', data: { unit: 'D', name: 'Đơn vị D', unitType: 'so', tier: 'tinh', parent: '74', decision, effectiveOn: on('2017-01-01') } }));
  it('records nothing that the command was sent with besides', () => {
    const stranger = { ...establishment(), budget: 5 };
    given(...province).when(stranger).then(established('D', '74', '2017-01-01'));
  });
  it('is refused before the province is registered', () => given().when(root).thenRefused({ code: 'PROVINCE_NOT_REGISTERED' }));
  it('is refused below a province that is not established itself', () => given(registered).when(establishment()).thenRefused({ code: 'PARENT_UNKNOWN', parent: '74' }));
  it('is refused a second root', () =>
    given(...province).when({ ...root, unit: '79' }).thenRefused({ code: 'ROOT_ALREADY_ESTABLISHED', root: '74' }));
  it.each([
    ['a code that is taken', { unit: 'B' }, { code: 'UNIT_ALREADY_ESTABLISHED', unit: 'B', since: '2016-01-01' }],
    ['a tier that the province has not', { tier: 'xa' }, { code: 'TIER_UNKNOWN', tier: 'xa' }],
    ['a unit type that the province has not', { unitType: 'phong' }, { code: 'UNIT_TYPE_UNKNOWN', unitType: 'phong' }],
    ['a parent that nobody established', { parent: 'Z' }, { code: 'PARENT_UNKNOWN', parent: 'Z' }],
    ['a day before the parent stands', { parent: 'B', effectiveOn: on('2015-12-31') }, { code: 'PARENT_NOT_STANDING', parent: 'B', on: '2015-12-31', from: '2016-01-01' }],
    ['the day on which the parent ends', { parent: 'C', effectiveOn: on('2018-01-01') }, { code: 'PARENT_NOT_STANDING', parent: 'C', on: '2018-01-01', from: '2016-01-01', until: '2018-01-01' }],
  ])('is refused for %s', (_, changes, refusal) => given(...province, dissolved('C', '74', '2018-01-01')).when(establishment(changes)).thenRefused(refusal));
  it('is refused for the code of a unit that has ended', () =>
    given(...province, dissolved('C', '74', '2018-01-01')).when(establishment({ unit: 'C', effectiveOn: on('2019-01-01') }))
      .thenRefused({ code: 'UNIT_ALREADY_ESTABLISHED', unit: 'C', since: '2016-01-01' }));
  it('is taken on the parent’s last day', () =>
    given(...province, dissolved('C', '74', '2018-01-01')).when(establishment({ parent: 'C', effectiveOn: on('2017-12-31') })).then(established('D', 'C', '2017-12-31')));
});
