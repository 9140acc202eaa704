import type { CivilDate } from '../../kernel/civil-date.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { planningSources, removalReasons } from './events.js';

export type ProposePlanning = {
  readonly official: string;
  readonly unit: string;
  readonly position: string;
  readonly term: string;
  readonly source: (typeof planningSources)[number];
  readonly effectiveOn: CivilDate;
  readonly note?: string;
};
export type ApprovePlanning = { readonly decision: DecisionRef; readonly effectiveOn: CivilDate; readonly note?: string };
export type RemoveFromPlanning = { readonly reason: (typeof removalReasons)[number]; readonly decision?: DecisionRef; readonly effectiveOn: CivilDate; readonly note?: string };
/** `actId`: the appointment or election to the post planned for. */
export type FulfilPlanning = { readonly actId: string; readonly effectiveOn: CivilDate; readonly note?: string };

export type PlanningCommands = { 'propose': ProposePlanning; 'approve': ApprovePlanning; 'remove': RemoveFromPlanning; 'fulfil': FulfilPlanning };
