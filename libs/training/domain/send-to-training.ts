import type { CivilDate } from '../../kernel/civil-date.js';
import { accept, refuse, type Decision } from '../../kernel/decision.js';
import { findUnitFault, type UnitFault } from '../../organisation/structure/unit-fault.js';
import type { SendToTraining } from './commands.js';
import type { TrainingEvent } from './events.js';
import type { TrainingContext } from './open-class.js';
import type { TrainingClass } from './training-class.js';

/** Most officials that one decision sends. */
export const sentTogetherMax = 200;

export type SendingRefusal =
  | { readonly code: 'UNKNOWN_CLASS' }
  | { readonly code: 'CLASS_CLOSED'; readonly closedOn: CivilDate }
  | { readonly code: 'SENT_AFTER_CLASS_ENDED'; readonly endsOn: CivilDate }
  | { readonly code: 'PARTICIPANTS_MISSING' }
  | { readonly code: 'TOO_MANY_PARTICIPANTS'; readonly participants: number; readonly most: number }
  | { readonly code: 'OFFICIAL_REPEATED'; readonly official: string }
  | { readonly code: 'ALREADY_SENT'; readonly official: string; readonly sentOn: CivilDate }
  | { readonly code: 'OFFICIAL_UNKNOWN'; readonly official: string }
  | UnitFault;

/** An official attends a class once; whoever withdrew is not sent to it again. All are sent, or none. */
export const decideSending = (
  { decision, effectiveOn, participants }: SendToTraining,
  state: TrainingClass,
  { ids, structure, officialExists }: TrainingContext,
): Decision<TrainingEvent, SendingRefusal> => {
  if (state.status === 'none') return refuse({ code: 'UNKNOWN_CLASS' });
  if (state.status === 'closed') return refuse({ code: 'CLASS_CLOSED', closedOn: state.closedOn });
  if (effectiveOn > state.endsOn) return refuse({ code: 'SENT_AFTER_CLASS_ENDED', endsOn: state.endsOn });
  if (participants.length === 0) return refuse({ code: 'PARTICIPANTS_MISSING' });
  if (participants.length > sentTogetherMax) return refuse({ code: 'TOO_MANY_PARTICIPANTS', participants: participants.length, most: sentTogetherMax });
  const named = new Set<string>();
  for (const { official, unit } of participants) {
    if (named.has(official)) return refuse({ code: 'OFFICIAL_REPEATED', official });
    named.add(official);
    const sent = state.participations.get(official);
    if (sent) return refuse({ code: 'ALREADY_SENT', official, sentOn: sent.sentOn });
    if (!officialExists(official)) return refuse({ code: 'OFFICIAL_UNKNOWN', official });
    const fault = findUnitFault(structure, unit, effectiveOn);
    if (fault) return refuse(fault);
  }
  return accept(
    ...participants.map(({ official, unit }, ordinal): TrainingEvent => ({
      type: 'OfficialSentToTraining',
      data: { participation: ids(ordinal), official, unit, decision, effectiveOn },
    })),
  );
};
