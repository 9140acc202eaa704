import { refuse, type Decision, type Refusal } from '../../kernel/decision.js';
import type { ReturnOfficial } from './commands.js';
import { headerRefusal, recordedDecision, signatureWarnings } from './decision-header.js';
import type { OfficialEvent } from './events.js';
import { holdsOn } from './interval.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { payrollRefusal } from './post.js';
import { retirementWarnings } from './retirement.js';
import { isDeparture } from './service.js';
import { settle } from './settle.js';
import { timelineOf } from './timeline.js';
import { sealing } from './written-text.js';

export const decideReturn = (command: ReturnOfficial, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const { effectiveOn, decision, unit, category, position } = command;
  const refusal = headerRefusal(command, official, context) ?? returnRefusal(command, official) ?? payrollRefusal(command, effectiveOn, context.structure);
  if (refusal) return refuse(refusal);
  const warnings = [...signatureWarnings(command), ...retirementWarnings(effectiveOn, official.gender, official.birthYear)];
  return settle(command, warnings, (overridden, reasons) => ({
    type: 'OfficialReturned',
    data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), unit, category, position, ...overridden },
    ...sealing(reasons),
  }));
};

const returnRefusal = ({ effectiveOn: on }: ReturnOfficial, official: Registered): Refusal | undefined => {
  const serving = timelineOf(official).service.find(holdsOn(on));
  if (serving) return { code: 'ALREADY_IN_SERVICE', since: serving.from, unit: serving.unit };
  const departures = official.acts.filter(isDeparture).map((act) => act.data.effectiveOn);
  // A departure ends what begins on its day, so service that began again that day would be over at once.
  if (departures.includes(on)) return { code: 'RETURN_ON_DEPARTURE_DAY', on };
  return departures.some((left) => left < on) ? undefined : { code: 'RETURN_WITHOUT_DEPARTURE', on };
};
