import { accept, refuse, type Decision } from '../../kernel/decision.js';
import type { ShiftCategoryByPolicy } from './commands.js';
import type { Category, OrganisationEvent } from './events.js';
import type { OrganisationState } from './organisation-state.js';
import { findRepeated } from './repeated.js';

export type ShiftRefusal =
  | { readonly code: 'CATEGORY_UNCHANGED'; readonly category: Category }
  | { readonly code: 'UNIT_TYPES_MISSING' }
  | { readonly code: 'UNIT_TYPE_REPEATED'; readonly unitType: string }
  | { readonly code: 'UNIT_TYPE_UNKNOWN'; readonly unitType: string };

/** A law that makes one category of staff another, as Luật 52/2019/QH14 did, changes nobody's record: it holds for whoever is there on the day. */
export const decideCategoryShift = (
  { fromCategory, toCategory, unitTypes, basis, effectiveOn }: ShiftCategoryByPolicy,
  { structure }: OrganisationState,
): Decision<OrganisationEvent, ShiftRefusal> => {
  if (fromCategory === toCategory) return refuse({ code: 'CATEGORY_UNCHANGED', category: fromCategory });
  if (unitTypes.length === 0) return refuse({ code: 'UNIT_TYPES_MISSING' });
  const repeated = findRepeated(unitTypes);
  if (repeated !== undefined) return refuse({ code: 'UNIT_TYPE_REPEATED', unitType: repeated });
  const unknown = unitTypes.find((unitType) => !structure.province?.unitTypes.some((known) => known.unitType === unitType));
  if (unknown !== undefined) return refuse({ code: 'UNIT_TYPE_UNKNOWN', unitType: unknown });
  return accept({ type: 'CategoryShiftedByPolicy', data: { fromCategory, toCategory, unitTypes: [...unitTypes], basis, effectiveOn } });
};
