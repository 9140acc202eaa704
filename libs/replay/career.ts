import type { CivilDate } from '../kernel/civil-date.js';
import { CorruptHistory } from '../kernel/errors.js';
import type { Act, Capacity, Gender, OfficialEvent } from '../officials/domain/events.js';
import type { Category } from '../organisation/domain/events.js';

export type Interval = { readonly from: CivilDate; readonly until?: CivilDate };
export type Segment = Interval & { readonly unit: string; readonly category: Category; readonly position: string };
export type Tenure = Interval & {
  readonly actId: string;
  readonly unit: string;
  readonly position: string;
  readonly term?: string;
  readonly capacity: Capacity;
  /** Of an elected tenure that was approved: from this day on it is full. */
  readonly approvedOn?: CivilDate;
};
/** What is known of one official, in recorded order: counting.md §1. */
export type Career = { readonly gender?: Gender; readonly acts: readonly Act[]; readonly upheldEnds: readonly { readonly actId: string; readonly endedOn: CivilDate }[] };

export const noCareer: Career = { acts: [], upheldEnds: [] };

export const foldCareer = (career: Career, event: OfficialEvent): Career => {
  switch (event.type) {
    case 'GenderCorrected':
      return { ...career, gender: event.data.gender };
    case 'ActAnnulled': {
      const { annulledActId, upheldEnds } = event.data;
      const acts = career.acts.filter((act) => act.data.actId !== annulledActId);
      if (acts.length === career.acts.length) throw new CorruptHistory(`no act ${annulledActId} to annul`);
      return { ...career, acts, upheldEnds: [...career.upheldEnds, ...upheldEnds] };
    }
    case 'OfficialRecruited':
    case 'OfficialFoundInService':
      return { ...career, gender: event.data.gender, acts: [...career.acts, event] };
    default:
      return { ...career, acts: [...career.acts, event] };
  }
};

export const covers = (interval: Interval, day: CivilDate): boolean => interval.from <= day && (interval.until === undefined || day < interval.until);

/** `[from, earliest end)`, empty where the earliest end lies before its first day. */
const closed = (from: CivilDate, ends: readonly CivilDate[]): Interval => {
  const [earliest] = ends.toSorted();
  if (earliest === undefined) return { from };
  return { from, until: earliest < from ? from : earliest };
};

const departuresOf = (career: Career): readonly CivilDate[] =>
  career.acts.flatMap((act) => {
    switch (act.type) {
      case 'OfficialRetired':
      case 'OfficialResigned':
      case 'OfficialDied':
      case 'OfficialTransferredOut':
        return [act.data.effectiveOn];
      default:
        return [];
    }
  });

type Start = Extract<Act, { readonly type: 'OfficialRecruited' | 'OfficialReturned' | 'OfficialTransferred' | 'OfficialFoundInService' }>;
const isStart = (act: Act): act is Start =>
  act.type === 'OfficialRecruited' || act.type === 'OfficialReturned' || act.type === 'OfficialTransferred' || act.type === 'OfficialFoundInService';
const isFound = (start: Start): boolean => start.type === 'OfficialFoundInService';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const startsInOrder = (a: Start, b: Start): number =>
  compare(a.data.effectiveOn, b.data.effectiveOn) || Number(isFound(b)) - Number(isFound(a)) || compare(a.data.actId, b.data.actId);

const segmentsOf = (starts: readonly Start[], departures: readonly CivilDate[]): readonly Segment[] => {
  const ordered = starts.toSorted(startsInOrder);
  return ordered.map(({ data: { effectiveOn, unit, category, position } }, at) => {
    const next = ordered[at + 1];
    const ends = departures.filter((day) => day >= effectiveOn);
    return { ...closed(effectiveOn, next ? [next.data.effectiveOn, ...ends] : ends), unit, category, position };
  });
};

/** The payroll segments of counting.md §2. */
export const serviceOf = (career: Career): readonly Segment[] => {
  const starts = career.acts.filter(isStart);
  const departures = departuresOf(career);
  const decided = starts.filter((start) => !isFound(start));
  const decidedSegments = segmentsOf(decided, departures);
  const uncontradicted = starts.filter((start) => isFound(start) && !decidedSegments.some((segment) => covers(segment, start.data.effectiveOn)));
  return segmentsOf([...decided, ...uncontradicted], departures);
};

type Beginning = Extract<Act, { readonly type: 'OfficialAppointed' | 'OfficialElected' | 'ConcurrentPostAdded' | 'PostFoundHeld' }>;
const isBeginning = (act: Act): act is Beginning =>
  act.type === 'OfficialAppointed' || act.type === 'OfficialElected' || act.type === 'ConcurrentPostAdded' || act.type === 'PostFoundHeld';

const endedActIdsOf = (act: Act): readonly string[] => {
  switch (act.type) {
    case 'OfficialRelieved':
      return [act.data.endedActId];
    case 'OfficialAppointed':
    case 'OfficialElected':
    case 'OfficialTransferred':
      return act.data.endedActIds ?? [];
    default:
      return [];
  }
};

const tenureOf = (career: Career, departures: readonly CivilDate[]) => (act: Beginning): Tenure => {
  const { actId, effectiveOn, unit, position, term } = act.data;
  const ends = [
    ...departures.filter((day) => day >= effectiveOn),
    ...career.acts.filter((other) => endedActIdsOf(other).includes(actId)).map((other) => other.data.effectiveOn),
    ...career.upheldEnds.filter((end) => end.actId === actId).map((end) => end.endedOn),
  ];
  const held = { ...closed(effectiveOn, ends), actId, unit, position, ...(term === undefined ? {} : { term }) };
  if (act.type !== 'OfficialElected') return { ...held, capacity: act.data.capacity };
  const [approvedOn] = career.acts
    .flatMap((other) => (other.type === 'ElectionApproved' && other.data.approvedActId === actId ? [other.data.effectiveOn] : []))
    .toSorted();
  return { ...held, capacity: 'unapproved', ...(approvedOn === undefined ? {} : { approvedOn }) };
};

/** The tenures of counting.md §3. */
export const tenuresOf = (career: Career): readonly Tenure[] => {
  const beginnings = career.acts.filter(isBeginning);
  const toTenure = tenureOf(career, departuresOf(career));
  const decided = beginnings.filter((act) => act.type !== 'PostFoundHeld').map(toTenure);
  const found = beginnings.filter((act) => act.type === 'PostFoundHeld').map(toTenure);
  const isContradicted = (listed: Tenure): boolean =>
    decided.some((tenure) => tenure.unit === listed.unit && tenure.position === listed.position && covers(tenure, listed.from));
  return [...decided, ...found.filter((listed) => !isContradicted(listed))];
};

export const capacityOn = (tenure: Tenure, day: CivilDate): Capacity =>
  tenure.approvedOn !== undefined && tenure.approvedOn <= day ? 'full' : tenure.capacity;
