import type { CivilDate } from '../../kernel/civil-date.js';
import { accept, refuse, type Decision } from '../../kernel/decision.js';
import type { ApprovePlanning, FulfilPlanning, RemoveFromPlanning } from './commands.js';
import type { PlanningEvent } from './events.js';
import type { PlannedOfficial } from './planned-official.js';

type Status = PlannedOfficial['status'];
type Unknown = { readonly code: 'UNKNOWN_PLANNING' };

export type ApprovalRefusal =
  | Unknown
  | { readonly code: 'PLANNING_NOT_PROPOSED'; readonly status: Status }
  | { readonly code: 'APPROVED_BEFORE_PROPOSAL'; readonly proposedOn: CivilDate };

export const decideApproval = ({ decision, effectiveOn, note }: ApprovePlanning, planned: PlannedOfficial): Decision<PlanningEvent, ApprovalRefusal> => {
  if (planned.status === 'none') return refuse({ code: 'UNKNOWN_PLANNING' });
  if (planned.status !== 'proposed') return refuse({ code: 'PLANNING_NOT_PROPOSED', status: planned.status });
  if (effectiveOn < planned.proposedOn) return refuse({ code: 'APPROVED_BEFORE_PROPOSAL', proposedOn: planned.proposedOn });
  return accept({ type: 'PlanningApproved', data: { decision, effectiveOn }, ...(note !== undefined && { personal: { note } }) });
};

export type RemovalRefusal =
  | Unknown
  | { readonly code: 'PLANNING_ALREADY_OVER'; readonly status: Status }
  | { readonly code: 'REMOVED_BEFORE_PROPOSAL'; readonly proposedOn: CivilDate }
  | { readonly code: 'REMOVED_BEFORE_APPROVAL'; readonly approvedOn: CivilDate };

/** Who is proposed can be removed as well as who is approved; a removal needs no decision of its own. */
export const decideRemoval = (
  { reason, decision, effectiveOn, note }: RemoveFromPlanning,
  planned: PlannedOfficial,
): Decision<PlanningEvent, RemovalRefusal> => {
  if (planned.status === 'none') return refuse({ code: 'UNKNOWN_PLANNING' });
  if (planned.status === 'removed' || planned.status === 'fulfilled') return refuse({ code: 'PLANNING_ALREADY_OVER', status: planned.status });
  if (planned.status === 'proposed' && effectiveOn < planned.proposedOn) return refuse({ code: 'REMOVED_BEFORE_PROPOSAL', proposedOn: planned.proposedOn });
  if (planned.status === 'approved' && effectiveOn < planned.approvedOn) return refuse({ code: 'REMOVED_BEFORE_APPROVAL', approvedOn: planned.approvedOn });
  return accept({
    type: 'PlanningRemoved',
    data: { reason, ...(decision && { decision }), effectiveOn },
    ...(note !== undefined && { personal: { note } }),
  });
};

export type FulfilmentRefusal =
  | Unknown
  | { readonly code: 'PLANNING_NOT_APPROVED'; readonly status: Status }
  | { readonly code: 'FULFILLED_BEFORE_APPROVAL'; readonly approvedOn: CivilDate };

export const decideFulfilment = ({ actId, effectiveOn, note }: FulfilPlanning, planned: PlannedOfficial): Decision<PlanningEvent, FulfilmentRefusal> => {
  if (planned.status === 'none') return refuse({ code: 'UNKNOWN_PLANNING' });
  if (planned.status !== 'approved') return refuse({ code: 'PLANNING_NOT_APPROVED', status: planned.status });
  if (effectiveOn < planned.approvedOn) return refuse({ code: 'FULFILLED_BEFORE_APPROVAL', approvedOn: planned.approvedOn });
  return accept({ type: 'PlanningFulfilled', data: { actId, effectiveOn }, ...(note !== undefined && { personal: { note } }) });
};
