import type { OrganisationCommands } from '../../libs/organisation/domain/commands.js';
import { civilDate } from '../../libs/kernel/civil-date.js';
import { organise, type Step } from './world.js';

/** Few days, so that acts collide on them: first and last of years, a leap day, the day before a first. */
export const someDays = ['2016-01-01', '2016-07-01', '2017-12-31', '2018-01-01', '2019-06-01', '2020-02-29'].map(civilDate);
const founded = civilDate('2015-01-01');

export const unitCodes = ['bd', 'so-nv', 'so-nv-phong', 'so-nv-truong', 'so-kh', 'so-kh-phong', 'h1', 'h1-phong', 'h2', 'x1', 'x2', 'x3'] as const;
/** Units that a random command may establish. */
export const newUnitCodes = ['so-moi', 'x-moi'] as const;
export const tierCodes = ['tinh', 'huyen', 'xa'] as const;
export const unitTypeCodes = ['tinh', 'so', 'phong', 'phong-huyen', 'truong-hoc', 'huyen', 'xa', 'thi-tran'] as const;
export const electedPositions = ['chu-tich-hdnd', 'chu-tich-ubnd', 'pho-chu-tich-ubnd'] as const;
export const positionCodes = [...electedPositions, 'giam-doc-so', 'truong-phong', 'hieu-truong', 'bi-thu-dang-uy', 'chuyen-vien'] as const;
const bodyUnits = ['x1', 'x2', 'h1'] as const;
export const termCodes = bodyUnits.flatMap((unit) => [`hdnd-${unit}-2016`, `ubnd-${unit}-2016`]);
export const newTermCodes = ['hdnd-x1-2021', 'ubnd-x1-2021'] as const;
export const bodyCodes = bodyUnits.flatMap((unit) => [`hdnd-${unit}`, `ubnd-${unit}`]);

const establish = (unit: string, unitType: string, tier: string, parent?: string): Step =>
  organise('establish-unit', { unit, name: unit, unitType, tier, effectiveOn: founded, ...(parent === undefined ? {} : { parent }) });
const define = (position: string, level: OrganisationCommands['define-position']['level'], isElected = false): Step =>
  organise('define-position', { position, title: position, level, block: 'committee', isElected });
const bodyWithTerm = (unit: string, kind: 'council-standing' | 'committee', name: string, members: readonly string[]): readonly Step[] => [
  organise('define-body', { body: `${name}-${unit}`, unit, kind, name }),
  organise('open-term', { term: `${name}-${unit}-2016`, body: `${name}-${unit}`, label: '2016–2021', from: civilDate('2016-01-01'), members }),
];

/** Province, two departments with a division each and one with a school, two districts, three communes, and bodies whose terms stand from 2016. */
export const foundation: readonly Step[] = [
  organise('register-province', {
    province: 'bd',
    name: 'Bình Dương',
    tiers: tierCodes.map((tier) => ({ tier, name: tier })),
    unitTypes: unitTypeCodes.map((unitType) => ({ unitType, name: unitType })),
  }),
  establish('bd', 'tinh', 'tinh'),
  establish('so-nv', 'so', 'tinh', 'bd'),
  establish('so-nv-phong', 'phong', 'tinh', 'so-nv'),
  establish('so-nv-truong', 'truong-hoc', 'tinh', 'so-nv'),
  establish('so-kh', 'so', 'tinh', 'bd'),
  establish('so-kh-phong', 'phong', 'tinh', 'so-kh'),
  establish('h1', 'huyen', 'huyen', 'bd'),
  establish('h1-phong', 'phong-huyen', 'huyen', 'h1'),
  establish('h2', 'huyen', 'huyen', 'bd'),
  establish('x1', 'xa', 'xa', 'h1'),
  establish('x2', 'xa', 'xa', 'h1'),
  establish('x3', 'xa', 'xa', 'h2'),
  define('chu-tich-hdnd', 'L1', true),
  define('chu-tich-ubnd', 'L1', true),
  define('pho-chu-tich-ubnd', 'L2', true),
  define('giam-doc-so', 'L3'),
  define('truong-phong', 'L4'),
  define('hieu-truong', 'L5'),
  define('bi-thu-dang-uy', 'L1'),
  define('chuyen-vien', 'L6'),
  ...bodyUnits.flatMap((unit) => [
    ...bodyWithTerm(unit, 'council-standing', 'hdnd', ['chu-tich-hdnd']),
    ...bodyWithTerm(unit, 'committee', 'ubnd', ['chu-tich-ubnd', 'pho-chu-tich-ubnd']),
  ]),
];
