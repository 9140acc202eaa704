import { boardMerger } from './binh-duong/departments.js';
import { divisionMergers } from './binh-duong/organisation-acts.js';
import { dayOn, type Day } from './calendar.js';
import { enter, isFree, leave, type Bucket, type Person, type Slot } from './people.js';
import { isNearRetirement, type Month, type State } from './state.js';

/** The mergers of a month: posts of the divisions that end, their staff, and the merged board. */
export const restructure = (state: State, month: Month): void => {
  const { world } = state;
  for (const { on, source, into } of divisionMergers(world.province)) {
    const day = dayOn(on);
    if (day >= month.first && day <= month.last) mergeDivision(state, source, into, day);
  }
  const day = dayOn(boardMerger.on);
  if (day >= month.first && day <= month.last) mergeBoards(state, day);
  closeDeputies(state, month);
};

const bucketOf = (state: State, unit: string): Bucket | undefined =>
  state.world.buckets.find(({ office, name }) => name.startsWith('staff:') && office === unit.split('.')[0]);

const moveOne = (state: State, person: Person, bucket: Bucket, unit: string, day: Day): void => {
  const isDecided = isFree(person, day) && person.unit !== unit && !isNearRetirement(person, day) && person.extras.length === 0 && state.prng.chance(0.6);
  if (isDecided) {
    state.careers.transfer(person, bucket, unit, day);
    return;
  }
  // Without a decision of their own they follow the unit: headcount is its successor's.
  leave(person);
  enter(person, bucket, unit);
};

const mergeDivision = (state: State, source: string, into: string, day: Day): void => {
  const { world, posts, prng } = state;
  const [from, to] = [bucketOf(state, source), bucketOf(state, into)];
  if (!from || !to) return;
  const ending = world.slots.filter((slot) => slot.unit === source && slot.kind === 'division');
  const free = world.slots.filter((slot) => slot.unit === into && slot.kind === 'division' && !slot.holder);
  for (const slot of ending) {
    slot.isClosed = true;
    const { holder } = slot;
    if (!holder) continue;
    const next = prng.chance(0.55) ? free.pop() : undefined;
    if (!isFree(holder, day)) abandon(slot);
    else if (next && !isNearRetirement(holder, day)) posts.fill(next, holder, day);
    else posts.vacate(slot, day, 'sap-xep-to-chuc');
  }
  from.units = from.units.filter((unit) => unit !== source);
  if (!into.includes('.') && !to.units.includes(into)) to.units = [...to.units, into];
  for (const person of from.members.filter(({ unit }) => unit === source)) moveOne(state, person, to, into, day);
};

/** The post has ended with its unit; nothing is decided on the person. */
const abandon = (slot: Slot): void => {
  if (slot.holder) slot.holder.slot = undefined;
  slot.holder = undefined;
  slot.held = [];
};

const mergeBoards = (state: State, day: Day): void => {
  const { world, posts } = state;
  const [from, to] = [bucketOf(state, boardMerger.source), bucketOf(state, boardMerger.into)];
  if (!from || !to) return;
  for (const slot of world.slots.filter(({ unit, isClosed }) => unit === boardMerger.source && !isClosed)) {
    slot.isClosed = true;
    if (slot.holder && isFree(slot.holder, day)) posts.vacate(slot, day, 'sap-xep-to-chuc');
    else abandon(slot);
  }
  to.units = [...to.units, ...from.units];
  for (const slot of world.slots) if (slot.bucket === from && !slot.isClosed) {
    slot.bucket = to;
    slot.sources = [to];
  }
  for (const person of [...from.members]) {
    if (person.unit === boardMerger.source) moveOne(state, person, to, boardMerger.into, day);
    else {
      leave(person);
      enter(person, to, person.unit);
    }
  }
  from.units = [];
};

/** Fewer deputies of commune committees, and one more commune where one person chairs both, as the design says. */
const closeDeputies = (state: State, month: Month): void => {
  if (month.month < 4 || month.month > 9 || month.year < 2017) return;
  const { world } = state;
  for (const { code, at } of world.province.communes) {
    const slots = world.slots.filter(({ kind, unit, isClosed }) => kind === 'commune' && unit === code && !isClosed);
    const deputies = slots.filter(({ posts }) => posts[0]?.position === 'pho-chu-tich-ubnd');
    const last = deputies[1];
    if (last && !world.layout.hasSecondDeputy(at, month.year)) close(state, last, month);
    const chair = slots.find(({ posts }) => posts[0]?.position === 'chu-tich-ubnd');
    const secretary = slots.find(({ posts }) => posts[0]?.position === 'chu-tich-hdnd');
    if (chair && secretary?.holder && world.layout.isDual(at, month.year) && isFree(secretary.holder, month.first) && close(state, chair, month))
      state.posts.extend(secretary, { unit: code, position: 'chu-tich-ubnd', body: `UBND.${code}` }, month.first + 10);
  }
};

const close = (state: State, slot: Slot, month: Month): boolean => {
  if (slot.holder && !isFree(slot.holder, month.first)) return false;
  state.posts.vacate(slot, month.first + 5, 'mien-nhiem');
  slot.isClosed = true;
  return true;
};
