import { accept, refuse, type Decision, type Refusal } from '../../kernel/decision.js';
import { addDays, type CivilDate } from '../../kernel/civil-date.js';
import type { RecordDeath, RetireOfficial } from './commands.js';
import { deathRefusal, headerRefusal, recordedDecision, signatureWarnings } from './decision-header.js';
import type { Act, OfficialEvent } from './events.js';
import { isEmpty } from './interval.js';
import { laterActsStand } from './named-act.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { serviceRefusal } from './post.js';
import { isDeparture } from './service.js';
import { settle } from './settle.js';
import { timelineOf, type Timeline } from './timeline.js';
import { noteOf, noteRefusal, sealing } from './written-text.js';

/** Nghỉ hưu, thôi việc, chuyển ra ngoài tỉnh: three reasons for one change, and one command for each. */
const decideDeparture =
  (type: 'OfficialRetired' | 'OfficialResigned' | 'OfficialTransferredOut') =>
  (command: RetireOfficial, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
    const { effectiveOn, decision } = command;
    const timeline = timelineOf(official);
    const laterDepartures = official.acts.filter((act) => isDeparture(act) && act.data.effectiveOn > effectiveOn);
    const refusal =
      headerRefusal(command, official, context) ??
      serviceRefusal(effectiveOn, timeline) ??
      laterActsStand([...beginningAfter(effectiveOn, official, timeline), ...laterDepartures]);
    if (refusal) return refuse(refusal);
    return settle(command, signatureWarnings(command), (overridden, reasons) => ({
      type,
      data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), ...overridden },
      ...sealing(reasons),
    }));
  };

export const decideRetirement = decideDeparture('OfficialRetired');
export const decideResignation = decideDeparture('OfficialResigned');
export const decideTransferOut = decideDeparture('OfficialTransferredOut');

/** A death is recorded also of those who have left; what was to begin after it is taken back first. */
export const decideDeath = (command: RecordDeath, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const { effectiveOn, note } = command;
  // Its first day is the day of death or the one after: who dies today may be recorded as gone from tomorrow.
  const latest = addDays(context.today, 1);
  const died = official.acts.find((act) => act.type === 'OfficialDied');
  const refusal: Refusal | undefined =
    (effectiveOn > latest ? { code: 'DEATH_IN_FUTURE', latest } : undefined) ??
    deathRefusal(effectiveOn, official) ??
    (died ? { code: 'DIED', on: died.data.effectiveOn } : undefined) ??
    laterActsStand(beginningAfter(effectiveOn, official, timelineOf(official))) ??
    noteRefusal(note);
  if (refusal) return refuse(refusal);
  return accept({ type: 'OfficialDied', data: { actId: context.ids(0), effectiveOn }, ...sealing(noteOf(note)) });
};

/** Service and posts that begin after a day: a departure on that day would not end them. */
const beginningAfter = (day: CivilDate, { acts }: Registered, { service, tenures }: Timeline): readonly Act[] => {
  const beginning = new Set([...service, ...tenures].filter((interval) => interval.from > day && !isEmpty(interval)).map((interval) => interval.actId));
  // A list's entry that a decision covers would come back once that decision's service is cut short.
  return acts.filter((act) => beginning.has(act.data.actId) || (act.type === 'OfficialFoundInService' && act.data.effectiveOn > day));
};
