import { accept, refuse, type Decision } from '../../kernel/decision.js';
import type { DeclareSampleData, RegisterProvince } from './commands.js';
import type { OrganisationEvent } from './events.js';
import type { OrganisationState } from './organisation-state.js';
import { findRepeated } from './repeated.js';

export type SampleRefusal = { readonly code: 'SAMPLE_DATA_NOT_FIRST'; readonly recorded: number };

/** Only what begins as sample data is sample data: declared later, it would turn a real registry into one. */
export const decideSampleDeclaration = (
  { province, size, seed, today }: DeclareSampleData,
  { structure }: OrganisationState,
): Decision<OrganisationEvent, SampleRefusal> => {
  if (structure.knownCount > 0) return refuse({ code: 'SAMPLE_DATA_NOT_FIRST', recorded: structure.knownCount });
  return accept({ type: 'SampleDataDeclared', data: { province, size, seed, today } });
};

export type RegistrationRefusal =
  | { readonly code: 'PROVINCE_ALREADY_REGISTERED'; readonly province: string }
  | { readonly code: 'PROVINCE_NOT_THE_DECLARED'; readonly declared: string }
  | { readonly code: 'TIERS_MISSING' }
  | { readonly code: 'UNIT_TYPES_MISSING' }
  | { readonly code: 'TIER_REPEATED'; readonly tier: string }
  | { readonly code: 'UNIT_TYPE_REPEATED'; readonly unitType: string };

export const decideRegistration = (
  { province, name, tiers, unitTypes }: RegisterProvince,
  { structure }: OrganisationState,
): Decision<OrganisationEvent, RegistrationRefusal> => {
  if (structure.province) return refuse({ code: 'PROVINCE_ALREADY_REGISTERED', province: structure.province.province });
  if (structure.sample && structure.sample.province !== province) return refuse({ code: 'PROVINCE_NOT_THE_DECLARED', declared: structure.sample.province });
  if (tiers.length === 0) return refuse({ code: 'TIERS_MISSING' });
  if (unitTypes.length === 0) return refuse({ code: 'UNIT_TYPES_MISSING' });
  const tier = findRepeated(tiers.map((listed) => listed.tier));
  if (tier !== undefined) return refuse({ code: 'TIER_REPEATED', tier });
  const unitType = findRepeated(unitTypes.map((listed) => listed.unitType));
  if (unitType !== undefined) return refuse({ code: 'UNIT_TYPE_REPEATED', unitType });
  return accept({
    type: 'ProvinceRegistered',
    data: {
      province, name,
      tiers: tiers.map((listed) => ({ tier: listed.tier, name: listed.name })),
      unitTypes: unitTypes.map((listed) => ({ unitType: listed.unitType, name: listed.name })),
    },
  });
};
