import type { Gender } from '../officials/domain/events.js';
import type { Day } from './calendar.js';
import { findMember, isFree, type Bucket, type Person } from './people.js';
import { awaitRetirement, isNearRetirement, placeIn, recruit, retirementDay, type Month, type State } from './state.js';

/** Retirements take effect on the first of the month. Whoever has an act of that very time goes a month later. */
export const retire = (state: State, { year, month, first, last }: Month): void => {
  const due = state.retiring.get(`${year}-${String(month).padStart(2, '0')}`) ?? [];
  for (const person of due) {
    if (!person.isServing) continue;
    if (person.busyUntil < first) state.posts.depart(person, 'retire', first);
    else if (person.busyUntil < Infinity) awaitRetirement(state, person, last + 1);
  }
};

const resigning = { 'vien-chuc': 0.029, 'cong-chuc': 0.014, 'can-bo': 0.014 } as const;

/** A member without a post; of the gender that brings the share nearer to the design, of which fewer than half the leavers are women. */
const isMovable = (person: Person, first: Day): boolean =>
  person.slot === undefined && person.extras.length === 0 && isFree(person, first) && !isNearRetirement(person, first);
const findLeaver = ({ prng }: State, bucket: Bucket, gender: Gender, first: Day): Person | undefined =>
  findMember(bucket, prng, (person) => person.gender === gender && isMovable(person, first));

const letLeave = (state: State, bucket: Bucket, gender: Gender, { first, last }: Month): boolean => {
  const person = findLeaver(state, bucket, gender, first);
  if (!person) return false;
  const { prng } = state;
  const by = prng.chance(0.03) ? 'record-death' : prng.chance(0.5) ? 'transfer-out' : 'resign';
  state.posts.depart(person, by, prng.between(first, last - 1));
  if (by !== 'record-death') state.gone.push(person);
  return true;
};

export const letSomeLeave = (state: State, month: Month): void => {
  for (const bucket of state.world.buckets) {
    const { staff, women = bucket.women } = bucket.target(month.year);
    const expected = (bucket.members.length * resigning[bucket.category]) / 12;
    for (let count = Math.floor(expected + state.prng.next()); count > 0 && staff > 0; count -= 1)
      letLeave(state, bucket, bucket.women > women || state.prng.chance(0.36) ? 'female' : 'male', month);
  }
};

/** Brings each payroll to the number and the women that the design asks for: on the way month by month, at the end of the year exactly. */
export const followStaff = (state: State, month: Month): void => {
  for (const bucket of state.world.buckets) {
    const isStepped = bucket.office.startsWith('BQL') && month.year === 2019;
    if (isStepped && month.month < 4) continue;
    const [before, after] = [bucket.target(isStepped ? 2019 : month.year - 1), bucket.target(month.year)];
    const reached = (from: number, to: number) => Math.round(from + ((to - from) * month.month) / 12);
    const women = after.women === undefined || before.women === undefined ? undefined : reached(before.women, after.women);
    settle(state, bucket, reached(before.staff, after.staff), women, month);
  }
};

const settle = (state: State, bucket: Bucket, staff: number, women: number | undefined, month: Month): void => {
  if (bucket.units.length === 0) return;
  const { prng } = state;
  const wantsWoman = () => (women === undefined ? prng.chance(0.25) : bucket.women < women);
  const hire = (isFemale: boolean) => hireOne(state, bucket, isFemale ? 'female' : 'male', month);
  for (let tries = 0; bucket.members.length > staff && tries < 300; tries += 1) {
    const isSurplus = women === undefined ? prng.chance(0.25) : bucket.women > women;
    if (!letLeave(state, bucket, isSurplus ? 'female' : 'male', month)) break;
  }
  while (bucket.members.length < staff) hire(wantsWoman());
  if (women === undefined || month.month < 12) return;
  for (let tries = 0; bucket.women !== women && tries < 60; tries += 1) {
    const isShort = bucket.women < women;
    if (!letLeave(state, bucket, isShort ? 'male' : 'female', month)) return;
    hire(isShort);
  }
};

/** Of those who left, so many come back. */
const returnsMax = 12;
const returning = 0.03;
const hireOne = (state: State, bucket: Bucket, gender: Gender, { first, last }: Month): void => {
  const { prng, gone, careers } = state;
  const day = prng.between(first + 1, last - 1);
  if (state.returned < returnsMax && prng.chance(returning)) {
    const person = gone.find((one) => one.gender === gender && one.busyUntil < day - 300 && !isNearRetirement(one, day + 700));
    if (person) {
      gone.splice(gone.indexOf(person), 1);
      state.returned += 1;
      careers.comeBack(person, bucket, placeIn(state, bucket), day);
      awaitRetirement(state, person, retirementDay(person));
      return;
    }
  }
  recruit(state, bucket, placeIn(state, bucket), gender, day);
};

/** Điều động within an office, and now and then from one office to another. */
export const moveStaff = (state: State, month: Month): void => {
  const { world, prng, careers } = state;
  const movable = world.buckets.filter(({ units, members, category }) => units.length > 1 && members.length > 0 && (category !== 'vien-chuc' || prng.chance(0.2)));
  const count = Math.floor((215 * world.scale) / 12 + prng.next());
  for (let moved = 0; moved < count && movable.length > 0; moved += 1) {
    const bucket = prng.pick(movable);
    const person = findMember(bucket, prng, (one) => isMovable(one, month.first));
    const unit = placeIn(state, bucket);
    if (person && person.unit !== unit) careers.transfer(person, bucket, unit, prng.between(month.first + 1, month.last - 1));
  }
};

/** A few are named to a second post for a while, and those time is up give it back. */
export const sharePosts = (state: State, month: Month): void => {
  const { world, prng, posts } = state;
  const leaders = prng.shuffled(world.slots.filter((slot) => slot.kind === 'division' && slot.holder !== undefined && isFree(slot.holder, month.first)));
  for (const { holder } of leaders) {
    if (holder && holder.extras.some(({ since }) => since < month.first - 240) && prng.chance(0.2)) posts.endExtras(holder, month.first + prng.between(2, 7));
  }
  const count = Math.floor((26 * world.scale) / 12 + prng.next());
  const ready = leaders.filter(({ holder }) => holder !== undefined && holder.extras.length === 0 && isFree(holder, month.first) && !isNearRetirement(holder, month.first + 400));
  for (const { holder, bucket, unit } of ready.slice(0, count)) {
    const other = world.slots.find((slot) => slot.kind === 'division' && !slot.isClosed && slot.bucket === bucket && slot.unit !== unit && !slot.isHead && !slot.holder);
    const [post] = other?.posts ?? [];
    if (holder && post) posts.addExtra(holder, post, prng.between(month.first + 9, month.last - 1), prng.chance(0.2) ? 'in-charge' : 'full');
  }
};

/** One appointment a year turns out to be void. */
export const annulOne = (state: State, month: Month): void => {
  if (month.month !== 5) return;
  const slot = state.prng.shuffled(state.world.slots).find((one) => one.kind === 'division' && !one.isClosed && !one.isHead && !one.holder);
  const [post] = slot?.posts ?? [];
  const fits = (one: Person) => one.unit === slot?.unit && isMovable(one, month.first) && !isNearRetirement(one, month.first + 700);
  const person = slot && findMember(slot.bucket, state.prng, fits);
  if (person && post) state.posts.annulledAppointment(person, post, month.first + 9);
};
