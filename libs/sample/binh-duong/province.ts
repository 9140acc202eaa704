import type { SampleSize } from '../sample-command.js';
import { departments, districtDivisions, type Department } from './departments.js';
import { districts, type Commune, type District } from './places.js';
import { politicalSchool, publicUnits, type PublicUnit } from './public-units.js';

export const provinceCode = '74';

export type DistrictDivision = { readonly code: string; readonly name: string; readonly unitType: string };
/** The part of the province that a size of the sample holds. */
export type Province = {
  readonly departments: readonly Department[];
  readonly districts: readonly District[];
  readonly communes: readonly (Commune & { readonly district: string; readonly at: number })[];
  readonly publicUnits: readonly PublicUnit[];
};

const smallDepartments: Readonly<Record<string, { readonly divisions: number; readonly staff: number }>> = {
  SNV: { divisions: 4, staff: 24 }, SCT: { divisions: 6, staff: 26 }, VPUBND: { divisions: 3, staff: 20 }, BQLKCN: { divisions: 2, staff: 15 }, BQLVSIP: { divisions: 2, staff: 12 },
};
const smallDistricts = ['719', '724'];
const communesOfSmallDistrict = 3;

const cutDown = (department: Department): Department[] => {
  const small = smallDepartments[department.code];
  return small ? [{ ...department, staff: small.staff, divisions: department.divisions.slice(0, small.divisions) }] : [];
};

export const provinceOf = (size: SampleSize): Province => {
  const held: readonly District[] = size === 'test'
    ? districts.filter(({ code }) => smallDistricts.includes(code)).map((district) => ({ ...district, communes: district.communes.slice(0, communesOfSmallDistrict) }))
    : districts;
  return {
    departments: size === 'test' ? departments.flatMap(cutDown) : departments,
    districts: held,
    communes: held.flatMap((district) => district.communes.map((commune) => ({ ...commune, district: district.code }))).map((commune, at) => ({ ...commune, at })),
    publicUnits: size === 'full' ? publicUnits(held) : [politicalSchool],
  };
};

const divisionsInSmallDistrict = 5;
export const divisionsOfDistrict = ({ code, unitType }: District, size: SampleSize): DistrictDivision[] =>
  districtDivisions(unitType)
    .slice(0, size === 'test' ? divisionsInSmallDistrict : undefined)
    .map((division) => ({ code: `${code}.${division.abbreviation}`, name: division.name, unitType: division.unitType }));
