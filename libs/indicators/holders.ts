import { dayNumber, type CivilDate } from '../kernel/civil-date.js';
import type { LogIndex } from '../kernel/log.js';
import { activeOn } from './active.js';
import { postFact, serviceFact, sinceOn, type PostFact, type ServiceFact } from './evidence.js';
import type { Moment, Scope } from './figure.js';
import { absent, serviceKind, type Ledger } from './ledger/columns.js';
import { standings, unitsIn, viewOn } from './view.js';

export type Holder = { readonly official: string; readonly post: PostFact };
export type PersonInService = { readonly official: string; readonly isWoman: boolean; readonly service: ServiceFact };

/** Who counts as holding a post on a day, in any capacity; a vacant seat is one that this list is short of. */
export const holdersOn = (ledger: Ledger, unit: string, position: string, day: CivilDate, knownAt: LogIndex): readonly Holder[] => {
  const view = viewOn(ledger, ledger.organisation.knownAt(knownAt), day);
  const [unitNumber, positionNumber] = [ledger.units.find(unit), ledger.positions.find(position)];
  const { groups } = ledger;
  return slotsOn(ledger, day, knownAt, (group) =>
    groups.unit.values[group] === unitNumber && groups.position.values[group] === positionNumber && groups.kind.values[group] !== serviceKind
    && view.groups.standing[group] === standings.counts,
  ).map(({ slot, official, since }) => ({ official, post: postFact(ledger, slot, since) }));
};

/** Everyone in service in a scope, in the order first met. */
export const personsIn = (ledger: Ledger, { trueOn, knownAt }: Moment, scope: Scope): readonly PersonInService[] => {
  const view = viewOn(ledger, ledger.organisation.knownAt(knownAt), trueOn);
  const isIn = unitsIn(view, scope, ledger);
  const women = ledger.genders.womenKnownAt(knownAt, ledger.officials.size);
  return slotsOn(ledger, trueOn, knownAt, (group) =>
    ledger.groups.kind.values[group] === serviceKind && isIn[view.groups.place[group] ?? absent] === 1,
  ).map(({ slot, official, since }) => ({
    official,
    isWoman: women[ledger.officials.find(official)] === 1,
    service: serviceFact(ledger, view, slot, since),
  }));
};

type HeldSlot = { readonly slot: number; readonly official: string; readonly since: Int32Array };

const slotsOn = (ledger: Ledger, day: CivilDate, knownAt: LogIndex, isAsked: (group: number) => boolean): readonly HeldSlot[] => {
  const active = activeOn(ledger, dayNumber(day), knownAt);
  const slots: number[] = [];
  for (let slot = 0; slot < ledger.slots.official.length; slot += 1)
    if ((active[slot] ?? 0) > 0 && isAsked(ledger.slots.group.values[slot] ?? absent)) slots.push(slot);
  if (slots.length === 0) return [];
  const since = sinceOn(ledger, dayNumber(day), knownAt);
  return slots.map((slot) => ({ slot, official: ledger.officials.text(ledger.slots.official.values[slot] ?? absent), since }));
};
