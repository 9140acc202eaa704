import type { Dimension, RatioQuestion, Scope } from '../../libs/indicators/figure.js';
import { plan3009 } from '../../libs/indicators/rules/plan-3009.js';
import { addDays, civilDate, type CivilDate } from '../../libs/kernel/civil-date.js';
import { newUnitCodes, someDays, tierCodes, unitCodes } from './tiny-province.js';

/** Every scope there is, units that were never established among them. */
export const scopes: readonly Scope[] = [
  { kind: 'province' },
  ...tierCodes.map((tier) => ({ kind: 'tier', tier }) as const),
  ...[...unitCodes, ...newUnitCodes].map((unit) => ({ kind: 'unit', unit }) as const),
];
export const readings: readonly string[] = plan3009.rules.map(({ reading }) => reading);
export const lastDay = civilDate('2020-12-31');
/** Every day on which something can change, the day before and the day after; and the last of all. */
export const days: readonly CivilDate[] = [...new Set([...someDays.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]), lastDay])].toSorted();

const dimensions: readonly (readonly Dimension[])[] = [[], ['unit'], ['tier', 'category'], ['level'], ['position', 'unit'], ['category', 'level']];
const filters: readonly RatioQuestion['filter'][] = [{}, { unit: 'so-nv' }, { tier: 'xa' }, { category: 'cong-chuc' }, { unit: 'bd', level: 'L4' }, { category: 'none' }, { position: 'giam-doc-so' }];

/** Versions of the rule set to ask for by number, some of them never published. */
export const versions: readonly number[] = [1, 2, 3, 4, 9];

/** Every combination; a cell asks a few of them in turn. */
export const ratioQuestions: readonly RatioQuestion[] = (['service', 'posts', 'holders'] as const).flatMap((count) =>
  dimensions.flatMap((by) =>
    filters.flatMap((filter) =>
      [true, false].flatMap((subtree) =>
        (['of-time', 'today'] as const).flatMap((structure) =>
          [civilDate('2017-06-01'), civilDate('2020-12-31')].map((today): RatioQuestion => ({ count, by, filter, subtree, structure, today, knownAt: -1, days: [] })))))));
