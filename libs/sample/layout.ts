import { layouts } from './trajectory.js';
import type { Prng } from './prng.js';

/** Where the design puts women among the chairs and deputies of the communes and districts, so that T1 and T3 follow it (domain.md §1.2, §5). */
export type CommuneRole = 'A' | 'B' | 'C' | 'D1' | 'D2' | 'E';
export type CommuneLayout = {
  /** A: secretary and council chair; B: council deputy; C: committee chair; D1, D2: committee deputies; E: standing deputy secretary. */
  isWoman(commune: number, role: CommuneRole, year: number): boolean;
  /** One person chairs both. */
  isDual(commune: number, year: number): boolean;
  hasSecondDeputy(commune: number, year: number): boolean;
};
export type DistrictLayout = {
  isStrict(district: number, year: number): boolean;
  isPair(district: number, year: number): boolean;
};

/** The value for a year from 2015, the state before the registry starts, to 2020. */
const at = (line: readonly number[], year: number): number => line[Math.min(Math.max(year - 2015, 0), line.length - 1)] ?? 0;
const ranksOf = (order: readonly number[]): number[] => {
  const ranks = order.map(() => 0);
  order.forEach((item, rank) => (ranks[item] = rank));
  return ranks;
};
const provinceCommunes = 91;
const provinceDistricts = 9;
const strictAtLast = 14;

/** The role in which a commune's first woman stands, by the commune's rank in the order in which communes come to pass. */
const firstRole = (rank: number): CommuneRole => {
  if (rank <= strictAtLast) return 'B';
  const turn = rank % 10;
  return turn < 5 ? 'B' : turn < 8 ? 'D1' : turn < 9 ? 'C' : 'A';
};

export const layOutCommunes = (count: number, prng: Prng): CommuneLayout => {
  const scaled = (line: readonly number[], year: number) => Math.round((at(line, year) * count) / provinceCommunes);
  const order = prng.shuffled(Array.from({ length: count }, (_, index) => index));
  const rank = ranksOf(order);
  // Only where no woman is to stand as one of the chairs can one man hold both.
  const single = new Set<CommuneRole>(['B', 'D1']);
  const hasWomanChair = (commune: number) => Number(!single.has(firstRole(rank[commune] ?? 0)));
  const dualRank = ranksOf([...order].sort((a, b) => hasWomanChair(a) - hasWomanChair(b) || ((a * 37) % 97) - ((b * 37) % 97)));
  const secondRank = ranksOf([...order].sort((a, b) => Number((rank[a] ?? 0) > 1) - Number((rank[b] ?? 0) > 1) || ((a * 53) % 97) - ((b * 53) % 97)));
  const standingDeputyIsWoman = order.map(() => prng.chance(0.25));
  return {
    isWoman: (commune, role, year) => {
      const place = rank[commune] ?? 0;
      const [pair, strict] = [scaled(layouts.communePair, year), scaled(layouts.communeStrict, year)];
      if (role === 'E') return standingDeputyIsWoman[commune] ?? false;
      if (role === 'D2') return place < scaled(layouts.communeWomen, year) - pair - strict;
      if (place < strict && (role === 'B' || role === 'D1')) return true;
      return place < pair && role === firstRole(place);
    },
    isDual: (commune, year) => (dualRank[commune] ?? 0) < scaled(layouts.dual, year),
    hasSecondDeputy: (commune, year) => (secondRank[commune] ?? 0) < Math.round(((at(layouts.committeeDeputies, year) - provinceCommunes) * count) / provinceCommunes),
  };
};

export const layOutDistricts = (count: number, prng: Prng): DistrictLayout => {
  const rank = ranksOf(prng.shuffled(Array.from({ length: count }, (_, index) => index)));
  const scaled = (line: readonly number[], year: number) => Math.round((at(line, year) * count) / provinceDistricts);
  return {
    isStrict: (district, year) => (rank[district] ?? 0) < scaled(layouts.districtStrict, year),
    isPair: (district, year) => (rank[district] ?? 0) < scaled(layouts.districtPair, year),
  };
};
