import { addDays, civilDate, type CivilDate } from '../../kernel/civil-date.js';
import type { OrganisationCommands } from '../../organisation/domain/commands.js';
import type { SampleSize } from '../sample-command.js';
import { boardMerger } from './departments.js';
import { placeChanges } from './places.js';
import { positions, tiers, unitTypes } from './positions.js';
import { divisionsOfDistrict, provinceCode, provinceOf, type Province } from './province.js';
import { authorityBodies } from './terms.js';

export type OrganisationAct = {
  readonly [Operation in keyof OrganisationCommands]: { readonly operation: Operation; readonly command: OrganisationCommands[Operation] };
}[keyof OrganisationCommands];
/** An act of the organisation and the day it is recorded on when it is recorded in time. */
export type DatedAct = { readonly on: CivilDate; readonly act: OrganisationAct };

const establish = (unit: string, name: string, unitType: string, tier: string, parent: string | undefined, on: string): OrganisationAct => ({
  operation: 'establish-unit',
  command: { unit, name, unitType, tier, ...(parent === undefined ? {} : { parent }), effectiveOn: civilDate(on) },
});

const since = '1997-01-01';
const unitsOf = (province: Province, size: SampleSize): OrganisationAct[] => [
  establish(provinceCode, 'Tỉnh Bình Dương', 'tinh', 'tinh', undefined, since),
  establish('VPHDND', 'Văn phòng Hội đồng nhân dân tỉnh', 'van-phong-hdnd', 'tinh', provinceCode, since),
  ...province.departments.flatMap((department) => [
    establish(department.code, department.name, department.unitType, 'tinh', provinceCode, since),
    ...department.divisions.map(({ abbreviation, name, unitType }) => establish(`${department.code}.${abbreviation}`, name, unitType, 'tinh', department.code, since)),
  ]),
  ...province.districts.flatMap((district) => [
    establish(district.code, district.name, district.unitType, 'huyen', provinceCode, district.establishedOn),
    ...divisionsOfDistrict(district, size).map(({ code, name, unitType }) => establish(code, name, unitType, 'huyen', district.code, district.establishedOn)),
    ...district.communes.map(({ code, name, unitType }) => establish(code, name, unitType, 'xa', district.code, district.establishedOn)),
  ]),
  ...province.publicUnits.map(({ code, name, unitType, tier, parent }) => establish(code, name, unitType, tier, parent, tier === 'huyen' ? '2014-01-15' : since)),
];

/** What stands on 1/1/2016: the province, its units, positions, bodies and the terms then running. */
export const openingActs = (size: SampleSize): OrganisationAct[] => {
  const province = provinceOf(size);
  const bodies = authorityBodies(province);
  return [
    { operation: 'register-province', command: { province: 'binh-duong', name: 'Bình Dương', tiers, unitTypes } },
    ...unitsOf(province, size),
    ...positions.map((command): OrganisationAct => ({ operation: 'define-position', command })),
    ...bodies.flatMap(({ body, unit, kind, name, terms: [first] }): OrganisationAct[] => [
      { operation: 'define-body', command: { body, unit, kind, name } },
      ...(first ? [{ operation: 'open-term' as const, command: first.open }] : []),
    ]),
  ];
};

export type DivisionMerger = { readonly on: CivilDate; readonly source: string; readonly into: string };

/** The divisions that go into another one in 2018 and 2019. */
export const divisionMergers = ({ departments }: Province): DivisionMerger[] => {
  const days = ['2018-07-01', '2018-10-01', '2019-01-01', '2019-07-01'];
  const known = new Set(departments.flatMap(({ code, divisions }) => [code, ...divisions.map(({ abbreviation }) => `${code}.${abbreviation}`)]));
  const pairs = departments.flatMap(({ code, mergers }, at) => mergers.split(' ').filter((pair) => pair !== '').map((pair): DivisionMerger => {
    const [source, into] = pair.split('>');
    return { on: civilDate(days[at % days.length] ?? since), source: `${code}.${source}`, into: into === '#' ? code : `${code}.${into}` };
  }));
  const boards = boardMerger.divisions.map((division) => ({
    on: civilDate(boardMerger.on), source: `${boardMerger.source}.${division}`, into: `${boardMerger.into}.${division}`,
  }));
  return [...pairs, ...boards].filter(({ source, into }) => known.has(source) && known.has(into)).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
};

const mergerActs = (province: Province): DatedAct[] => {
  const decided = (on: CivilDate, number: number) => ({ decision: { issuer: `UBND.${provinceCode}`, symbol: 'QĐ-UBND.TC', number, signedOn: addDays(on, -12) }, effectiveOn: on });
  const divisions = divisionMergers(province).map(({ on, source, into }, at): DatedAct => ({
    on: addDays(on, -6),
    act: into.includes('.')
      ? { operation: 'merge-units', command: { sources: [source], into, ...decided(on, 100 + at) } }
      : { operation: 'dissolve-unit', command: { unit: source, successor: into, ...decided(on, 100 + at) } },
  }));
  const on = civilDate(boardMerger.on);
  const boards: DatedAct = { on: addDays(on, -5), act: { operation: 'merge-units', command: { sources: [boardMerger.source], into: boardMerger.into, ...decided(on, 90) } } };
  return [...divisions, boards];
};

const placeActs = (province: Province): DatedAct[] => {
  const held = new Set([...province.districts, ...province.communes].map(({ code }) => code));
  return placeChanges.flatMap(({ on, signedOn, number, changes }) =>
    changes.filter(({ unit }) => held.has(unit)).flatMap(({ unit, unitType, name }): DatedAct[] => {
      const decision = { issuer: 'UBTVQH', symbol: 'NQ-UBTVQH14', number, signedOn: civilDate(signedOn) };
      const effectiveOn = civilDate(on);
      return [
        { on: effectiveOn, act: { operation: 'change-unit-type', command: { unit, unitType, decision, effectiveOn } } },
        { on: effectiveOn, act: { operation: 'rename-unit', command: { unit, name, decision, effectiveOn } } },
      ];
    }));
};

const termActs = (province: Province): DatedAct[] =>
  authorityBodies(province).flatMap(({ terms }) => terms.flatMap(({ open, end }, at): DatedAct[] => [
    ...(at === 0 ? [] : [{ on: addDays(open.from, -1), act: { operation: 'open-term' as const, command: open } }]),
    ...(end ? [{ on: addDays(end.effectiveOn, -1), act: { operation: 'end-term' as const, command: end } }] : []),
  ]).toSorted((a, b) => Number(a.act.operation === 'open-term') - Number(b.act.operation === 'open-term')));

/** What happens to the organisation from 2016 to 2020, in order of day. */
export const laterActs = (size: SampleSize): DatedAct[] => {
  const province = provinceOf(size);
  const shift: DatedAct = {
    on: civilDate('2020-06-29'),
    act: {
      operation: 'shift-category',
      command: {
        fromCategory: 'cong-chuc', toCategory: 'vien-chuc', unitTypes: ['don-vi-su-nghiep', 'truong-hoc', 'benh-vien'],
        basis: 'Luật số 52/2019/QH14', effectiveOn: civilDate('2020-07-01'),
      },
    },
  };
  return [...termActs(province), ...placeActs(province), ...mergerActs(province), shift].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
};

/** The whole organisation of the province with its history to 2020, for the sample and for a registry that starts empty. */
export const binhDuongCommands = (size: SampleSize): OrganisationAct[] => [...openingActs(size), ...laterActs(size).map(({ act }) => act)];
