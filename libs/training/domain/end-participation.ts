import type { CivilDate } from '../../kernel/civil-date.js';
import { accept, refuse, type Decision } from '../../kernel/decision.js';
import type { CompleteTraining, WithdrawFromTraining } from './commands.js';
import type { TrainingEvent } from './events.js';
import type { Participation, TrainingClass } from './training-class.js';

/** Most participations that one event names. */
export const completedTogetherMax = 500;

type Closed = { readonly code: 'UNKNOWN_CLASS' } | { readonly code: 'CLASS_CLOSED'; readonly closedOn: CivilDate };
type NotOngoing =
  | { readonly code: 'NOT_SENT'; readonly official: string }
  | { readonly code: 'ALREADY_COMPLETED'; readonly official: string; readonly completedOn: CivilDate }
  | { readonly code: 'ALREADY_WITHDRAWN'; readonly official: string; readonly withdrawnOn: CivilDate };
type Ongoing = Participation & { readonly status: 'sent' };

export type CompletionRefusal =
  | Closed
  | NotOngoing
  | { readonly code: 'OFFICIALS_MISSING' }
  | { readonly code: 'TOO_MANY_PARTICIPANTS'; readonly participants: number; readonly most: number }
  | { readonly code: 'OFFICIAL_REPEATED'; readonly official: string }
  | { readonly code: 'COMPLETED_BEFORE_START'; readonly startsOn: CivilDate }
  | { readonly code: 'COMPLETED_BEFORE_SENT'; readonly official: string; readonly sentOn: CivilDate };

export const decideCompletion = ({ officials, effectiveOn }: CompleteTraining, state: TrainingClass): Decision<TrainingEvent, CompletionRefusal> => {
  if (state.status === 'none') return refuse({ code: 'UNKNOWN_CLASS' });
  if (state.status === 'closed') return refuse({ code: 'CLASS_CLOSED', closedOn: state.closedOn });
  if (officials.length === 0) return refuse({ code: 'OFFICIALS_MISSING' });
  if (officials.length > completedTogetherMax) return refuse({ code: 'TOO_MANY_PARTICIPANTS', participants: officials.length, most: completedTogetherMax });
  if (effectiveOn < state.startsOn) return refuse({ code: 'COMPLETED_BEFORE_START', startsOn: state.startsOn });
  const completed = new Map<string, string>();
  for (const official of officials) {
    if (completed.has(official)) return refuse({ code: 'OFFICIAL_REPEATED', official });
    const found = ongoing(state.participations.get(official), official);
    if ('code' in found) return refuse(found);
    if (effectiveOn < found.sentOn) return refuse({ code: 'COMPLETED_BEFORE_SENT', official, sentOn: found.sentOn });
    completed.set(official, found.participation);
  }
  return accept({ type: 'TrainingCompleted', data: { participations: [...completed.values()], effectiveOn } });
};

export type WithdrawalRefusal = Closed | NotOngoing | { readonly code: 'WITHDRAWN_BEFORE_SENT'; readonly official: string; readonly sentOn: CivilDate };

export const decideWithdrawal = ({ official, reason, effectiveOn }: WithdrawFromTraining, state: TrainingClass): Decision<TrainingEvent, WithdrawalRefusal> => {
  if (state.status === 'none') return refuse({ code: 'UNKNOWN_CLASS' });
  if (state.status === 'closed') return refuse({ code: 'CLASS_CLOSED', closedOn: state.closedOn });
  const found = ongoing(state.participations.get(official), official);
  if ('code' in found) return refuse(found);
  if (effectiveOn < found.sentOn) return refuse({ code: 'WITHDRAWN_BEFORE_SENT', official, sentOn: found.sentOn });
  return accept({ type: 'TrainingWithdrawn', data: { participation: found.participation, reason, effectiveOn } });
};

const ongoing = (participation: Participation | undefined, official: string): Ongoing | NotOngoing => {
  switch (participation?.status) {
    case undefined:
      return { code: 'NOT_SENT', official };
    case 'completed':
      return { code: 'ALREADY_COMPLETED', official, completedOn: participation.completedOn };
    case 'withdrawn':
      return { code: 'ALREADY_WITHDRAWN', official, withdrawnOn: participation.withdrawnOn };
    case 'sent':
      return participation;
  }
};
