import type { CivilDate } from '../../kernel/civil-date.js';
import { accept, refuse, type Decision } from '../../kernel/decision.js';
import { findUnitFault, type UnitFault } from '../structure/unit-fault.js';
import type { ChangeUnitType, MoveUnit, RenameUnit } from './commands.js';
import type { OrganisationEvent } from './events.js';
import { evolve, type OrganisationState } from './organisation-state.js';
import { findRing, type RingRefusal } from './rings.js';
import { findParentFault, type ParentFault } from './unit-standing.js';

export type RenamingRefusal = UnitFault | { readonly code: 'UNIT_ALREADY_NAMED'; readonly unit: string; readonly name: string; readonly on: CivilDate };

export const decideRenaming = ({ unit, name, decision, effectiveOn }: RenameUnit, { structure }: OrganisationState): Decision<OrganisationEvent, RenamingRefusal> => {
  const fault = findUnitFault(structure, unit, effectiveOn);
  if (fault) return refuse(fault);
  if (structure.nameOn(unit, effectiveOn) === name) return refuse({ code: 'UNIT_ALREADY_NAMED', unit, name, on: effectiveOn });
  return accept({ type: 'UnitRenamed', data: { unit, name, ...(decision && { decision }), effectiveOn } });
};

export type TypeChangeRefusal =
  | UnitFault
  | { readonly code: 'UNIT_TYPE_UNKNOWN'; readonly unitType: string }
  | { readonly code: 'UNIT_ALREADY_OF_TYPE'; readonly unit: string; readonly unitType: string; readonly on: CivilDate };

export const decideTypeChange = (
  { unit, unitType, decision, effectiveOn }: ChangeUnitType,
  { structure }: OrganisationState,
): Decision<OrganisationEvent, TypeChangeRefusal> => {
  const fault = findUnitFault(structure, unit, effectiveOn);
  if (fault) return refuse(fault);
  if (!structure.province?.unitTypes.some((known) => known.unitType === unitType)) return refuse({ code: 'UNIT_TYPE_UNKNOWN', unitType });
  if (structure.typeOn(unit, effectiveOn) === unitType) return refuse({ code: 'UNIT_ALREADY_OF_TYPE', unit, unitType, on: effectiveOn });
  return accept({ type: 'UnitTypeChanged', data: { unit, unitType, ...(decision && { decision }), effectiveOn } });
};

export type MoveRefusal =
  | UnitFault
  | ParentFault
  | { readonly code: 'ROOT_CANNOT_MOVE'; readonly unit: string }
  | { readonly code: 'UNIT_ALREADY_UNDER_PARENT'; readonly unit: string; readonly parent: string; readonly on: CivilDate }
  | RingRefusal;

/** A unit may not come to lie under itself, neither on the day of the move nor on any later one that is already recorded. */
export const decideMove = ({ unit, parent, decision, effectiveOn }: MoveUnit, state: OrganisationState): Decision<OrganisationEvent, MoveRefusal> => {
  const { structure } = state;
  const fault = findUnitFault(structure, unit, effectiveOn) ?? findParentFault(structure, parent, effectiveOn);
  if (fault) return refuse(fault);
  const above = structure.parentOn(unit, effectiveOn);
  if (above === undefined) return refuse({ code: 'ROOT_CANNOT_MOVE', unit });
  if (above === parent) return refuse({ code: 'UNIT_ALREADY_UNDER_PARENT', unit, parent, on: effectiveOn });
  const moved: OrganisationEvent = { type: 'UnitMoved', data: { unit, parent, ...(decision && { decision }), effectiveOn } };
  const ring = findRing(evolve(state, moved).structure, unit, effectiveOn);
  return ring ? refuse(ring) : accept(moved);
};
