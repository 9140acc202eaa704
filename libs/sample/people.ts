import type { Category } from '../organisation/domain/events.js';
import type { Gender } from '../officials/domain/events.js';
import type { Day } from './calendar.js';
import type { Prng } from './prng.js';

export type Post = { readonly unit: string; readonly position: string; /** The body whose term it is held for. */ readonly body?: string };
export type Held = { readonly post: Post; readonly actId: string; readonly recordedAt: number; readonly since: Day };

/** Those on one payroll whose number and share of women the design follows. */
export type Bucket = {
  readonly name: string;
  /** The office that decides on its people: a department, a district or the province. */
  readonly office: string;
  readonly category: Category;
  readonly position: string;
  /** Where newcomers are placed. */
  units: readonly string[];
  readonly members: Person[];
  women: number;
  /** Members by unit. */
  readonly counts: Map<string, number>;
  readonly target: (year: number) => { readonly staff: number; readonly women?: number };
};

export type Person = {
  readonly key: string;
  readonly stream: string;
  readonly name: string;
  /** As known at the end. */
  readonly gender: Gender;
  readonly birth: Day;
  bucket: Bucket;
  /** Place among the bucket's members. */
  at: number;
  unit: string;
  isServing: boolean;
  slot: Slot | undefined;
  /** Posts held beside the slot's. */
  extras: Held[];
  /** Nothing new takes effect up to this day. */
  busyUntil: Day;
  /** When the entry was recorded, and the last act. */
  enteredAt: number;
  lastAt: number;
  plannings: number;
};

/** A post that is to be held, or several that one person holds together. */
export type Slot = {
  readonly kind: 'commune' | 'guard' | 'district' | 'province' | 'department' | 'division' | 'public';
  readonly isHead: boolean;
  /** Unit and bucket whose payroll the holder is on. */
  readonly unit: string;
  bucket: Bucket;
  /** Where holders are looked for, nearest first. */
  sources: readonly Bucket[];
  /** Whether the design asks for a woman or a man at the end of a year; absent or undefined: whoever the shares ask for. */
  readonly designed?: (year: number) => boolean | undefined;
  posts: readonly Post[];
  held: readonly Held[];
  holder: Person | undefined;
  /** The first day on which it is without the holder before. */
  vacantFrom: Day;
  /** Those planned for it. */
  readonly planned: Person[];
  isActing: boolean;
  isClosed: boolean;
};

export const openBucket = (bucket: Omit<Bucket, 'members' | 'women' | 'counts'>): Bucket => ({ ...bucket, members: [], women: 0, counts: new Map() });

export const enter = (person: Person, bucket: Bucket, unit: string): void => {
  person.bucket = bucket;
  person.unit = unit;
  person.at = bucket.members.length;
  bucket.members.push(person);
  bucket.counts.set(unit, (bucket.counts.get(unit) ?? 0) + 1);
  if (person.gender === 'female') bucket.women += 1;
};

export const leave = (person: Person): void => {
  const { members, counts } = person.bucket;
  counts.set(person.unit, (counts.get(person.unit) ?? 0) - 1);
  const last = members.pop();
  if (last && last !== person) {
    members[person.at] = last;
    last.at = person.at;
  }
  if (person.gender === 'female') person.bucket.women -= 1;
};

/** Men retire at 60, women at 55 until 31/12/2020, on the first day of the next month. */
export const retirementAge = (gender: Gender): number => (gender === 'female' ? 55 : 60);
export const ageOn = (person: Person, day: Day): number => (day - person.birth) / 365.2425;
export const isFree = (person: Person, day: Day): boolean => person.isServing && person.busyUntil < day;
/** May take a post: free, without one, old enough and at least two years from retirement. */
export const canRise = (person: Person, day: Day): boolean =>
  isFree(person, day) && person.slot === undefined && ageOn(person, day) >= 29 && ageOn(person, day) < retirementAge(person.gender) - 2;

/** A member that fits, looked for from a random place on. */
export const findMember = (bucket: Bucket, prng: Prng, fits: (person: Person) => boolean): Person | undefined => {
  const { members } = bucket;
  const start = prng.below(Math.max(members.length, 1));
  for (let step = 0; step < members.length; step += 1) {
    const person = members[(start + step) % members.length];
    if (person && fits(person)) return person;
  }
  return undefined;
};
