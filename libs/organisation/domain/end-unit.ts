import type { CivilDate } from '../../kernel/civil-date.js';
import { accept, refuse, type Decision } from '../../kernel/decision.js';
import type { Structure } from '../structure/structure.js';
import { findUnitFault, type UnitFault } from '../structure/unit-fault.js';
import type { DissolveUnit, MergeUnits } from './commands.js';
import type { OrganisationEvent } from './events.js';
import { evolve, type OrganisationState } from './organisation-state.js';
import { findRepeated } from './repeated.js';
import { findRing, type RingRefusal } from './rings.js';
import { findSuccessorFault, type SuccessorFault } from './unit-standing.js';

export type EndRefusal =
  | UnitFault
  | SuccessorFault
  | { readonly code: 'ROOT_CANNOT_END'; readonly unit: string }
  | { readonly code: 'UNIT_ALREADY_ENDED'; readonly unit: string; readonly until: CivilDate; readonly successor: string }
  | { readonly code: 'SUCCEEDS_ITSELF'; readonly unit: string }
  | RingRefusal;
export type MergerRefusal = EndRefusal | { readonly code: 'SOURCES_MISSING' } | { readonly code: 'SOURCE_REPEATED'; readonly unit: string };

/** The sources end on the day; the unit they merge into takes over their headcount and their subordinate units. */
export const decideMerger = ({ sources, into, decision, effectiveOn }: MergeUnits, state: OrganisationState): Decision<OrganisationEvent, MergerRefusal> => {
  if (sources.length === 0) return refuse({ code: 'SOURCES_MISSING' });
  const repeated = findRepeated(sources);
  if (repeated !== undefined) return refuse({ code: 'SOURCE_REPEATED', unit: repeated });
  const merged: OrganisationEvent = { type: 'UnitsMerged', data: { sources: [...sources], into, ...(decision && { decision }), effectiveOn } };
  return decideEnd(state, merged, { units: sources, successor: into, on: effectiveOn });
};

/** Without a successor of its own the unit's parent on that day takes over, or whoever has taken over from it. */
export const decideDissolution = ({ unit, successor, decision, effectiveOn }: DissolveUnit, state: OrganisationState): Decision<OrganisationEvent, EndRefusal> => {
  const fault = findEndFault(state.structure, unit, effectiveOn);
  if (fault) return refuse(fault);
  const [, above] = state.structure.pathOn(unit, effectiveOn);
  const heir = successor ?? above ?? unit;
  const dissolved: OrganisationEvent = { type: 'UnitDissolved', data: { unit, successor: heir, ...(decision && { decision }), effectiveOn } };
  return decideEnd(state, dissolved, { units: [unit], successor: heir, on: effectiveOn });
};

type End = { readonly units: readonly string[]; readonly successor: string; readonly on: CivilDate };

const decideEnd = (state: OrganisationState, event: OrganisationEvent, { units, successor, on }: End): Decision<OrganisationEvent, EndRefusal> => {
  const { structure } = state;
  const fault = units.map((unit) => findEndFault(structure, unit, on)).find((found) => found !== undefined) ?? findSuccessorFault(structure, successor, on);
  if (fault) return refuse(fault);
  if (units.includes(successor)) return refuse({ code: 'SUCCEEDS_ITSELF', unit: successor });
  const after = evolve(state, event).structure;
  const ring = units.map((unit) => findRing(after, unit, on)).find((found) => found !== undefined);
  return ring ? refuse(ring) : accept(event);
};

/** A unit ends once: an end recorded for a later day stands as well, and nothing in the organisation is annulled. */
const findEndFault = (structure: Structure, unit: string, on: CivilDate): EndRefusal | undefined => {
  if (!structure.isEstablished(unit)) return { code: 'UNIT_UNKNOWN', unit };
  const { until, successor } = structure.standing(unit);
  if (until !== undefined && successor !== undefined) return { code: 'UNIT_ALREADY_ENDED', unit, until, successor };
  const fault = findUnitFault(structure, unit, on);
  if (fault) return fault;
  return structure.parentOn(unit, on) === undefined ? { code: 'ROOT_CANNOT_END', unit } : undefined;
};
