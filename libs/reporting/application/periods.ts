import { addDays, endOf, isCivilDate, type CivilDate } from '../../kernel/civil-date.js';
import type { Period } from '../../indicators/figure.js';
import { badRequest } from '../../platform/http/problem.js';

/** Most periods of one answer: ten years of months. */
export const periodsMax = 120;

const dayOr = (text: string | undefined, fallback: CivilDate, field: string): CivilDate => {
  if (text === undefined) return fallback;
  if (!isCivilDate(text)) throw badRequest([{ field, rule: 'isCivilDate', vi: 'phải là ngày có thật, dạng YYYY-MM-DD', en: 'must be a day that exists, as YYYY-MM-DD' }]);
  return text;
};

/** The last days of the periods that `from` to `to` touch, ascending. @throws Problem 400 */
export const periodEnds = (period: Period, asked: { readonly from?: string | undefined; readonly to?: string | undefined }, defaults: { readonly from: CivilDate; readonly to: CivilDate }): readonly CivilDate[] => {
  const from = dayOr(asked.from, defaults.from, 'from');
  const to = dayOr(asked.to, defaults.to, 'to');
  if (from > to) throw badRequest([{ field: 'to', rule: 'isAfterFrom', vi: 'không được trước "from"', en: 'must not lie before `from`' }]);
  const days: CivilDate[] = [];
  for (let day = endOf(period, from); ; day = endOf(period, addDays(day, 1))) {
    days.push(day);
    if (day >= endOf(period, to)) return days;
    if (days.length >= periodsMax) throw badRequest([{ field: 'to', rule: 'isNear', vi: `tối đa ${periodsMax} kỳ trong một lần hỏi`, en: `at most ${periodsMax} periods at once` }]);
  }
};
