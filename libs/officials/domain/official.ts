import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { Act, Gender, OfficialEvent } from './events.js';

/** The end of a tenure that outlived the act that made it. */
export type UpheldEnd = { readonly actId: string; readonly endedOn: CivilDate };
/** What counts of the acts known: docs/reference/counting.md §1. Recorded order carries no meaning here. */
export type Standing = { readonly acts: readonly Act[]; readonly upheldEnds: readonly UpheldEnd[] };
export type Registered = Standing & {
  readonly status: 'registered';
  /** As the last known event says that states it, whatever day is asked about. */
  readonly gender: Gender;
  readonly birthYear: number;
  readonly annulledActIds: readonly string[];
};
export type Official = { readonly status: 'unknown' } | Registered;

export const noOfficial: Official = { status: 'unknown' };

/** Folds one recorded fact. @throws CorruptHistory of a stream that opens with no entry, or an annulment of what was never recorded. */
export const evolve = (official: Official, event: OfficialEvent): Official => {
  if (event.type === 'OfficialRecruited' || event.type === 'OfficialFoundInService') return entered(official, event);
  if (official.status === 'unknown') throw new CorruptHistory(`an official's stream opens with ${event.type}`);
  switch (event.type) {
    case 'GenderCorrected':
      return { ...official, gender: event.data.gender };
    case 'ActAnnulled':
      return annulled(official, event.data);
    default:
      return { ...official, acts: [...official.acts, event] };
  }
};

const entered = (official: Official, entry: Extract<Act, { type: 'OfficialRecruited' | 'OfficialFoundInService' }>): Registered => {
  const { gender, birthYear } = entry.data;
  if (official.status === 'unknown') return { status: 'registered', gender, birthYear, acts: [entry], upheldEnds: [], annulledActIds: [] };
  return { ...official, gender, birthYear, acts: [...official.acts, entry] };
};

const annulled = (official: Registered, { annulledActId, upheldEnds }: Extract<OfficialEvent, { type: 'ActAnnulled' }>['data']): Registered => {
  const acts = official.acts.filter((act) => act.data.actId !== annulledActId);
  if (acts.length === official.acts.length) throw new CorruptHistory(`no act ${annulledActId} to annul`);
  return {
    ...official,
    acts,
    upheldEnds: upheldEnds.length === 0 ? official.upheldEnds : [...official.upheldEnds, ...upheldEnds],
    annulledActIds: [...official.annulledActIds, annulledActId],
  };
};
