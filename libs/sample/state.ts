import type { Gender } from '../officials/domain/events.js';
import { dateOf, firstOf, yearsBefore, type Day } from './calendar.js';
import type { Careers } from './careers.js';
import type { Elections } from './elections.js';
import type { Journal } from './journal.js';
import { ageOn, retirementAge, type Bucket, type Person, type Slot } from './people.js';
import type { Posts } from './posts.js';
import type { Prng } from './prng.js';
import type { World } from './world.js';

/** The simulation while it runs. */
export type State = {
  readonly world: World;
  readonly journal: Journal;
  readonly careers: Careers;
  readonly posts: Posts;
  readonly prng: Prng;
  /** Those who reach retirement, by the month on whose first day they go. */
  readonly retiring: Map<string, Person[]>;
  /** Those who left and may come back. */
  readonly gone: Person[];
  returned: number;
  readonly elections: Elections;
};
export type Month = { readonly year: number; readonly month: number; readonly first: Day; readonly last: Day };

export const monthOfDay = (day: Day): string => dateOf(day).slice(0, 7);
/** The first day of the month after the birthday of retirement. */
export const retirementDay = (person: Person): Day => {
  const birthday = dateOf(person.birth);
  const month = Number(birthday.slice(5, 7));
  const year = Number(birthday.slice(0, 4)) + retirementAge(person.gender);
  return month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1);
};
export const awaitRetirement = ({ retiring }: State, person: Person, day: Day): void => {
  const month = monthOfDay(day);
  const waiting = retiring.get(month);
  if (waiting) waiting.push(person);
  else retiring.set(month, [person]);
};

/** Births that give 90 to 110 retirements a year among the cán bộ and công chức. */
export const birthOfStaff = (gender: Gender, on: Day, prng: Prng): Day => yearsBefore(on, 23.5 + (retirementAge(gender) - 23.7) * prng.next() ** 1.4) - prng.below(28);
export const birthOfLeader = (gender: Gender, on: Day, prng: Prng): Day => yearsBefore(on, 34 + (retirementAge(gender) - 34.3) * prng.next() ** 1.2) - prng.below(28);
export const birthOfRecruit = (on: Day, prng: Prng): Day => yearsBefore(on, 22 + 9 * prng.next());

export const recruit = (state: State, bucket: Bucket, unit: string, gender: Gender, day: Day, isLeader = false): Person => {
  const birth = isLeader ? yearsBefore(day, 34 + 12 * state.prng.next()) : birthOfRecruit(day, state.prng);
  const person = state.careers.recruit(bucket, unit, { gender, birth }, day);
  awaitRetirement(state, person, retirementDay(person));
  return person;
};

/** The unit of the bucket with the fewest people among three drawn. */
export const placeIn = ({ prng }: State, bucket: Bucket): string => {
  const drawn = [prng.pick(bucket.units), prng.pick(bucket.units), prng.pick(bucket.units)].map((unit) => ({ unit, count: bucket.counts.get(unit) ?? 0 }));
  return drawn.toSorted((a, b) => a.count - b.count)[0]?.unit ?? prng.pick(bucket.units);
};

export const openSlots = (world: World, kind: Slot['kind']): Slot[] => world.slots.filter((slot) => slot.kind === kind && !slot.isClosed);
export const isNearRetirement = (person: Person, day: Day): boolean => ageOn(person, day) > retirementAge(person.gender) - 1.2;
