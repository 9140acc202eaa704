import type { CivilDate } from '../../kernel/civil-date.js';
import type { Act, Capacity } from './events.js';
import { compare, earlier, firstOnOrAfter, holdsOn, type Interval } from './interval.js';

/** The acts that put a person into a post. */
export type TenureAct = Extract<Act, { type: 'OfficialAppointed' | 'OfficialElected' | 'ConcurrentPostAdded' | 'PostFoundHeld' }>;
/** Days in one capacity; the spans of a tenure follow each other and fill it, an empty tenure has none. */
export type CapacitySpan = Interval & { readonly capacity: Capacity };
export type Tenure = Interval & {
  readonly actId: string;
  readonly unit: string;
  readonly position: string;
  readonly term?: string;
  readonly spans: readonly CapacitySpan[];
};
/** An act, or an upheld end, that names the tenure that it ends. */
export type NamedEnd = { readonly actId: string; readonly on: CivilDate };
export type Approval = NamedEnd;

/** Posts by docs/reference/counting.md §3. */
export const tenuresOf = (
  acts: readonly TenureAct[],
  ends: readonly NamedEnd[],
  approvals: readonly Approval[],
  departedOn: readonly CivilDate[],
): readonly Tenure[] => {
  if (acts.length === 0) return [];
  const decided: Tenure[] = [];
  const found: Tenure[] = [];
  for (const act of acts) (act.type === 'PostFoundHeld' ? found : decided).push(tenureOf(act, ends, approvals, departedOn));
  const standing = found.length === 0 ? decided : [...decided, ...found.filter((tenure) => !isReplaced(tenure, decided))];
  return standing.length > 1 ? standing.toSorted(inTime) : standing;
};

export const isSamePost = (a: { unit: string; position: string }, b: { unit: string; position: string }): boolean =>
  a.unit === b.unit && a.position === b.position;

const isReplaced = (found: Tenure, decided: readonly Tenure[]): boolean => {
  const covers = holdsOn(found.from);
  return decided.some((tenure) => isSamePost(tenure, found) && covers(tenure));
};

const tenureOf = (act: TenureAct, ends: readonly NamedEnd[], approvals: readonly Approval[], departedOn: readonly CivilDate[]): Tenure => {
  const { actId, unit, position, term, effectiveOn: from } = act.data;
  const ended = earlier(earliestNaming(actId, ends), firstOnOrAfter(from, departedOn));
  const until = ended !== undefined && ended < from ? from : ended;
  const spans =
    act.type === 'OfficialElected' ? electedSpans(from, until, earliestNaming(actId, approvals)) : spanOf(act.data.capacity, from, until);
  const place = term === undefined ? { actId, unit, position } : { actId, unit, position, term };
  return until === undefined ? { ...place, from, spans } : { ...place, from, until, spans };
};

const earliestNaming = (actId: string, ends: readonly NamedEnd[]): CivilDate | undefined => {
  let first: CivilDate | undefined;
  for (const end of ends) if (end.actId === actId && (first === undefined || end.on < first)) first = end.on;
  return first;
};

const spanOf = (capacity: Capacity, from: CivilDate, until: CivilDate | undefined): readonly CapacitySpan[] =>
  until === undefined ? [{ capacity, from }] : until <= from ? [] : [{ capacity, from, until }];

const electedSpans = (from: CivilDate, until: CivilDate | undefined, approvedOn: CivilDate | undefined): readonly CapacitySpan[] => {
  if (approvedOn === undefined || (until !== undefined && approvedOn >= until)) return spanOf('unapproved', from, until);
  if (approvedOn <= from) return spanOf('full', from, until);
  return [...spanOf('unapproved', from, approvedOn), ...spanOf('full', approvedOn, until)];
};

const inTime = (a: Tenure, b: Tenure): number => compare(a.from, b.from) || compare(a.actId, b.actId);
