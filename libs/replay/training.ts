import { dayOf, yearOf, type CivilDate } from '../kernel/civil-date.js';
import type { TrainingEvent } from '../training/domain/events.js';
import type { Participation } from './day.js';

export type RecordedTraining = { readonly stream: string; readonly event: TrainingEvent };
export type WomenAndAll = { readonly women: number; readonly total: number };
export type ClassCount = { readonly stream: string; readonly sent: WomenAndAll; readonly completed: WomenAndAll; readonly withdrawn: WomenAndAll };

type Sending = Participation & { readonly stream: string; readonly sentOn: CivilDate };
const sendingsOf = (events: readonly RecordedTraining[], isWoman: (official: string) => boolean): readonly Sending[] =>
  events.flatMap(({ stream, event }) => {
    if (event.type !== 'OfficialSentToTraining') return [];
    const { participation, official, unit, effectiveOn } = event.data;
    return [{ stream, participation, official, unit, isWoman: isWoman(official), sentOn: effectiveOn }];
  });

/** For each participation the day of the first recorded completion that lists it. */
const completionsOf = (events: readonly RecordedTraining[]): ReadonlyMap<string, CivilDate> => {
  const completedOn = new Map<string, CivilDate>();
  for (const { event } of events) {
    if (event.type !== 'TrainingCompleted') continue;
    for (const participation of event.data.participations) if (!completedOn.has(participation)) completedOn.set(participation, event.data.effectiveOn);
  }
  return completedOn;
};

const lastDaysOf = (events: readonly RecordedTraining[]): ReadonlyMap<string, CivilDate> =>
  new Map(events.flatMap(({ stream, event }) => (event.type === 'ClassOpened' ? [[stream, event.data.endsOn]] : [])));

/** Participations that ended from 1 January of the day's year to the day: counting.md §7, window. */
export const endedParticipations = (
  events: readonly RecordedTraining[],
  ended: 'completed' | 'sent',
  day: CivilDate,
  isWoman: (official: string) => boolean,
): readonly Participation[] => {
  const completedOn = completionsOf(events);
  const lastDayOf = lastDaysOf(events);
  const from = dayOf(yearOf(day), 1, 1);
  return sendingsOf(events, isWoman).filter(({ participation, stream }) => {
    const endedOn = ended === 'completed' ? completedOn.get(participation) : lastDayOf.get(stream);
    return endedOn !== undefined && from <= endedOn && endedOn <= day;
  });
};

const countOf = (sendings: readonly Sending[]): WomenAndAll => ({ women: sendings.filter(({ isWoman }) => isWoman).length, total: sendings.length });

/** Of every class, who was sent, has completed or has withdrawn by the day. */
export const classesOn = (events: readonly RecordedTraining[], day: CivilDate, isWoman: (official: string) => boolean): readonly ClassCount[] => {
  const completedOn = completionsOf(events);
  const withdrawn = new Set(
    events.flatMap(({ event }) => (event.type === 'TrainingWithdrawn' && event.data.effectiveOn <= day ? [event.data.participation] : [])),
  );
  const sentTo = Map.groupBy(sendingsOf(events, isWoman).filter(({ sentOn }) => sentOn <= day), ({ stream }) => stream);
  const opened = events.flatMap(({ stream, event }) => (event.type === 'ClassOpened' ? [stream] : []));
  return opened.toSorted().map((stream) => {
    const sent = sentTo.get(stream) ?? [];
    return {
      stream,
      sent: countOf(sent),
      completed: countOf(sent.filter(({ participation }) => (completedOn.get(participation) ?? '9999-12-31') <= day)),
      withdrawn: countOf(sent.filter(({ participation }) => withdrawn.has(participation))),
    };
  });
};
