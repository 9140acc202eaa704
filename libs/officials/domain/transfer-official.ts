import { refuse, type Decision, type Refusal } from '../../kernel/decision.js';
import type { Structure } from '../../organisation/structure/structure.js';
import type { TransferOfficial } from './commands.js';
import { headerRefusal, recordedDecision, signatureWarnings } from './decision-header.js';
import type { OfficialEvent } from './events.js';
import { holdsOn } from './interval.js';
import { ending, endsRefusal } from './named-act.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { payrollRefusal } from './post.js';
import { retirementWarnings } from './retirement.js';
import type { Segment } from './service.js';
import { settle } from './settle.js';
import { timelineOf, type Timeline } from './timeline.js';
import { sealing } from './written-text.js';

/** Điều động: the payroll moves to another unit, and the posts held where it was end unless the decision says which do. */
export const decideTransfer = (command: TransferOfficial, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const { effectiveOn, decision, unit, category, position } = command;
  const timeline = timelineOf(official);
  const left = timeline.service.find(holdsOn(effectiveOn));
  const refusal = headerRefusal(command, official, context) ?? leavingRefusal(command, official, left) ?? payrollRefusal(command, effectiveOn, context.structure);
  if (refusal || !left) return refuse(refusal ?? { code: 'NOT_IN_SERVICE', on: effectiveOn });
  const endedActIds = command.endedActIds ?? leftBehind(command, left.unit, timeline, context.structure);
  const endingRefusal = endsRefusal(endedActIds, effectiveOn, official, timeline);
  if (endingRefusal) return refuse(endingRefusal);
  const warnings = [...signatureWarnings(command), ...retirementWarnings(effectiveOn, official.gender, official.birthYear)];
  return settle(command, warnings, (overridden, reasons) => ({
    type: 'OfficialTransferred',
    data: { actId: context.ids(0), effectiveOn, decision: recordedDecision(decision), unit, category, position, ...ending(endedActIds), ...overridden },
    ...sealing(reasons),
  }));
};

const leavingRefusal = ({ effectiveOn: on, unit }: TransferOfficial, { acts }: Registered, left: Segment | undefined): Refusal | undefined => {
  if (!left) return { code: 'NOT_IN_SERVICE', on };
  if (left.unit === unit) return { code: 'SAME_UNIT', unit };
  // Of two starts by decision on one day only one can count, and nothing in them says which.
  const isListed = acts.some((act) => act.type === 'OfficialFoundInService' && act.data.actId === left.actId);
  return left.from === on && !isListed ? { code: 'SERVICE_STARTS_THAT_DAY', on, unit: left.unit } : undefined;
};

/**
 * The tenures held the day before at the unit left or under it, and still held. Where the new unit lies under the one left, what is held there
 * stays; what begins on the day itself belongs to the move, so the order in which the two are recorded does not matter.
 */
const leftBehind = ({ effectiveOn: on, unit: entered }: TransferOfficial, left: string, { tenures }: Timeline, structure: Structure): readonly string[] => {
  const isEnteredUnderLeft = structure.isUnder(entered, left, on);
  return tenures
    .filter((tenure) => tenure.from < on && holdsOn(on)(tenure) && structure.isUnder(tenure.unit, left, on))
    .filter((tenure) => !(isEnteredUnderLeft && structure.isUnder(tenure.unit, entered, on)))
    .map((tenure) => tenure.actId);
};
