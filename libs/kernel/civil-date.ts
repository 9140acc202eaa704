import type { Brand } from './brand.js';

/** A day in the civil calendar of Asia/Ho_Chi_Minh, written `YYYY-MM-DD`. It is text and never an instant, so no time zone can move it. */
export type CivilDate = Brand<string, 'CivilDate'>;

const written = /^(\d{4})-(\d{2})-(\d{2})$/;
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month, `month` from 1 to 12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

/** Days met before: the same few thousand come again in every event. At most all 109,573 of three centuries. */
const met = new Set<string>();

/** True of a day that exists, from 1900 to 2199. */
export const isCivilDate = (value: unknown): value is CivilDate => {
  if (typeof value !== 'string') return false;
  if (met.has(value)) return true;
  const isDay = exists(value);
  if (isDay) met.add(value);
  return isDay;
};

const exists = (text: string): boolean => {
  const parts = written.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

/** Reads a day. @throws RangeError naming the text when there is no such day between 1900 and 2199. */
export const civilDate = (text: string): CivilDate => {
  if (!isCivilDate(text)) throw new RangeError(`no such day: ${JSON.stringify(text)} (YYYY-MM-DD, 1900 to 2199)`);
  return text;
};

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** The day of these numbers, `month` and `day` from 1; a day past the end of its month becomes the month's last. */
export const dayOf = (year: number, month: number, day: number): CivilDate =>
  civilDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(day, daysInMonth(year, month)), 2)}`);

export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));
export const monthOf = (date: CivilDate): number => Number(date.slice(5, 7));
export const dayOfMonth = (date: CivilDate): number => Number(date.slice(8, 10));

/** Days since 1 January 1900, for columns of integers: the order of numbers is the order of days. */
export const dayNumber = (date: CivilDate): number => {
  const year = yearOf(date);
  const month = monthOf(date);
  const leapDaysBefore = (y: number) => Math.floor((y - 1) / 4) - Math.floor((y - 1) / 100) + Math.floor((y - 1) / 400);
  const yearStart = (year - 1900) * 365 + leapDaysBefore(year) - leapDaysBefore(1900);
  return yearStart + (daysBeforeMonth[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0) + dayOfMonth(date) - 1;
};

/** The inverse of `dayNumber`. @throws RangeError outside 1900 to 2199. */
export const fromDayNumber = (days: number): CivilDate => {
  let year = 1900 + Math.floor(days / 365.2425);
  while (dayNumber(dayOf(year, 1, 1)) > days) year -= 1;
  while (year < 2199 && dayNumber(dayOf(year + 1, 1, 1)) <= days) year += 1;
  let rest = days - dayNumber(dayOf(year, 1, 1));
  let month = 1;
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    month += 1;
  }
  return dayOf(year, month, rest + 1);
};

export const addDays = (date: CivilDate, days: number): CivilDate => fromDayNumber(dayNumber(date) + days);

/** The same day of another month; 31 January plus one month is the last of February (Bộ luật Dân sự 2015, Điều 147–148). */
export const addMonths = (date: CivilDate, months: number): CivilDate => {
  const count = yearOf(date) * 12 + monthOf(date) - 1 + months;
  return dayOf(Math.floor(count / 12), (count % 12) + 1, dayOfMonth(date));
};

export const addYears = (date: CivilDate, years: number): CivilDate => addMonths(date, years * 12);

/** The last day of a month, quarter or year that `date` falls in. */
export const endOf = (period: 'month' | 'quarter' | 'year', date: CivilDate): CivilDate => {
  const month = period === 'month' ? monthOf(date) : period === 'quarter' ? Math.ceil(monthOf(date) / 3) * 3 : 12;
  return dayOf(yearOf(date), month, 31);
};

/** The day it is in Việt Nam (UTC+7 without summer time since 1975) at an instant in milliseconds since 1970. */
export const civilDateAt = (instantMs: number): CivilDate => civilDate(new Date(instantMs + 7 * 3_600_000).toISOString().slice(0, 10));
