import type { CivilDate } from '../../kernel/civil-date.js';
import type { Structure } from '../structure/structure.js';

export type UnitFault =
  | { readonly code: 'UNIT_UNKNOWN'; readonly unit: string }
  | { readonly code: 'UNIT_NOT_STANDING'; readonly unit: string; readonly on: CivilDate; readonly from: CivilDate; readonly until?: CivilDate };
export type ParentFault =
  | { readonly code: 'PARENT_UNKNOWN'; readonly parent: string }
  | { readonly code: 'PARENT_NOT_STANDING'; readonly parent: string; readonly on: CivilDate; readonly from: CivilDate; readonly until?: CivilDate };
export type SuccessorFault =
  | { readonly code: 'SUCCESSOR_UNKNOWN'; readonly successor: string }
  | { readonly code: 'SUCCESSOR_NOT_STANDING'; readonly successor: string; readonly on: CivilDate; readonly from: CivilDate; readonly until?: CivilDate };

/** Why nothing can be recorded of a unit on a day, if so: it was never established, not yet, or has ended. */
export const findUnitFault = (structure: Structure, unit: string, on: CivilDate): UnitFault | undefined => {
  if (!structure.isEstablished(unit)) return { code: 'UNIT_UNKNOWN', unit };
  return structure.standsOn(unit, on) ? undefined : { code: 'UNIT_NOT_STANDING', unit, on, ...spanOf(structure, unit) };
};

/** Why a unit cannot be the one above another from a day on, if so. */
export const findParentFault = (structure: Structure, parent: string, on: CivilDate): ParentFault | undefined => {
  if (!structure.isEstablished(parent)) return { code: 'PARENT_UNKNOWN', parent };
  return structure.standsOn(parent, on) ? undefined : { code: 'PARENT_NOT_STANDING', parent, on, ...spanOf(structure, parent) };
};

/** Why a unit cannot take over from another on a day, if so. */
export const findSuccessorFault = (structure: Structure, successor: string, on: CivilDate): SuccessorFault | undefined => {
  if (!structure.isEstablished(successor)) return { code: 'SUCCESSOR_UNKNOWN', successor };
  return structure.standsOn(successor, on) ? undefined : { code: 'SUCCESSOR_NOT_STANDING', successor, on, ...spanOf(structure, successor) };
};

const spanOf = (structure: Structure, unit: string) => {
  const { from, until } = structure.standing(unit);
  return { from, ...(until !== undefined && { until }) };
};
