import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { TrainingEvent } from './events.js';

/** One official in one class. Neither completed nor withdrawn, it stays as sent, also when the class is closed. */
export type Participation =
  | { readonly status: 'sent'; readonly participation: string; readonly sentOn: CivilDate }
  | { readonly status: 'completed'; readonly participation: string; readonly sentOn: CivilDate; readonly completedOn: CivilDate }
  | { readonly status: 'withdrawn'; readonly participation: string; readonly sentOn: CivilDate; readonly withdrawnOn: CivilDate };

type Planned = { readonly startsOn: CivilDate; readonly endsOn: CivilDate; /** By official. */ readonly participations: ReadonlyMap<string, Participation> };
export type TrainingClass =
  | { readonly status: 'none' }
  | ({ readonly status: 'open' } & Planned)
  | ({ readonly status: 'closed'; readonly closedOn: CivilDate } & Planned);

export const noClass: TrainingClass = { status: 'none' };

/** @throws CorruptHistory of what cannot have happened in this class. */
export const evolve = (state: TrainingClass, event: TrainingEvent): TrainingClass => {
  if (event.type === 'ClassOpened') {
    if (state.status !== 'none') throw new CorruptHistory('a class was opened twice');
    return { status: 'open', startsOn: event.data.startsOn, endsOn: event.data.endsOn, participations: new Map() };
  }
  if (state.status !== 'open') throw new CorruptHistory(`${event.type} in a class that is ${state.status}`);
  switch (event.type) {
    case 'OfficialSentToTraining': {
      const { official, participation, effectiveOn } = event.data;
      if (state.participations.has(official)) throw new CorruptHistory(`${official} was sent to one class twice`);
      return { ...state, participations: new Map(state.participations).set(official, { status: 'sent', participation, sentOn: effectiveOn }) };
    }
    case 'TrainingCompleted': {
      const { participations, effectiveOn } = event.data;
      return ended(state, participations, ({ participation, sentOn }) => ({ status: 'completed', participation, sentOn, completedOn: effectiveOn }));
    }
    case 'TrainingWithdrawn': {
      const { participation: named, effectiveOn } = event.data;
      return ended(state, [named], ({ participation, sentOn }) => ({ status: 'withdrawn', participation, sentOn, withdrawnOn: effectiveOn }));
    }
    case 'ClassClosed':
      return { ...state, status: 'closed', closedOn: event.data.effectiveOn };
  }
};

const ended = (state: TrainingClass & { status: 'open' }, named: readonly string[], end: (sent: Participation) => Participation): TrainingClass => {
  const names = new Set(named);
  const participations = new Map(state.participations);
  for (const [official, held] of state.participations) {
    if (!names.delete(held.participation)) continue;
    if (held.status !== 'sent') throw new CorruptHistory(`participation ${held.participation} was ${held.status} before`);
    participations.set(official, end(held));
  }
  for (const unknown of names) throw new CorruptHistory(`nobody was sent as participation ${unknown}`);
  return { ...state, participations };
};
