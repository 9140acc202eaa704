import { addMonths, dayOf, monthOf, yearOf, type CivilDate } from '../../kernel/civil-date.js';
import type { Warning } from '../../kernel/decision.js';
import type { Gender } from './events.js';

/** Until the end of 2020: Bộ luật Lao động 2012, Điều 187; from then on by year: NĐ 135/2020/NĐ-CP, Điều 4. */
const lastYearOfOldAges = 2020;
const ages = {
  male: { oldMonths: 60 * 12, stepMonths: 3, lastMonths: 62 * 12 },
  female: { oldMonths: 55 * 12, stepMonths: 4, lastMonths: 60 * 12 },
} as const;

const ageMonthsIn = (year: number, gender: Gender): number => {
  const { oldMonths, stepMonths, lastMonths } = ages[gender];
  return Math.min(oldMonths + Math.max(0, year - lastYearOfOldAges) * stepMonths, lastMonths);
};

/**
 * The first day of retirement: the first of the month after the one in which the age is reached. Where only the year of birth is known the
 * day counts as its last, so that retirement falls on 1 January (NĐ 46/2010/NĐ-CP, Điều 9) and no one is warned of too early.
 */
export const retirementOn = (gender: Gender, born: CivilDate | number): CivilDate => {
  const birth = typeof born === 'number' ? dayOf(born, 12, 31) : born;
  let year = yearOf(birth) + Math.floor(ages[gender].oldMonths / 12);
  // The age rises with the calendar: who misses the age of one year by a month is asked for that of the next.
  while (yearOf(addMonths(birth, ageMonthsIn(year, gender))) > year) year += 1;
  const reached = addMonths(birth, ageMonthsIn(year, gender));
  return addMonths(dayOf(yearOf(reached), monthOf(reached), 1), 1);
};

export const retirementWarnings = (on: CivilDate, gender: Gender, born: CivilDate | number): readonly Warning[] => {
  const retiresOn = retirementOn(gender, born);
  return on >= retiresOn ? [{ code: 'PAST_RETIREMENT_AGE', retirementOn: retiresOn }] : [];
};
