import type { CivilDate } from '../../kernel/civil-date.js';
import type { Category } from '../../organisation/domain/events.js';
import type { Act } from './events.js';
import { compare, earlier, firstOnOrAfter, holdsOn, type Interval } from './interval.js';

/** The acts that put a person on a unit's payroll. */
export type Start = Extract<Act, { type: 'OfficialRecruited' | 'OfficialReturned' | 'OfficialTransferred' | 'OfficialFoundInService' }>;
export type Departure = Extract<Act, { type: 'OfficialRetired' | 'OfficialResigned' | 'OfficialDied' | 'OfficialTransferredOut' }>;

export const isStart = (act: Act): act is Start =>
  act.type === 'OfficialRecruited' || act.type === 'OfficialReturned' || act.type === 'OfficialTransferred' || act.type === 'OfficialFoundInService';
export const isDeparture = (act: Act): act is Departure =>
  act.type === 'OfficialRetired' || act.type === 'OfficialResigned' || act.type === 'OfficialDied' || act.type === 'OfficialTransferredOut';

/** Days on one unit's payroll, and the act that began them. */
export type Segment = Interval & { readonly actId: string; readonly unit: string; readonly category: Category; readonly position: string };

/** In service on the day before, by an act other than those of that day. */
export const servedUpTo = (day: CivilDate) => ({ from, until }: Segment): boolean => from < day && (until === undefined || day <= until);

/** Payroll by docs/reference/counting.md §2: at most one segment holds on any day. */
export const serviceOf = (starts: readonly Start[], departedOn: readonly CivilDate[]): readonly Segment[] => {
  const ordered = starts.length > 1 ? starts.toSorted(inTime) : starts;
  const decided = ordered.filter((start) => !isFound(start));
  if (decided.length === 0 || decided.length === ordered.length) return segmentsOf(ordered, departedOn);
  const byDecision = segmentsOf(decided, departedOn);
  // A roster stands only where no decision speaks.
  const standing = ordered.filter((start) => !isFound(start) || !byDecision.some(holdsOn(start.data.effectiveOn)));
  return standing.length === decided.length ? byDecision : segmentsOf(standing, departedOn);
};

const isFound = (start: Start): boolean => start.type === 'OfficialFoundInService';
const inTime = (a: Start, b: Start): number =>
  compare(a.data.effectiveOn, b.data.effectiveOn) || Number(isFound(b)) - Number(isFound(a)) || compare(a.data.actId, b.data.actId);

const segmentsOf = (ordered: readonly Start[], departedOn: readonly CivilDate[]): readonly Segment[] =>
  ordered.map(({ data: { actId, effectiveOn: from, unit, category, position } }, at) => {
    const until = earlier(ordered[at + 1]?.data.effectiveOn, firstOnOrAfter(from, departedOn));
    return until === undefined ? { actId, from, unit, category, position } : { actId, from, until, unit, category, position };
  });
