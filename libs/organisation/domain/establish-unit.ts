import type { CivilDate } from '../../kernel/civil-date.js';
import { accept, refuse, type Decision } from '../../kernel/decision.js';
import type { EstablishUnit } from './commands.js';
import type { OrganisationEvent } from './events.js';
import type { OrganisationState } from './organisation-state.js';
import { findParentFault, type ParentFault } from './unit-standing.js';

export type EstablishmentRefusal =
  | { readonly code: 'PROVINCE_NOT_REGISTERED' }
  | { readonly code: 'UNIT_ALREADY_ESTABLISHED'; readonly unit: string; readonly since: CivilDate }
  | { readonly code: 'TIER_UNKNOWN'; readonly tier: string }
  | { readonly code: 'UNIT_TYPE_UNKNOWN'; readonly unitType: string }
  | { readonly code: 'ROOT_ALREADY_ESTABLISHED'; readonly root: string }
  | ParentFault;

/** A code stands for one unit for ever. The first unit, and no other, has no parent: it is the province itself. */
export const decideEstablishment = (
  { unit, name, unitType, tier, parent, decision, effectiveOn }: EstablishUnit,
  { structure }: OrganisationState,
): Decision<OrganisationEvent, EstablishmentRefusal> => {
  const { province } = structure;
  if (!province) return refuse({ code: 'PROVINCE_NOT_REGISTERED' });
  if (structure.isEstablished(unit)) return refuse({ code: 'UNIT_ALREADY_ESTABLISHED', unit, since: structure.standing(unit).from });
  if (!province.tiers.some((known) => known.tier === tier)) return refuse({ code: 'TIER_UNKNOWN', tier });
  if (!province.unitTypes.some((known) => known.unitType === unitType)) return refuse({ code: 'UNIT_TYPE_UNKNOWN', unitType });
  const [root] = structure.units;
  if (parent === undefined && root !== undefined) return refuse({ code: 'ROOT_ALREADY_ESTABLISHED', root });
  const fault = parent === undefined ? undefined : findParentFault(structure, parent, effectiveOn);
  if (fault) return refuse(fault);
  return accept({
    type: 'UnitEstablished',
    data: { unit, name, unitType, tier, ...(parent !== undefined && { parent }), ...(decision && { decision }), effectiveOn },
  });
};
