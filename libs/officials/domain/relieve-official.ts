import { refuse, type Decision } from '../../kernel/decision.js';
import type { RelieveOfficial } from './commands.js';
import { headerRefusal, recordedDecision, signatureWarnings } from './decision-header.js';
import type { OfficialEvent } from './events.js';
import { endRefusal } from './named-act.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { settle } from './settle.js';
import { timelineOf } from './timeline.js';
import { sealing } from './written-text.js';

/** Service is not asked: a post whose unit or term has ended may still be ended formally. */
export const decideRelief = (command: RelieveOfficial, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const { effectiveOn, decision, endedActId, reason } = command;
  const refusal = headerRefusal(command, official, context) ?? endRefusal(endedActId, effectiveOn, official, timelineOf(official));
  if (refusal) return refuse(refusal);
  return settle(command, signatureWarnings(command), (overridden, reasons) => ({
    type: 'OfficialRelieved',
    data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), endedActId, reason, ...overridden },
    ...sealing(reasons),
  }));
};
