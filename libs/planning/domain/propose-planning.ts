import type { CivilDate } from '../../kernel/civil-date.js';
import { acceptWith, refuse, type Decision } from '../../kernel/decision.js';
import type { Structure } from '../../organisation/structure/structure.js';
import { findUnitFault, type UnitFault } from '../../organisation/structure/unit-fault.js';
import type { ProposePlanning } from './commands.js';
import type { PlanningEvent } from './events.js';
import type { PlannedOfficial } from './planned-official.js';

/** At most so many persons for one post, and so many posts for one person (HD 15-HD/BTCTW; the number as QĐ 377-QĐ/TW words it). */
export const plannedForPostMax = 3;
export const plannedForOfficialMax = 3;

export type PlanningContext = {
  readonly ids: (ordinal: number) => string;
  readonly today: CivilDate;
  readonly structure: Structure;
  readonly officialExists: (official: string) => boolean;
  /** Others proposed or approved for the command's unit, position and term. */
  readonly poolOfPost: number;
  /** Other posts that the command's official is proposed or approved for. */
  readonly poolOfPerson: number;
};

export type ProposalRefusal =
  | { readonly code: 'PLANNING_ALREADY_PROPOSED'; readonly status: PlannedOfficial['status'] }
  | { readonly code: 'OFFICIAL_UNKNOWN'; readonly official: string }
  | { readonly code: 'POSITION_UNKNOWN'; readonly position: string }
  | UnitFault;
export type ProposalWarning =
  | { readonly code: 'POST_HAS_THREE_PLANNED'; readonly planned: number }
  | { readonly code: 'OFFICIAL_HAS_THREE_PLANNED'; readonly planned: number };

/** The limits on how many are planned are guidance: a proposal beyond them is recorded and warned of. */
export const decideProposal = (
  { official, unit, position, term, source, effectiveOn, note }: ProposePlanning,
  planned: PlannedOfficial,
  { structure, officialExists, poolOfPost, poolOfPerson }: PlanningContext,
): Decision<PlanningEvent, ProposalRefusal> => {
  if (planned.status !== 'none') return refuse({ code: 'PLANNING_ALREADY_PROPOSED', status: planned.status });
  if (!officialExists(official)) return refuse({ code: 'OFFICIAL_UNKNOWN', official });
  const fault = findUnitFault(structure, unit, effectiveOn);
  if (fault) return refuse(fault);
  if (!structure.findPosition(position)) return refuse({ code: 'POSITION_UNKNOWN', position });
  const warnings: ProposalWarning[] = [];
  if (poolOfPost >= plannedForPostMax) warnings.push({ code: 'POST_HAS_THREE_PLANNED', planned: poolOfPost });
  if (poolOfPerson >= plannedForOfficialMax) warnings.push({ code: 'OFFICIAL_HAS_THREE_PLANNED', planned: poolOfPerson });
  return acceptWith(warnings, {
    type: 'PlanningProposed',
    data: { official, unit, position, term, source, effectiveOn },
    ...(note !== undefined && { personal: { note } }),
  });
};
