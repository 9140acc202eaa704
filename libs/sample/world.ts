import { boardMerger } from './binh-duong/departments.js';
import { leadersOf } from './binh-duong/positions.js';
import { divisionsOfDistrict, provinceCode, provinceOf, type Province } from './binh-duong/province.js';
import { layOutCommunes, layOutDistricts, type CommuneLayout, type CommuneRole } from './layout.js';
import { openBucket, type Bucket, type Post, type Slot } from './people.js';
import type { Prng } from './prng.js';
import type { SampleSize } from './sample-command.js';
import { atEndOf, staff } from './trajectory.js';
import type { Department } from './binh-duong/departments.js';

/** The payrolls and posts of the province before anyone is in them. */
export type World = {
  readonly size: SampleSize;
  readonly province: Province;
  readonly buckets: Bucket[];
  readonly slots: Slot[];
  readonly layout: CommuneLayout;
  /** The scale of yearly volumes against the whole province. */
  readonly scale: number;
};

const boardsAreOneFrom = 2019;
const ofYear = (line: readonly number[], year: number, share: number) => Math.round(atEndOf(line, year) * share);
const shrinking = (year: number) => atEndOf(staff.provincialOffices, year) / staff.provincialOffices[0];

/** Women so that the share lies on the designed side of 30 %. */
const womenOf = (count: number, percent: number): number => {
  const least = Math.ceil((30 * count) / 100);
  const women = Math.round((count * percent) / 100);
  return percent >= 30 ? Math.max(women, least) : Math.min(women, least - 1);
};

const departmentTarget = (department: Department, all: readonly Department[]) => (year: number) => {
  const partner = all.find(({ code }) => code === boardMerger.source);
  const isOne = year >= boardsAreOneFrom && partner !== undefined;
  if (isOne && department.code === boardMerger.source) return { staff: 0, women: 0 };
  const base = department.staff + (isOne && department.code === boardMerger.into ? partner.staff : 0);
  const percent = atEndOf(department.women, year);
  const exact = Math.round(base * shrinking(year));
  // The one department that stands at exactly 30 %: its staff is a multiple of ten.
  const count = department.code === 'SNNPTNT' ? Math.round(exact / 10) * 10 : exact;
  return { staff: count, women: womenOf(count, percent) };
};

const plain = (name: string, office: string, category: Bucket['category'], position: string, units: readonly string[], target: Bucket['target']) =>
  openBucket({ name, office, category, position, units, target });

const slotOf = (kind: Slot['kind'], bucket: Bucket, unit: string, posts: readonly Post[], rest: Partial<Pick<Slot, 'isHead' | 'sources' | 'designed'>> = {}): Slot => ({
  kind, bucket, unit, posts, isHead: false, sources: [bucket], held: [], holder: undefined, vacantFrom: 0, planned: [], isActing: false, isClosed: false, ...rest,
});
const council = (unit: string, position: string): Post => ({ unit, position, body: `TTHDND.${unit}` });
const committee = (unit: string, position: string): Post => ({ unit, position, body: `UBND.${unit}` });
const party = (unit: string, position: string): Post => ({ unit, position, body: `DU.${unit}` });
const man = () => false;

const divisionSlots = (bucket: Bucket, unit: string, unitType: string, headPosts: readonly Post[] = [], designed?: Slot['designed']): Slot[] => {
  const [head, deputy] = leadersOf[unitType] ?? ['truong-phong', 'pho-truong-phong'];
  return [
    slotOf('division', bucket, unit, [{ unit, position: head }, ...headPosts], { isHead: true, ...(designed ? { designed } : {}) }),
    ...[1, 2, 3].map(() => slotOf('division', bucket, unit, [{ unit, position: deputy }])),
  ];
};

const departmentPart = (world: World, department: Department): void => {
  const divisions = department.divisions.map(({ abbreviation }) => `${department.code}.${abbreviation}`);
  const bucket = plain(`staff:${department.code}`, department.code, 'cong-chuc', 'chuyen-vien', divisions, departmentTarget(department, world.province.departments));
  world.buckets.push(bucket);
  const [head, deputy] = leadersOf[department.unitType] ?? ['giam-doc-so', 'pho-giam-doc-so'];
  const { code, womanLeaderFrom = 9999 } = department;
  const seat = code === boardMerger.source ? [] : [committee(provinceCode, 'uy-vien-ubnd')];
  const deputies = department.staff > 60 && code !== boardMerger.into ? [1, 2, 3] : [1, 2];
  world.slots.push(
    slotOf('department', bucket, code, [{ unit: code, position: head }, ...seat], { isHead: true, designed: man }),
    ...deputies.map((place) => slotOf('department', bucket, code, [{ unit: code, position: deputy }], { designed: (year) => place === 1 && year >= womanLeaderFrom })),
    ...department.divisions.flatMap(({ abbreviation, unitType }) => divisionSlots(bucket, `${code}.${abbreviation}`, unitType)),
  );
};

const provincePart = (world: World): void => {
  const isSmall = world.size === 'test';
  const cadres = plain('cadres:74', provinceCode, 'can-bo', 'can-bo-khac', [provinceCode], () => ({ staff: isSmall ? 14 : 22 }));
  world.buckets.push(
    cadres,
    plain('staff:VPHDND', provinceCode, 'cong-chuc', 'chuyen-vien', ['VPHDND'], (year) => ({ staff: Math.round((isSmall ? 6 : 38) * shrinking(year)) })),
    plain('staff:TCT', provinceCode, 'cong-chuc', 'chuyen-vien', ['TCT'], () => ({ staff: isSmall ? 2 : 15 })),
  );
  const add = (posts: readonly Post[], isWoman = false) => world.slots.push(slotOf('province', cadres, provinceCode, posts, { designed: () => isWoman }));
  add([council(provinceCode, 'chu-tich-hdnd')]);
  [true, false].forEach((isWoman) => add([council(provinceCode, 'pho-chu-tich-hdnd')], isWoman));
  [true, false, false, false, false].forEach((isWoman) => add([council(provinceCode, 'uy-vien-thuong-truc-hdnd')], isWoman));
  add([committee(provinceCode, 'chu-tich-ubnd')]);
  [true, false, false, false].forEach((isWoman) => add([committee(provinceCode, 'pho-chu-tich-ubnd')], isWoman));
};

const communeSlots = (world: World, cadres: Bucket, officials: Bucket, unit: string, at: number): Slot[] => {
  const { layout } = world;
  const slot = (role: CommuneRole, ...posts: readonly Post[]) =>
    slotOf('commune', cadres, unit, posts, { isHead: role === 'A' || role === 'C', designed: (year) => layout.isWoman(at, role, year) });
  const isDual = layout.isDual(at, 2015);
  const secretary = [council(unit, 'chu-tich-hdnd'), party(unit, 'bi-thu-dang-uy')];
  return [
    slot('A', ...secretary, ...(isDual ? [committee(unit, 'chu-tich-ubnd')] : [])),
    slot('B', council(unit, 'pho-chu-tich-hdnd')),
    ...(isDual ? [] : [slot('C', committee(unit, 'chu-tich-ubnd'), party(unit, 'pho-bi-thu-dang-uy'))]),
    slot('D1', committee(unit, 'pho-chu-tich-ubnd')),
    ...(layout.hasSecondDeputy(at, 2015) ? [slot('D2', committee(unit, 'pho-chu-tich-ubnd'))] : []),
    slot('E', party(unit, 'pho-bi-thu-dang-uy')),
    // The heads of the commune's military command and police, officials and members of the committee.
    ...[1, 2].map(() => slotOf('guard', officials, unit, [committee(unit, 'uy-vien-ubnd')], { designed: man })),
  ];
};

const districtPart = (world: World, at: number, isStrict: (year: number) => boolean, isPair: (year: number) => boolean): void => {
  const district = world.province.districts[at];
  if (!district) return;
  const { code } = district;
  const divisions = divisionsOfDistrict(district, world.size);
  const share = world.size === 'test' ? 22 / 1480 : 1 / 9;
  const officials = plain(`staff:${code}`, code, 'cong-chuc', 'chuyen-vien', divisions.map((division) => division.code), (year) => {
    const count = ofYear(staff.district, year, share);
    return { staff: count, women: Math.round((count * atEndOf(staff.districtWomen, year)) / 100) };
  });
  const cadres = plain(`cadres:${code}`, code, 'can-bo', 'can-bo-khac', [code], (year) => ({ staff: year >= 2018 && at < 4 ? 11 : 12 }));
  world.buckets.push(officials, cadres);
  const add = (posts: readonly Post[], designed: NonNullable<Slot['designed']>) =>
    world.slots.push(slotOf('district', cadres, code, posts, { sources: [cadres, officials], designed }));
  add([council(code, 'chu-tich-hdnd')], man);
  add([council(code, 'pho-chu-tich-hdnd')], isStrict);
  [1, 2, 3].forEach((place) => add([council(code, place === 1 ? 'pho-chu-tich-hdnd' : 'uy-vien-thuong-truc-hdnd')], man));
  add([committee(code, 'chu-tich-ubnd')], man);
  add([committee(code, 'pho-chu-tich-ubnd')], isPair);
  [1, 2].forEach(() => add([committee(code, 'pho-chu-tich-ubnd')], man));
  for (const division of divisions)
    world.slots.push(...divisionSlots(officials, division.code, division.unitType, [committee(code, 'uy-vien-ubnd')], (year) => (isPair(year) ? undefined : false)));
  communePart(world, code);
};

const communePart = (world: World, district: string): void => {
  const communes = world.province.communes.filter((commune) => commune.district === district);
  const units = communes.map((commune) => commune.code);
  const share = communes.length / 91;
  const sized = (count: readonly number[], women: readonly number[]) => (year: number) => {
    const total = ofYear(count, year, share);
    return { staff: total, women: Math.round((total * atEndOf(women, year)) / 100) };
  };
  const cadres = plain(`commune-cadres:${district}`, district, 'can-bo', 'can-bo-khac', units, sized(staff.communeCadres, staff.communeCadreWomen));
  const officials = plain(`commune-officials:${district}`, district, 'cong-chuc', 'cong-chuc-xa', units, sized(staff.communeOfficials, staff.communeOfficialWomen));
  world.buckets.push(cadres, officials);
  for (const { code, at } of communes) world.slots.push(...communeSlots(world, cadres, officials, code, at));
};

const publicPart = (world: World): void => {
  if (world.size !== 'full') return;
  const all = world.province.publicUnits.reduce((sum, { staff: count }) => sum + count, 0);
  for (const [name, units] of Map.groupBy(world.province.publicUnits, ({ parent, women }) => `public:${parent.slice(0, parent.includes('.') ? 3 : 9)}:${women}`)) {
    const [, office = provinceCode, women = '0'] = name.split(':');
    const count = units.reduce((sum, unit) => sum + unit.staff, 0);
    const bucket = plain(name, office, 'vien-chuc', 'vien-chuc', units.map(({ code }) => code), (year) => {
      const total = Math.round((count * atEndOf(staff.publicUnits, year)) / all);
      return { staff: total, women: Math.round((total * (Number(women) + atEndOf(staff.publicUnitWomenRise, year))) / 100) };
    });
    world.buckets.push(bucket);
    for (const { code, unitType } of units) {
      const [head, deputy] = leadersOf[unitType] ?? ['giam-doc-don-vi', 'pho-giam-doc-don-vi'];
      world.slots.push(...[head, deputy, deputy].map((position, place) => slotOf('public', bucket, code, [{ unit: code, position }], { isHead: place === 0 })));
    }
  }
};

export const openWorld = (size: SampleSize, prng: Prng): World => {
  const province = provinceOf(size);
  const districts = layOutDistricts(province.districts.length, prng);
  const world: World = { size, province, buckets: [], slots: [], layout: layOutCommunes(province.communes.length, prng), scale: size === 'test' ? 0.055 : 1 };
  provincePart(world);
  for (const department of province.departments) departmentPart(world, department);
  province.districts.forEach((_, at) => districtPart(world, at, (year) => districts.isStrict(at, year), (year) => districts.isPair(at, year)));
  publicPart(world);
  return world;
};
