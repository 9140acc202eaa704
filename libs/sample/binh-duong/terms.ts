import { addDays, civilDate, type CivilDate } from '../../kernel/civil-date.js';
import type { DefineBody, EndTerm, OpenTerm } from '../../organisation/domain/commands.js';
import { provinceCode, type Province } from './province.js';

/** The bodies of an authority and what their terms are. */
export type AuthorityBody = DefineBody & { readonly terms: readonly { readonly open: OpenTerm; readonly end?: EndTerm }[] };

const firstSession = (from: string, spread: number, at: number, step: number): CivilDate => addDays(civilDate(from), (at * step) % spread);

const membersOf = (kind: DefineBody['kind'], tier: string): readonly string[] => {
  if (kind === 'committee') return ['chu-tich-ubnd', 'pho-chu-tich-ubnd', 'uy-vien-ubnd'];
  if (kind === 'party-committee') return ['bi-thu-dang-uy', 'pho-bi-thu-dang-uy'];
  // Luật 77/2015/QH13: at the commune the standing committee is the chair and the deputy alone.
  return ['chu-tich-hdnd', 'pho-chu-tich-hdnd', ...(tier === 'xa' ? [] : ['uy-vien-thuong-truc-hdnd'])];
};

const succession = (body: DefineBody, tier: string, labels: readonly [string, string], from: CivilDate, renewed: CivilDate): AuthorityBody => {
  const open = (label: string, day: CivilDate): OpenTerm => ({ term: `${body.body}.${label}`, body: body.body, label, from: day, members: membersOf(body.kind, tier) });
  const [before, after] = labels;
  const first = open(before, from);
  return { ...body, terms: [{ open: first, end: { term: first.term, effectiveOn: renewed } }, { open: open(after, renewed) }] };
};

const authority = (unit: string, name: string, tier: string, from: CivilDate, renewed: CivilDate): AuthorityBody[] => [
  succession({ body: `TTHDND.${unit}`, unit, kind: 'council-standing', name: `Thường trực Hội đồng nhân dân ${name}` }, tier, ['2011-2016', '2016-2021'], from, renewed),
  succession({ body: `UBND.${unit}`, unit, kind: 'committee', name: `Ủy ban nhân dân ${name}` }, tier, ['2011-2016', '2016-2021'], from, renewed),
];

const lowerFirst = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);

/** Councils and committees elected after 22/5/2016, commune Party committees after the congresses of 2020. */
export const authorityBodies = ({ districts, communes }: Province): AuthorityBody[] => {
  const startOf = (establishedOn: string) => (establishedOn > '2011-06-15' ? '2014-01-15' : '2011-06-15');
  const starts = new Map(districts.map(({ code, establishedOn }) => [code, civilDate(startOf(establishedOn))]));
  return [
    ...authority(provinceCode, 'tỉnh Bình Dương', 'tinh', civilDate('2011-06-15'), civilDate('2016-06-24')),
    ...districts.flatMap(({ code, name }, at) => authority(code, lowerFirst(name), 'huyen', starts.get(code) ?? civilDate('2011-06-15'), firstSession('2016-06-20', 9, at, 2))),
    ...communes.flatMap(({ code, name, district, at }) => [
      ...authority(code, lowerFirst(name), 'xa', starts.get(district) ?? civilDate('2011-06-15'), firstSession('2016-06-10', 19, at, 5)),
      succession({ body: `DU.${code}`, unit: code, kind: 'party-committee', name: `Đảng ủy ${lowerFirst(name)}` }, 'xa', ['2015-2020', '2020-2025'],
        firstSession('2015-04-15', 60, at, 7), firstSession('2020-04-20', 60, at, 7)),
    ]),
  ];
};
