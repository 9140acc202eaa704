/** The designed trajectory of 2016 … 2020 (domain.md §5). All of it is an assumption for synthetic data. */
export const firstYear = 2016;
export const lastYear = 2020;
export const years = [2016, 2017, 2018, 2019, 2020] as const;

type Line = readonly number[];
/** The value at the end of a year; the year before the first is `before`. */
export const atEndOf = (line: Line, year: number): number => line[Math.min(Math.max(year - firstYear, 0), line.length - 1)] ?? 0;

export const staff = {
  provincialOffices: [2000, 1970, 1930, 1870, 1830],
  district: [1480, 1460, 1440, 1410, 1380],
  districtWomen: [39.5, 40, 40.6, 41.3, 42],
  cadres: [130, 130, 128, 126, 126],
  communeCadres: [985, 980, 975, 960, 950],
  communeCadreWomen: [22, 22.5, 23.2, 24, 25],
  communeOfficials: [1140, 1135, 1125, 1080, 1050],
  communeOfficialWomen: [41, 42, 43, 44.5, 46],
  publicUnits: [23_800, 24_150, 24_450, 24_600, 24_750],
  publicUnitWomenRise: [0, 0.3, 0.5, 0.7, 1],
} as const;

/** Authorities that pass at the end of 2015 … 2020: the districts and communes of T1 in both readings, and the women in T3's posts. */
export const layouts = {
  districtPair: [7, 7, 7, 8, 8, 9],
  districtStrict: [4, 4, 4, 5, 5, 6],
  communePair: [40, 42, 43, 44, 47, 50],
  communeStrict: [9, 10, 11, 12, 13, 14],
  communeWomen: [51, 54, 56, 58, 61, 66],
  /** Communes where one person is both chairs, and posts of deputy chair of the committee. */
  dual: [20, 20, 20, 21, 21, 22],
  committeeDeputies: [152, 152, 152, 150, 146, 145],
} as const;

export const divisionLeaders = {
  province: [410, 405, 385, 345, 340],
  district: [310, 308, 300, 290, 285],
  women: [172, 177, 179, 178, 185],
} as const;

export const training = {
  participations: [7800, 8600, 8900, 9000, 4500],
  ofPublicUnits: [14_000, 14_000, 14_000, 14_000, 7000],
  women: [37.5, 39.2, 41, 43.1, 38.8],
} as const;
export const planningWomen = [22, 23.5, 25, 27, 28.5] as const;

/** What the year-end figures are to be, and how far a sample of size demo or full may be from it. */
export const designed = {
  T1pair: [50, 51, 53, 56, 60],
  T1strict: [15, 16, 18, 19, 21],
  T2both: [7, 8, 9, 11, 13],
  T2departments: [20, 20, 20, 19, 19],
  T3: [13.3, 13.8, 14.4, 15.3, 16.7],
  T4: [23.9, 24.8, 26.1, 28, 29.6],
  T5: [37.5, 39.2, 41, 43.1, 38.8],
} as const;
export const tolerance = { T1: 0, T2: 0, T3: 0.3, T4: 0.3, T5: 0.5 } as const;
