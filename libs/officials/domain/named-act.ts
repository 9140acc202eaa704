import type { CivilDate } from '../../kernel/civil-date.js';
import type { Refusal } from '../../kernel/decision.js';
import type { Act } from './events.js';
import { compare } from './interval.js';
import type { Registered } from './official.js';
import type { Timeline } from './timeline.js';

/** Most tenures that one act can end. */
export const endsMax = 20;

export const findAct = (actId: string, { acts }: Registered): Act | undefined => acts.find((act) => act.data.actId === actId);

export const unknownAct = (actId: string, { annulledActIds }: Registered): Refusal =>
  annulledActIds.includes(actId) ? { code: 'ACT_ANNULLED', actId } : { code: 'ACT_UNKNOWN', actId };

/** Whether an act of day `on` can end the tenure that it names. Ending on its first day is allowed: the tenure is then empty. */
export const endRefusal = (actId: string, on: CivilDate, official: Registered, { tenures }: Timeline): Refusal | undefined => {
  const act = findAct(actId, official);
  if (!act) return unknownAct(actId, official);
  const tenure = tenures.find((held) => held.actId === actId);
  if (!tenure) return act.type === 'PostFoundHeld' ? { code: 'LISTED_TENURE_REPLACED', actId } : { code: 'ACT_NOT_A_TENURE', actId };
  if (on < tenure.from) return { code: 'END_BEFORE_START', actId, from: tenure.from };
  return tenure.until !== undefined && tenure.until <= on ? { code: 'ALREADY_ENDED', actId, until: tenure.until } : undefined;
};

export const endsRefusal = (actIds: readonly string[], on: CivilDate, official: Registered, timeline: Timeline): Refusal | undefined => {
  if (actIds.length > endsMax) return { code: 'TOO_MANY_ENDS', most: endsMax };
  for (const actId of actIds) {
    const refusal = endRefusal(actId, on, official, timeline);
    if (refusal) return refusal;
  }
  return undefined;
};

export const foundActIdsOf = ({ acts }: Registered): readonly string[] => acts.filter((act) => act.type === 'PostFoundHeld').map((act) => act.data.actId);

/** `endedActIds` as they are recorded: each once, and not at all where nothing ends. */
export const ending = (actIds: readonly string[]): { readonly endedActIds?: readonly string[] } => (actIds.length === 0 ? {} : { endedActIds: [...new Set(actIds)] });

/** What has to be taken back first, by day. */
export const laterActsStand = (acts: readonly Act[]): Refusal | undefined => {
  if (acts.length === 0) return undefined;
  const named = acts.map(({ type, data: { actId, effectiveOn } }) => ({ actId, type, effectiveOn }));
  return { code: 'LATER_ACTS_STAND', count: named.length, acts: named.toSorted((a, b) => compare(a.effectiveOn, b.effectiveOn) || compare(a.actId, b.actId)) };
};
