import type { CivilDate } from '../../kernel/civil-date.js';
import type { Act } from './events.js';
import type { Standing } from './official.js';
import type { Departure, Start } from './service.js';
import type { Approval, NamedEnd, TenureAct } from './tenure.js';

/** The acts by what they do to a timeline. */
export type SortedActs = {
  readonly starts: Start[];
  readonly departures: Departure[];
  readonly departedOn: CivilDate[];
  readonly tenureActs: TenureAct[];
  readonly ends: (NamedEnd & { readonly by?: string })[];
  readonly approvals: (Approval & { readonly by: string })[];
};

export const sortedActs = ({ acts, upheldEnds }: Standing): SortedActs => {
  const sorted: SortedActs = { starts: [], departures: [], departedOn: [], tenureActs: [], ends: [], approvals: [] };
  for (const act of acts) place(act, sorted);
  for (const { actId, endedOn } of upheldEnds) sorted.ends.push({ actId, on: endedOn });
  return sorted;
};

const place = (act: Act, sorted: SortedActs): void => {
  switch (act.type) {
    case 'OfficialRecruited':
    case 'OfficialReturned':
    case 'OfficialFoundInService':
      sorted.starts.push(act);
      return;
    case 'OfficialTransferred':
      sorted.starts.push(act);
      return placeEnds(act.data, sorted);
    case 'OfficialAppointed':
    case 'OfficialElected':
      sorted.tenureActs.push(act);
      return placeEnds(act.data, sorted);
    case 'ConcurrentPostAdded':
    case 'PostFoundHeld':
      sorted.tenureActs.push(act);
      return;
    case 'OfficialRelieved':
      sorted.ends.push({ actId: act.data.endedActId, on: act.data.effectiveOn, by: act.data.actId });
      return;
    case 'ElectionApproved':
      sorted.approvals.push({ actId: act.data.approvedActId, on: act.data.effectiveOn, by: act.data.actId });
      return;
    default:
      sorted.departures.push(act);
      sorted.departedOn.push(act.data.effectiveOn);
  }
};

type Ending = { readonly actId: string; readonly effectiveOn: CivilDate; readonly endedActIds?: readonly string[] };
const placeEnds = ({ actId, effectiveOn, endedActIds }: Ending, sorted: SortedActs): void => {
  if (endedActIds) for (const ended of endedActIds) sorted.ends.push({ actId: ended, on: effectiveOn, by: actId });
};
