import type { CivilDate } from '../../kernel/civil-date.js';
import { compare, holdsOn, isEmpty, overlaps } from './interval.js';
import { servedUpTo, type Segment } from './service.js';
import type { SortedActs } from './sorted-acts.js';
import { isSamePost, type Tenure } from './tenure.js';

/** Something on a timeline that does not fit together: an entry of the worklist. `on` is the first day concerned, `other` a second act. */
export type Anomaly = { readonly code: AnomalyCode; readonly actId: string; readonly on: CivilDate; readonly other?: string };
export type AnomalyCode = (typeof anomalyCodes)[number];
export const anomalyCodes = [
  'ACT_AFTER_DEATH', 'APPROVAL_OF_NOTHING', 'APPROVED_BEFORE_ELECTION', 'DEPARTURE_OUTSIDE_SERVICE', 'EMPTY_SEGMENT', 'EMPTY_TENURE', 'ENDED_BEFORE_START',
  'END_OF_NOTHING', 'POST_HELD_TWICE', 'ROSTER_CONTRADICTED', 'START_WITHIN_SERVICE', 'TENURE_OUTSIDE_SERVICE', 'TRANSFER_OUTSIDE_SERVICE',
] as const;

export const anomaliesOf = (acts: SortedActs, service: readonly Segment[], tenures: readonly Tenure[]): readonly Anomaly[] => {
  const anomalies: Anomaly[] = [];
  ofStarts(acts, service, anomalies);
  ofDepartures(acts, service, anomalies);
  ofNaming(acts, anomalies);
  ofTenures(service, tenures, anomalies);
  return anomalies.length > 1 ? anomalies.sort(inTime) : anomalies;
};

const inTime = (a: Anomaly, b: Anomaly): number =>
  compare(a.on, b.on) || compare(a.code, b.code) || compare(a.actId, b.actId) || compare(a.other ?? '', b.other ?? '');

const ofStarts = ({ starts }: SortedActs, service: readonly Segment[], anomalies: Anomaly[]): void => {
  for (const { type, data } of starts) {
    const { actId, effectiveOn: on } = data;
    const own = service.find((segment) => segment.actId === actId);
    if (own && isEmpty(own)) anomalies.push({ code: 'EMPTY_SEGMENT', actId, on });
    if (type === 'OfficialFoundInService') {
      const decided = own ? undefined : service.find(holdsOn(on));
      if (decided && !isSamePayroll(decided, data)) anomalies.push({ code: 'ROSTER_CONTRADICTED', actId, on, other: decided.actId });
      continue;
    }
    const before = service.find(servedUpTo(on));
    if (type === 'OfficialTransferred' && !before) anomalies.push({ code: 'TRANSFER_OUTSIDE_SERVICE', actId, on });
    // Who leaves and comes back on one day was not in service in between by anyone's word.
    if (type !== 'OfficialTransferred' && before) anomalies.push({ code: 'START_WITHIN_SERVICE', actId, on, other: before.actId });
  }
};

const isSamePayroll = (a: Pick<Segment, 'unit' | 'category' | 'position'>, b: Pick<Segment, 'unit' | 'category' | 'position'>): boolean =>
  isSamePost(a, b) && a.category === b.category;

const ofDepartures = (acts: SortedActs, service: readonly Segment[], anomalies: Anomaly[]): void => {
  for (const { type, data: { actId, effectiveOn: on } } of acts.departures) {
    // Death is recorded of those who left long ago, too.
    if (type !== 'OfficialDied' && !service.some((segment) => segment.until === on)) anomalies.push({ code: 'DEPARTURE_OUTSIDE_SERVICE', actId, on });
    if (type === 'OfficialDied') ofDeath(actId, on, acts, anomalies);
  }
};

const ofDeath = (death: string, diedOn: CivilDate, { starts, tenureActs, departures }: SortedActs, anomalies: Anomaly[]): void => {
  for (const acts of [starts, tenureActs, departures])
    for (const { data: { actId, effectiveOn: on } } of acts) if (on >= diedOn && actId !== death) anomalies.push({ code: 'ACT_AFTER_DEATH', actId, on, other: death });
};

const ofNaming = ({ ends, approvals, tenureActs }: SortedActs, anomalies: Anomaly[]): void => {
  for (const { actId: other, on, by } of ends) {
    const ended = tenureActs.find((act) => act.data.actId === other);
    const actId = by ?? other;
    if (!ended) anomalies.push({ code: 'END_OF_NOTHING', actId, on, other });
    else if (on < ended.data.effectiveOn) anomalies.push({ code: 'ENDED_BEFORE_START', actId, on, other });
  }
  for (const { actId: other, on, by: actId } of approvals) {
    const elected = tenureActs.find((act) => act.data.actId === other);
    if (elected?.type !== 'OfficialElected') anomalies.push({ code: 'APPROVAL_OF_NOTHING', actId, on, other });
    else if (on < elected.data.effectiveOn) anomalies.push({ code: 'APPROVED_BEFORE_ELECTION', actId, on, other });
  }
};

const ofTenures = (service: readonly Segment[], tenures: readonly Tenure[], anomalies: Anomaly[]): void => {
  tenures.forEach((tenure, at) => {
    const { actId, from } = tenure;
    if (isEmpty(tenure)) {
      anomalies.push({ code: 'EMPTY_TENURE', actId, on: from });
      return;
    }
    const outside = firstDayOutside(service, tenure);
    if (outside !== undefined) anomalies.push({ code: 'TENURE_OUTSIDE_SERVICE', actId, on: outside });
    for (let later = at + 1; later < tenures.length; later += 1) {
      const other = tenures[later];
      if (other && isSamePost(tenure, other) && overlaps(tenure, other))
        anomalies.push({ code: 'POST_HELD_TWICE', actId: other.actId, on: other.from, other: actId });
    }
  });
};

/** Walks the payroll, which is in order of days, for as long as it leaves no gap. */
const firstDayOutside = (service: readonly Segment[], { from, until }: Tenure): CivilDate | undefined => {
  let covered = from;
  for (const segment of service) {
    if (segment.from > covered) break;
    if (segment.until === undefined) return undefined;
    if (segment.until > covered) covered = segment.until;
  }
  return until === undefined || covered < until ? covered : undefined;
};
