import type { CivilDate } from '../../kernel/civil-date.js';
import type { Structure } from './structure.js';

export type UnitFault =
  | { readonly code: 'UNIT_UNKNOWN'; readonly unit: string }
  | { readonly code: 'UNIT_NOT_STANDING'; readonly unit: string; readonly on: CivilDate; readonly from: CivilDate; readonly until?: CivilDate };

/** Why nothing can be recorded of a unit on a day, if so: it was never established, not yet, or has ended. */
export const findUnitFault = (structure: Structure, unit: string, on: CivilDate): UnitFault | undefined => {
  if (!structure.isEstablished(unit)) return { code: 'UNIT_UNKNOWN', unit };
  return structure.standsOn(unit, on) ? undefined : { code: 'UNIT_NOT_STANDING', unit, on, ...spanOf(structure, unit) };
};

/** The days on which a unit stands, without who takes over. */
export const spanOf = (structure: Structure, unit: string): { readonly from: CivilDate; readonly until?: CivilDate } => {
  const { from, until } = structure.standing(unit);
  return { from, ...(until !== undefined && { until }) };
};
