import { civilDate } from '../../kernel/civil-date.js';
import type { OrganisationEvent } from './events.js';
import type { OrganisationContext } from './organisation.js';

export const on = civilDate;
export const organisationContext: OrganisationContext = { ids: (ordinal) => `id-${ordinal}`, today: on('2020-12-31') };

export const registered: OrganisationEvent = {
  type: 'ProvinceRegistered',
  data: {
    province: '74', name: 'Bình Dương',
    tiers: [{ tier: 'tinh', name: 'Cấp tỉnh' }, { tier: 'huyen', name: 'Cấp huyện' }],
    unitTypes: [{ unitType: 'tinh', name: 'Tỉnh' }, { unitType: 'so', name: 'Sở' }, { unitType: 'ban', name: 'Ban' }],
  },
};
export const established = (unit: string, parent: string | undefined, day = '2016-01-01'): OrganisationEvent => ({
  type: 'UnitEstablished',
  data: { unit, name: `Đơn vị ${unit}`, unitType: parent === undefined ? 'tinh' : 'so', tier: 'tinh', ...(parent !== undefined && { parent }), effectiveOn: on(day) },
});
export const renamed = (unit: string, name: string, day: string): OrganisationEvent => ({ type: 'UnitRenamed', data: { unit, name, effectiveOn: on(day) } });
export const retyped = (unit: string, unitType: string, day: string): OrganisationEvent => ({ type: 'UnitTypeChanged', data: { unit, unitType, effectiveOn: on(day) } });
export const moved = (unit: string, parent: string, day: string): OrganisationEvent => ({ type: 'UnitMoved', data: { unit, parent, effectiveOn: on(day) } });
export const merged = (sources: readonly string[], into: string, day: string): OrganisationEvent => ({ type: 'UnitsMerged', data: { sources, into, effectiveOn: on(day) } });
export const dissolved = (unit: string, successor: string, day: string): OrganisationEvent => ({ type: 'UnitDissolved', data: { unit, successor, effectiveOn: on(day) } });

/** The province 74; below it A with A1, and A1 with A2; and B and C. All stand from 1/1/2016. */
export const province: readonly OrganisationEvent[] = [
  registered, established('74', undefined), established('A', '74'), established('A1', 'A'), established('A2', 'A1'), established('B', '74'), established('C', '74'),
];
export const standing2016 = { from: '2016-01-01' };
