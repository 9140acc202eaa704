import type { CivilDate } from '../../kernel/civil-date.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { trainingGroups, withdrawalReasons } from './events.js';

export type OpenClass = {
  readonly title: string;
  readonly group: (typeof trainingGroups)[number];
  readonly organiser: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  readonly decision?: DecisionRef;
};
/** One decision sends several people (at most 200), each from their own unit. */
export type SendToTraining = { readonly decision: DecisionRef; readonly effectiveOn: CivilDate; readonly participants: readonly { readonly official: string; readonly unit: string }[] };
/** Participations are named by the official: an official attends a class once. */
export type CompleteTraining = { readonly officials: readonly string[]; readonly effectiveOn: CivilDate };
export type WithdrawFromTraining = { readonly official: string; readonly reason: (typeof withdrawalReasons)[number]; readonly effectiveOn: CivilDate };
export type CloseClass = { readonly effectiveOn: CivilDate };

export type TrainingCommands = { 'open': OpenClass; 'send': SendToTraining; 'complete': CompleteTraining; 'withdraw': WithdrawFromTraining; 'close': CloseClass };
