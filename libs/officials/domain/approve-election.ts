import { refuse, type Decision, type Refusal } from '../../kernel/decision.js';
import type { ApproveElection } from './commands.js';
import { headerRefusal, recordedDecision, signatureWarnings } from './decision-header.js';
import type { OfficialEvent } from './events.js';
import { endRefusal, findAct, unknownAct } from './named-act.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { settle } from './settle.js';
import { timelineOf } from './timeline.js';
import { sealing } from './written-text.js';

export const decideApproval = (command: ApproveElection, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const refusal = headerRefusal(command, official, context) ?? approvalRefusal(command, official);
  if (refusal) return refuse(refusal);
  const { effectiveOn, decision, approvedActId } = command;
  return settle(command, signatureWarnings(command), (overridden, reasons) => ({
    type: 'ElectionApproved',
    data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), approvedActId, ...overridden },
    ...sealing(reasons),
  }));
};

const approvalRefusal = ({ approvedActId, effectiveOn }: ApproveElection, official: Registered): Refusal | undefined => {
  const election = findAct(approvedActId, official);
  if (!election) return unknownAct(approvedActId, official);
  if (election.type !== 'OfficialElected') return { code: 'ACT_NOT_AN_ELECTION', actId: approvedActId };
  const earlier = official.acts.find((act) => act.type === 'ElectionApproved' && act.data.approvedActId === approvedActId);
  if (earlier) return { code: 'ELECTION_ALREADY_APPROVED', on: earlier.data.effectiveOn };
  const electedOn = election.data.effectiveOn;
  if (effectiveOn < electedOn) return { code: 'APPROVAL_BEFORE_ELECTION', electedOn };
  return endRefusal(approvedActId, effectiveOn, official, timelineOf(official));
};
