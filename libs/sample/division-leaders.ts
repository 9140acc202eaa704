import type { Person, Slot } from './people.js';
import type { Prng } from './prng.js';
import { atEndOf, divisionLeaders, firstYear } from './trajectory.js';
import type { World } from './world.js';

export type Tier = 'province' | 'district';
export const tierOf = ({ bucket }: Slot): Tier => (/^\d{3}$/.test(bucket.office) ? 'district' : 'province');

export const divisionSlotsOf = (world: World, tier: Tier): Slot[] => world.slots.filter((slot) => slot.kind === 'division' && !slot.isClosed && tierOf(slot) === tier);

const smallDeputies = 8;
const atFirst = (world: World, tier: Tier): number => {
  if (world.size !== 'test') return atEndOf(divisionLeaders[tier], firstYear);
  return world.slots.filter((slot) => slot.kind === 'division' && slot.isHead && tierOf(slot) === tier).length + smallDeputies;
};

/** Posts of T4 that are to be filled at the end of a year, and by how many women. */
export const designedLeaders = (world: World, tier: Tier, year: number): { readonly filled: number; readonly women: number } => {
  const table = (one: Tier) => atEndOf(divisionLeaders[one], year);
  const sized = (one: Tier) => Math.round((table(one) * atFirst(world, one)) / atEndOf(divisionLeaders[one], firstYear));
  const all = sized('province') + sized('district');
  const women = Math.round((atEndOf(divisionLeaders.women, year) * all) / (table('province') + table('district')));
  const inProvince = Math.round((women * sized('province')) / all);
  return { filled: sized(tier), women: tier === 'province' ? inProvince : women - inProvince };
};

/** Every head, and deputies division by division until the number is reached. */
export const initialDivisionLeaders = (world: World, tier: Tier): Slot[] => {
  const slots = divisionSlotsOf(world, tier);
  const heads = slots.filter(({ isHead }) => isHead);
  const byUnit = Map.groupBy(slots.filter(({ isHead }) => !isHead), ({ unit }) => unit);
  const deputies = [0, 1, 2].flatMap((place) => [...byUnit.values()].flatMap((list) => list.slice(place, place + 1)));
  return [...heads, ...deputies.slice(0, Math.max(designedLeaders(world, tier, firstYear).filled - heads.length, 0))];
};

/** Of the posts filled at the start, those that women hold: slightly fewer than at the end of the first year. */
export const womenAmongDivisionLeaders = (filled: readonly Slot[], world: World, prng: Prng): ReadonlySet<Slot> => {
  const women = new Set<Slot>();
  for (const tier of ['province', 'district'] as const) {
    const open = prng.shuffled(filled.filter((slot) => slot.kind === 'division' && tierOf(slot) === tier && slot.designed?.(firstYear - 1) !== false));
    const wanted = Math.max(designedLeaders(world, tier, firstYear).women - (world.size === 'test' ? 0 : 3), 0);
    // Deputies first: women come to the head of a division later.
    for (const slot of open.toSorted((a, b) => Number(a.isHead && prng.chance(0.6)) - Number(b.isHead && prng.chance(0.6))).slice(0, wanted)) women.add(slot);
  }
  return women;
};

export const isWoman = (person: Person | undefined): boolean => person?.gender === 'female';
