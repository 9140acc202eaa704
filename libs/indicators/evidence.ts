import { fromDayNumber, type CivilDate } from '../kernel/civil-date.js';
import type { LogIndex } from '../kernel/log.js';
import { capacities, type Capacity } from '../officials/domain/events.js';
import { categories, type Category } from '../organisation/domain/events.js';
import { effectiveOrder } from './active.js';
import { absent, type Ledger } from './ledger/columns.js';
import type { View } from './view.js';

/** The tenure that made someone count; `since` is the first day in this capacity. */
export type PostFact = {
  readonly actId: string;
  readonly unit: string;
  readonly position: string;
  readonly capacity: Capacity;
  readonly term: string | null;
  readonly since: CivilDate;
};
/** The payroll segment; `place` is the unit or its successor, `category` that of the day. */
export type ServiceFact = {
  readonly actId: string;
  readonly unit: string;
  readonly place: string;
  readonly position: string;
  readonly category: Category;
  readonly since: CivilDate;
};
export type HeldBy = { readonly official: string; readonly isWoman: boolean; readonly post: PostFact };
export type ParticipationFact = {
  readonly participation: string;
  readonly official: string;
  readonly isWoman: boolean;
  readonly unit: string;
  readonly class: string;
  readonly endedOn: CivilDate;
};

/** Why a key is in the denominator: the facts behind it. */
export type Detail =
  | { readonly of: 'person'; readonly key: string; readonly isWoman: boolean; readonly posts: readonly PostFact[]; readonly service: ServiceFact | null; readonly trainings: readonly ParticipationFact[] }
  | { readonly of: 'post'; readonly key: string; readonly official: string; readonly isWoman: boolean; readonly posts: readonly PostFact[] }
  | { readonly of: 'authority'; readonly key: string; readonly bodies: readonly { readonly body: string; readonly women: readonly HeldBy[] }[] }
  | { readonly of: 'department'; readonly key: string; readonly staff: number; readonly women: number; readonly isStaffMet: boolean; readonly leaders: readonly HeldBy[] }
  | ({ readonly of: 'participation'; readonly key: string } & ParticipationFact);

export type ExclusionReason = 'CAPACITY_NOT_COUNTED' | 'UNIT_ENDED' | 'TERM_ENDED';
/** Holds a post that the rule asks for, and all the same does not count by it. */
export type Excluded = HeldBy & { readonly reason: ExclusionReason };

/** By slot that holds on the day: the first day of the interval it holds in. */
export const sinceOn = (ledger: Ledger, day: number, knownAt: LogIndex): Int32Array => {
  const since = new Int32Array(ledger.slots.official.length);
  const sums = new Int8Array(ledger.slots.official.length);
  for (const row of effectiveOrder(ledger)) {
    const from = ledger.rows.day.values[row] ?? 0;
    if (from > day) break;
    if ((ledger.rows.index.values[row] ?? 0) > knownAt) continue;
    const slot = ledger.rows.slot.values[row] ?? 0;
    const sum = (sums[slot] ?? 0) + (ledger.rows.sign.values[row] ?? 0);
    sums[slot] = sum;
    if (sum === 1 && ledger.rows.sign.values[row] === 1) since[slot] = from;
  }
  return since;
};

export const postFact = (ledger: Ledger, slot: number, since: Int32Array): PostFact => {
  const group = ledger.slots.group.values[slot] ?? 0;
  const { unit, position, term, capacity } = ledger.groups;
  const termNumber = term.values[group] ?? absent;
  return {
    actId: ledger.acts.text(ledger.slots.act.values[slot] ?? absent),
    unit: ledger.units.text(unit.values[group] ?? absent),
    position: ledger.positions.text(position.values[group] ?? absent),
    capacity: capacities[capacity.values[group] ?? absent] ?? 'full',
    term: termNumber === absent ? null : ledger.terms.text(termNumber),
    since: fromDayNumber(since[slot] ?? 0),
  };
};

export const serviceFact = (ledger: Ledger, view: View, slot: number, since: Int32Array): ServiceFact => {
  const group = ledger.slots.group.values[slot] ?? 0;
  return {
    actId: ledger.acts.text(ledger.slots.act.values[slot] ?? absent),
    unit: ledger.units.text(ledger.groups.unit.values[group] ?? absent),
    place: ledger.units.text(view.groups.place[group] ?? absent),
    position: ledger.positions.text(ledger.groups.position.values[group] ?? absent),
    category: categories[view.groups.category[group] ?? absent] ?? 'cong-chuc',
    since: fromDayNumber(since[slot] ?? 0),
  };
};

export const participationFact = (ledger: Ledger, at: number, ended: 'completed' | 'sent', women: Uint8Array): ParticipationFact => {
  const { ids, official, unit, class: classes, classes: names, completedDay, classEnds } = ledger.participations;
  const number = official.values[at] ?? absent;
  return {
    participation: ids.text(at),
    official: ledger.officials.text(number),
    isWoman: women[number] === 1,
    unit: ledger.units.text(unit.values[at] ?? absent),
    class: names.text(classes.values[at] ?? absent),
    endedOn: fromDayNumber((ended === 'completed' ? completedDay : classEnds).values[at] ?? 0),
  };
};
