import type { CivilDate } from '../../kernel/civil-date.js';
import type { Structure } from '../structure/structure.js';
import { spanOf } from '../structure/unit-fault.js';

export type ParentFault =
  | { readonly code: 'PARENT_UNKNOWN'; readonly parent: string }
  | { readonly code: 'PARENT_NOT_STANDING'; readonly parent: string; readonly on: CivilDate; readonly from: CivilDate; readonly until?: CivilDate };
export type SuccessorFault =
  | { readonly code: 'SUCCESSOR_UNKNOWN'; readonly successor: string }
  | { readonly code: 'SUCCESSOR_NOT_STANDING'; readonly successor: string; readonly on: CivilDate; readonly from: CivilDate; readonly until?: CivilDate };

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
