import { awaitsSession } from './elections.js';
import { divisionSlotsOf, designedLeaders, isWoman, type Tier } from './division-leaders.js';
import { canRise, findMember, isFree, type Person, type Slot } from './people.js';
import { isNearRetirement, openSlots, recruit, type Month, type State } from './state.js';
import type { Gender } from '../officials/domain/events.js';
import { dayOn, type Day } from './calendar.js';

const genderFor = (isFemale: boolean): Gender => (isFemale ? 'female' : 'male');

/** Someone of this gender who may take the post: of its own unit first, then of the sources. */
export const findSuccessor = ({ prng }: State, slot: Slot, gender: Gender, { first }: Pick<Month, 'first'>, mayLead = false): Person | undefined => {
  const fits = (person: Person) => person.gender === gender && (person.unit !== slot.unit || person.bucket === slot.bucket) &&
    (canRise(person, first) || (mayLead && isFree(person, first) && person.slot?.kind === 'division' && !isNearRetirement(person, first)));
  const planned = prng.chance(0.7) ? slot.planned.find(fits) : undefined;
  if (planned) return planned;
  const own = findMember(slot.bucket, prng, (person) => person.unit === slot.unit && fits(person));
  if (own) return own;
  for (const source of slot.sources) {
    const found = findMember(source, prng, fits);
    if (found) return found;
  }
  return undefined;
};

/** The deputies of a division come before its staff when its head is sought. */
const findDeputy = ({ world }: State, slot: Slot, gender: Gender, { first }: Month): Person | undefined =>
  world.slots.find((other) => other.unit === slot.unit && other !== slot && other.kind === 'division' && other.holder?.gender === gender &&
    isFree(other.holder, first) && !isNearRetirement(other.holder, first))?.holder;

const fillDay = ({ prng }: State, { first }: Month, slot?: Slot): Day => Math.max(first + prng.between(8, 24), slot?.vacantFrom ?? 0);

const fillWith = (state: State, slot: Slot, isFemale: boolean, month: Month): void => {
  const gender = genderFor(isFemale);
  const day = fillDay(state, month, slot);
  const isPromotion = slot.kind === 'division' && slot.isHead && state.prng.chance(0.6);
  const found = (isPromotion ? findDeputy(state, slot, gender, month) : undefined) ?? findSuccessor(state, slot, gender, month, slot.kind === 'department');
  const person = found ?? recruit(state, slot.bucket, slot.unit, gender, day, true);
  state.posts.fill(slot, person, day, slot.kind === 'division' && slot.isHead && month.month < 10 && state.prng.chance(0.18));
};

/** Fills the posts whose holders the design names, and those of public units. */
export const fillDesigned = (state: State, month: Month): void => {
  for (const slot of state.world.slots) {
    if (slot.isClosed || slot.holder || slot.kind === 'division' || awaitsSession(state, slot, month)) continue;
    if (slot.kind === 'public') fillPublic(state, slot, month);
    else fillWith(state, slot, slot.designed?.(month.year) ?? false, month);
  }
};

const fillPublic = (state: State, slot: Slot, month: Month): void => {
  if (month.month < 12 && state.prng.chance(0.4)) return;
  const share = slot.bucket.women / Math.max(slot.bucket.members.length, 1);
  const person = findSuccessor(state, slot, genderFor(state.prng.chance(share * 0.8)), month);
  if (person) state.posts.fill(slot, person, fillDay(state, month, slot));
};

/** In the course of the year the holders give way to those whom the design asks for. */
export const followDesign = (state: State, month: Month): void => {
  const electionsDone = month.year > 2016 || month.month > 7;
  if (!electionsDone || month.month < 3) return;
  for (const slot of state.world.slots) {
    const designed = slot.designed?.(month.year);
    const { holder } = slot;
    if (slot.isClosed || designed === undefined || !holder || isWoman(holder) === designed || !isFree(holder, month.first)) continue;
    if (month.month < 10 && state.prng.chance(0.75)) continue;
    letGo(state, slot, month);
  }
};

/** The holder leaves the post, some of them the service. */
export const letGo = (state: State, slot: Slot, { first }: Month): void => {
  const { prng, posts } = state;
  const { holder } = slot;
  if (!holder) return;
  const day = first + prng.between(1, 6);
  if (prng.chance(0.25)) posts.depart(holder, prng.chance(0.6) ? 'transfer-out' : 'resign', day);
  else posts.vacate(slot, day, prng.pick(['mien-nhiem', 'mien-nhiem', 'khac', 'tu-chuc'] as const));
};

/** Brings the filled posts of T4 and the women among them to what the design says for the month. */
export const followDivisionLeaders = (state: State, tier: Tier, month: Month): void => {
  const slots = divisionSlotsOf(state.world, tier);
  const [before, after] = [designedLeaders(state.world, tier, month.year - 1), designedLeaders(state.world, tier, month.year)];
  const reached = (from: number, to: number) => Math.round(from + ((to - from) * month.month) / 12);
  const [filled, women] = [reached(before.filled, after.filled), reached(before.women, after.women)];
  const held = () => slots.filter(({ holder }) => holder);
  const countWomen = () => held().filter(({ holder }) => isWoman(holder)).length;
  const isWanted = (slot: Slot) => slot.designed?.(month.year) ?? countWomen() < women;
  for (const slot of slots) if (slot.isHead && !slot.holder && !awaitsSession(state, slot, month)) fillWith(state, slot, isWanted(slot), month);
  const vacant = state.prng.shuffled(slots.filter((slot) => !slot.isHead && !slot.holder));
  for (const slot of vacant.slice(0, Math.max(filled - held().length, 0))) fillWith(state, slot, isWanted(slot), month);
  const isMovable = ({ holder, isHead }: Slot) => holder !== undefined && !isHead && isFree(holder, month.first);
  for (let excess = held().length - filled; excess > 0; excess -= 1) {
    const surplus = countWomen() > women;
    const slot = held().filter(isMovable).find(({ holder }) => isWoman(holder) === surplus);
    if (slot) letGo(state, slot, month);
  }
  for (let swaps = month.month === 12 ? 40 : 2; swaps > 0 && countWomen() !== women; swaps -= 1) {
    const isShort = countWomen() < women;
    const slot = state.prng.shuffled(held().filter(isMovable)).find(({ holder }) => isWoman(holder) !== isShort);
    if (!slot) return;
    letGo(state, slot, month);
    fillWith(state, slot, isShort, month);
  }
};

/** Those who move on, are appointed anew after five years, or in full after a time as acting. */
export const rotateLeaders = (state: State, month: Month): void => {
  const { world, prng, posts } = state;
  const busy = month.month === 1 || month.month === 7;
  const volume = (yearly: number) => Math.floor(yearly * world.scale * (busy ? 2 : 0.8) / 12 + prng.next());
  const freeIn = (slots: readonly Slot[]) => prng.shuffled(slots.filter(({ holder }) => holder !== undefined && isFree(holder, month.first)));
  const divisions = freeIn(openSlots(world, 'division'));
  const isAfterElections = month.first > dayOn('2016-07-31');
  for (const slot of divisions.filter(({ isActing }) => isActing)) if (prng.chance(0.25)) posts.renew(slot, fillDay(state, month), ({ body }) => body === undefined);
  const appointed = (slot: Slot) => !slot.isActing && slot.holder !== undefined && isFree(slot.holder, month.first);
  for (const slot of divisions.filter(appointed).slice(0, volume(60))) if (month.month < 12) letGo(state, slot, month);
  for (const slot of divisions.filter(appointed).slice(0, volume(200))) posts.renew(slot, fillDay(state, month), ({ body }) => body === undefined);
  if (isAfterElections && month.month < 12) for (const slot of freeIn(openSlots(world, 'commune')).slice(0, volume(28))) letGo(state, slot, month);
  for (const slot of freeIn(openSlots(world, 'public')).slice(0, volume(world.size === 'full' ? 300 : 0))) {
    if (prng.chance(0.7)) posts.renew(slot, fillDay(state, month));
    else letGo(state, slot, month);
  }
};
