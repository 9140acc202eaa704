import type { CivilDate } from '../../kernel/civil-date.js';
import { refuse, type Decision, type Refusal, type Warning } from '../../kernel/decision.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { AddConcurrentPost, AppointOfficial, ElectOfficial } from './commands.js';
import { headerRefusal, recordedDecision, signatureWarnings } from './decision-header.js';
import type { OfficialEvent } from './events.js';
import { ending, endsRefusal, foundActIdsOf } from './named-act.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { heldRefusal, postRefusal, seatWarnings, serviceRefusal, type Post } from './post.js';
import { retirementWarnings } from './retirement.js';
import { settle } from './settle.js';
import { timelineOf } from './timeline.js';
import { sealing } from './written-text.js';

type Taking = Post & { readonly decision: DecisionRef; readonly effectiveOn: CivilDate; readonly endedActIds?: readonly string[] };

/** What appointing, electing and adding a concurrent post have in common, judged on the day it takes effect. */
const takingRefusal = (command: Taking, official: Registered, context: OfficialContext): Refusal | undefined => {
  const { effectiveOn: on, endedActIds = [] } = command;
  const timeline = timelineOf(official);
  return (
    headerRefusal(command, official, context) ??
    serviceRefusal(on, timeline) ??
    postRefusal(command, on, context.structure) ??
    endsRefusal(endedActIds, on, official, timeline) ??
    heldRefusal({ post: command, on, endedActIds }, timeline, foundActIdsOf(official), context)
  );
};

const takingWarnings = (command: Taking, { gender, birthYear }: Registered, context: OfficialContext): readonly Warning[] => [
  ...signatureWarnings(command),
  ...seatWarnings(command, command.effectiveOn, context),
  ...retirementWarnings(command.effectiveOn, gender, birthYear),
];

const termOf = ({ term }: Post): { readonly term?: string } => (term === undefined ? {} : { term });

export const decideAppointment = (command: AppointOfficial, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const refusal = takingRefusal(command, official, context);
  if (refusal) return refuse(refusal);
  const { unit, position, capacity = 'full', effectiveOn, decision, endedActIds = [] } = command;
  return settle(command, takingWarnings(command, official, context), (overridden, reasons) => ({
    type: 'OfficialAppointed',
    data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), unit, position, capacity, ...termOf(command), ...ending(endedActIds), ...overridden },
    ...sealing(reasons),
  }));
};

/** Elected, the post is held at once; it is held in full once the result is approved. */
export const decideElection = (command: ElectOfficial, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const refusal = takingRefusal(command, official, context);
  if (refusal) return refuse(refusal);
  const { unit, position, term, effectiveOn, decision, endedActIds = [] } = command;
  return settle(command, takingWarnings(command, official, context), (overridden, reasons) => ({
    type: 'OfficialElected',
    data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), unit, position, term, ...ending(endedActIds), ...overridden },
    ...sealing(reasons),
  }));
};

/** Kiêm nhiệm: a further post beside those held, so it ends none. */
export const decideConcurrentPost = (command: AddConcurrentPost, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const refusal = takingRefusal(command, official, context);
  if (refusal) return refuse(refusal);
  const { unit, position, capacity = 'full', effectiveOn, decision } = command;
  return settle(command, takingWarnings(command, official, context), (overridden, reasons) => ({
    type: 'ConcurrentPostAdded',
    data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), unit, position, capacity, ...termOf(command), ...overridden },
    ...sealing(reasons),
  }));
};
