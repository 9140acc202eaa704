import { civilDate, dayNumber, fromDayNumber, type CivilDate } from '../kernel/civil-date.js';
import type { Prng } from './prng.js';

/** A day as a number since 1/1/1900, which was a Monday. */
export type Day = number;

const dates = new Map<Day, CivilDate>();
export const dateOf = (day: Day): CivilDate => {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const made = fromDayNumber(day);
  dates.set(day, made);
  return made;
};
export const dayOn = (text: string): Day => dayNumber(civilDate(text));
export const firstOf = (year: number, month: number): Day => dayOn(`${year}-${String(month).padStart(2, '0')}-01`);
export const lastOf = (year: number, month: number): Day => (month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1)) - 1;
export const yearsBefore = (day: Day, years: number): Day => day - Math.round(years * 365.2425);

const epoch = dayOn('1970-01-01');
const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** The last day and minute on which the sample's clock runs. */
export const endDay = dayOn('2020-12-31');
export const lastInstant = (endDay - epoch) * dayMs + 9.9 * hourMs;

/** The moment itself in office hours, otherwise one in the next of them: a queue of the evening is worked off in the morning. */
export const inOffice = (instant: number): number => {
  const local = instant + 7 * hourMs;
  const day = epoch + Math.floor(local / dayMs);
  const hour = (local % dayMs) / hourMs;
  if (day % 7 < 5 && hour >= 8 && hour < 17) return instant;
  const next = weekdayFrom(hour < 8 ? day : day + 1);
  return (next - epoch) * dayMs + hourMs + (instant % hourMs);
};

export const weekdayFrom = (day: Day): Day => (day % 7 < 5 ? day : day + 7 - (day % 7));
export const weekdayUntil = (day: Day): Day => (day % 7 < 5 ? day : day - (day % 7) + 4);

/** A moment of a working day between 8:00 and 11:30 or 13:30 and 17:00 in Việt Nam (UTC+7). */
export const officeInstant = (day: Day, prng: Prng): number => {
  const within = prng.next() * 7;
  const hour = within < 3.5 ? 8 + within : 10 + within;
  return (day - epoch) * dayMs + Math.floor((hour - 7) * hourMs);
};

/** Days from the signature to the recording: median 6, 6 % over 30, 1 % over 180 (domain.md §5). */
export const recordingLag = (prng: Prng): number => (prng.chance(0.01) ? prng.between(181, 330) : Math.min(180, Math.round(5.3 * Math.exp(0.97 * prng.normal()))));

/** 8 % take effect before they are signed. */
export const signedFor = (effective: Day, prng: Prng): Day => (prng.chance(0.1) ? effective + prng.between(2, 25) : effective - prng.between(0, 14));
