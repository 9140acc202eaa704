import type { Gender } from '../officials/domain/events.js';
import { dayOn, officeInstant, weekdayFrom } from './calendar.js';
import { openingDay } from './careers.js';
import { initialDivisionLeaders, womenAmongDivisionLeaders } from './division-leaders.js';
import type { Bucket, Slot } from './people.js';
import { awaitRetirement, birthOfLeader, birthOfStaff, retirementDay, type State } from './state.js';

const listingStarts = dayOn('2016-01-05');
const duplicated = 0.006;
const yearBefore = 2015;

/** The state of 1/1/2016 as the lists of the offices state it: everyone on a payroll, and who holds which post. */
export const findEveryone = (state: State): void => {
  const { world, prng } = state;
  const filled = [...initialDivisionLeaders(world, 'province'), ...initialDivisionLeaders(world, 'district'), ...world.slots.filter(({ kind }) => kind !== 'division')];
  const women = womenAmongDivisionLeaders(filled, world, prng);
  const byBucket = Map.groupBy(filled, ({ bucket }) => bucket);
  world.buckets.forEach((bucket, at) => listBucket(state, bucket, byBucket.get(bucket) ?? [], women, weekdayFrom(listingStarts + (at % 15))));
};

const listBucket = (state: State, bucket: Bucket, slots: readonly Slot[], women: ReadonlySet<Slot>, day: number): void => {
  const { prng, careers, posts } = state;
  const { staff, women: womenWanted } = bucket.target(yearBefore);
  const start = officeInstant(day, prng);
  const genderOf = (slot: Slot): Gender => {
    const designed = slot.kind === 'division' ? women.has(slot) : slot.designed?.(yearBefore) ?? prng.next() * 100 < (slot.kind === 'public' ? 60 : 25);
    return designed ? 'female' : 'male';
  };
  slots.forEach((slot, row) => {
    const gender = genderOf(slot);
    const at = start + bucket.members.length * 700;
    const birth = birthOfLeader(gender, openingDay - 40, prng);
    const person = careers.findInService(bucket, slot.unit, { gender, birth }, at);
    awaitRetirement(state, person, retirementDay(person));
    posts.findHeld(slot, person, at + 300, row + 2);
  });
  let next = 0;
  while (bucket.members.length < staff) {
    const wanted = womenWanted === undefined ? prng.chance(0.2) : prng.next() * (staff - bucket.members.length) < womenWanted - bucket.women;
    const gender = wanted ? 'female' : 'male';
    const at = start + bucket.members.length * 700;
    const twin = bucket.category !== 'vien-chuc' && prng.chance(duplicated) ? bucket.members[prng.below(bucket.members.length)] : undefined;
    const unit = bucket.units[next++ % bucket.units.length] ?? bucket.office;
    if (twin && twin.gender === gender) careers.findInService(bucket, twin.unit, twin, at, twin).busyUntil = Infinity;
    else {
      const person = careers.findInService(bucket, unit, { gender, birth: birthOfStaff(gender, openingDay - 40, prng) }, at);
      awaitRetirement(state, person, retirementDay(person));
    }
  }
};
