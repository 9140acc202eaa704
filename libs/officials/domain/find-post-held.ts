import { accept, refuse, type Decision, type Refusal } from '../../kernel/decision.js';
import type { CivilDate } from '../../kernel/civil-date.js';
import type { RecordPostFoundHeld } from './commands.js';
import { dayRefusal, deathRefusal } from './decision-header.js';
import type { OfficialEvent } from './events.js';
import { holdsOn } from './interval.js';
import { listedRefusal, recordedSource } from './listed.js';
import type { OfficialContext } from './official-context.js';
import type { Registered } from './official.js';
import { heldRefusal, postRefusal } from './post.js';
import { isDeparture } from './service.js';
import { timelineOf, type Timeline } from './timeline.js';
import { noteOf, sealing } from './written-text.js';

/** A list may know a post from before the day on which service is known; only after a departure does it contradict what stands. */
export const decidePostFoundHeld = (command: RecordPostFoundHeld, official: Registered, context: OfficialContext): Decision<OfficialEvent> => {
  const { effectiveOn: on, unit, position, capacity = 'full', term } = command;
  const timeline = timelineOf(official);
  const refusal =
    listedRefusal(command, context) ??
    dayRefusal(on, context) ??
    deathRefusal(on, official) ??
    leftRefusal(on, official, timeline) ??
    postRefusal(command, on, context.structure) ??
    heldRefusal({ post: command, on, endedActIds: [] }, timeline, [], context);
  if (refusal) return refuse(refusal);
  return accept({
    type: 'PostFoundHeld',
    data: { actId: context.ids(0), effectiveOn: on, source: recordedSource(command.source), unit, position, capacity, ...(term === undefined ? {} : { term }) },
    ...sealing(noteOf(command.note)),
  });
};

const leftRefusal = (on: CivilDate, { acts }: Registered, { service }: Timeline): Refusal | undefined =>
  !service.some(holdsOn(on)) && acts.some((act) => isDeparture(act) && act.data.effectiveOn <= on) ? { code: 'NOT_IN_SERVICE', on } : undefined;
