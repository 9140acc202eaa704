import { dayNumber, type CivilDate } from '../../kernel/civil-date.js';
import type { LogIndex } from '../../kernel/log.js';
import type { Capacity } from '../../officials/domain/events.js';
import type { Category } from '../../organisation/domain/events.js';

/** What the ledger asks of an official's timeline: counting.md §2 and §3. */
export type ServiceSegment = {
  readonly actId: string;
  readonly from: CivilDate;
  readonly until?: CivilDate | undefined;
  readonly unit: string;
  readonly category: Category;
  readonly position: string;
};
export type CapacitySpan = { readonly capacity: Capacity; readonly from: CivilDate; readonly until?: CivilDate | undefined };
export type HeldTenure = {
  readonly actId: string;
  readonly unit: string;
  readonly position: string;
  readonly term?: string | undefined;
  readonly spans: readonly CapacitySpan[];
};
export type LedgerTimeline = { readonly service: readonly ServiceSegment[]; readonly tenures: readonly HeldTenure[] };

/** What holds while the signs up to a day sum to one: of a payroll segment or of a post in one capacity. `tenure` is the act that began it. */
export type LedgerFact = {
  readonly official: string;
  readonly tenure: string;
  readonly kind: 'service' | 'post';
  readonly unit: string;
  readonly position: string;
  readonly term: string | null;
  readonly capacity: Capacity | null;
  readonly category: Category | null;
};
export type LedgerRow = LedgerFact & {
  readonly index: LogIndex;
  /** `dayNumber` of the first day on which the change holds. */
  readonly day: number;
  readonly sign: 1 | -1;
};

type Change = { readonly fact: LedgerFact; readonly day: number; count: number };

/**
 * The rows that turn one timeline of an official into the next. Summed over the rows known and effective, they give exactly the facts
 * of the timeline as it was known.
 */
export const differenceOf = (before: LedgerTimeline, after: LedgerTimeline, official: string, index: LogIndex): LedgerRow[] => {
  const changes = new Map<string, Change>();
  const hold = (fact: LedgerFact, from: CivilDate, until: CivilDate | undefined, sign: 1 | -1) => {
    add(changes, fact, dayNumber(from), sign);
    if (until !== undefined) add(changes, fact, dayNumber(until), -sign);
  };
  const state = (timeline: LedgerTimeline, sign: 1 | -1) => {
    for (const segment of timeline.service) hold(factOfService(official, segment), segment.from, segment.until, sign);
    for (const tenure of timeline.tenures) for (const span of tenure.spans) hold(factOfPost(official, tenure, span), span.from, span.until, sign);
  };
  state(before, -1);
  state(after, 1);
  return [...changes.values()].flatMap(({ fact, day, count }) =>
    Array.from({ length: Math.abs(count) }, (): LedgerRow => ({ ...fact, index, day, sign: count > 0 ? 1 : -1 })));
};

const add = (changes: Map<string, Change>, fact: LedgerFact, day: number, sign: number): void => {
  const key = `${day}|${fact.kind}|${fact.tenure}|${fact.unit}|${fact.position}|${fact.term ?? ''}|${fact.capacity ?? ''}|${fact.category ?? ''}`;
  const change = changes.get(key);
  if (change) change.count += sign;
  else changes.set(key, { fact, day, count: sign });
};

const factOfService = (official: string, { actId, unit, position, category }: ServiceSegment): LedgerFact =>
  ({ official, tenure: actId, kind: 'service', unit, position, term: null, capacity: null, category });

const factOfPost = (official: string, { actId, unit, position, term }: HeldTenure, { capacity }: CapacitySpan): LedgerFact =>
  ({ official, tenure: actId, kind: 'post', unit, position, term: term ?? null, capacity, category: null });
