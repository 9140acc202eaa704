import { accept, refuse, type Decision, type Refusal } from '../../kernel/decision.js';
import type { AnnulAct } from './commands.js';
import { recordedDecision, signatureRefusal } from './decision-header.js';
import type { Act, OfficialEvent } from './events.js';
import { holdsOn, isEmpty } from './interval.js';
import { findAct, laterActsStand, unknownAct } from './named-act.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { isDeparture, servedUpTo } from './service.js';
import type { Tenure } from './tenure.js';
import { timelineOf, type Timeline } from './timeline.js';
import { sealing, textRefusal, written } from './written-text.js';

/** Hủy bỏ: the act is as if it had never been. What it had ended is not silently revived: of each such tenure the clerk says whether it stands again. */
export const decideAnnulment = (command: AnnulAct, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const { annulledActId, decision, reason, standsAgain = [] } = command;
  const act = findAct(annulledActId, official);
  if (!act) return refuse(unknownAct(annulledActId, official));
  const after = timelineOf({ acts: official.acts.filter((other) => other !== act), upheldEnds: official.upheldEnds });
  const revivable = revivableBy(act, after);
  const refusal =
    signatureRefusal(decision, official, context) ??
    textRefusal('reason', reason) ??
    laterActsStand(leftStranded(act, official, timelineOf(official), after)) ??
    answersRefusal(standsAgain, revivable);
  if (refusal) return refuse(refusal);
  const isUpheld = ({ actId }: Tenure) => standsAgain.some((answer) => answer.actId === actId && !answer.standsAgain);
  return accept({
    type: 'ActAnnulled',
    data: {
      annulledActId,
      decision: recordedDecision(decision),
      upheldEnds: revivable.filter(isUpheld).map(({ actId }) => ({ actId, endedOn: act.data.effectiveOn })),
    },
    ...sealing({ note: written(reason) }),
  });
};

/** The tenures that the act alone keeps ended: without it they would hold on beyond its day. */
const revivableBy = (act: Act, { tenures }: Timeline): readonly Tenure[] => {
  const endedActIds = 'endedActIds' in act.data ? (act.data.endedActIds ?? []) : [];
  const isLonger = (tenure: Tenure) => !isEmpty(tenure) && (tenure.until === undefined || tenure.until > act.data.effectiveOn);
  return tenures.filter((tenure) => endedActIds.includes(tenure.actId) && isLonger(tenure));
};

const answersRefusal = (answers: readonly { readonly actId: string }[], revivable: readonly Tenure[]): Refusal | undefined => {
  const open = revivable.filter((tenure) => !answers.some((answer) => answer.actId === tenure.actId));
  if (open.length > 0) return { code: 'REVIVAL_UNDECIDED', count: open.length, tenures: open.map(({ actId, unit, position, from }) => ({ actId, unit, position, from })) };
  const stray = answers.find((answer) => !revivable.some((tenure) => tenure.actId === answer.actId));
  return stray ? { code: 'REVIVAL_NOT_ASKED', actId: stray.actId } : undefined;
};

/** The other acts that made sense only with this one: they are annulled first. */
const leftStranded = (annulled: Act, official: Registered, before: Timeline, after: Timeline): readonly Act[] => {
  const served = ({ service }: Timeline, act: Act) => service.some(servedUpTo(act.data.effectiveOn));
  const serves = ({ service }: Timeline, act: Act) => service.some(holdsOn(act.data.effectiveOn));
  return official.acts.filter((act) => {
    if (act === annulled) return false;
    if (act.type === 'OfficialRelieved') return act.data.endedActId === annulled.data.actId;
    if (act.type === 'ElectionApproved') return act.data.approvedActId === annulled.data.actId;
    if (act.type === 'OfficialReturned') return served(after, act) && !served(before, act);
    if (act.type === 'OfficialTransferred') return served(before, act) && !served(after, act);
    // Death is a fact of its own, whoever was in service.
    if (isDeparture(act)) return act.type !== 'OfficialDied' && served(before, act) && !served(after, act);
    return serves(before, act) && !serves(after, act);
  });
};
