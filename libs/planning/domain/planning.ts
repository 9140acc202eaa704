import type { Aggregate } from '../../kernel/decision.js';
import type { PlanningCommands } from './commands.js';
import type { PlanningEvent } from './events.js';
import { evolve, notPlanned, type PlannedOfficial } from './planned-official.js';
import { decideProposal, type PlanningContext, type ProposalRefusal, type ProposalWarning } from './propose-planning.js';
import { decideApproval, decideFulfilment, decideRemoval, type ApprovalRefusal, type FulfilmentRefusal, type RemovalRefusal } from './review-planning.js';

export type PlanningRefusal = ProposalRefusal | ApprovalRefusal | RemovalRefusal | FulfilmentRefusal;
export type PlanningWarning = ProposalWarning;

export const planning: Aggregate<PlannedOfficial, PlanningEvent, PlanningCommands, PlanningContext> = {
  initial: notPlanned,
  evolve,
  deciders: { 'propose': decideProposal, 'approve': decideApproval, 'remove': decideRemoval, 'fulfil': decideFulfilment },
};
export type { PlannedOfficial, PlanningContext };
