import type { Desk } from './journal.js';
import type { Prng } from './prng.js';
import { nameOf } from './names.js';
import { searchKey } from '../kernel/vietnamese-text.js';

const offices: Readonly<Record<string, string>> = {
  '74': 'so-noi-vu', SNV: 'so-noi-vu', '718': 'thu-dau-mot', '719': 'bau-bang', '720': 'dau-tieng', '721': 'ben-cat', '722': 'phu-giao', '723': 'tan-uyen',
  '724': 'di-an', '725': 'thuan-an', '726': 'bac-tan-uyen', VPUBND: 'van-phong-ubnd', TTT: 'thanh-tra-tinh', BQLKCN: 'ban-quan-ly-kcn', BQLVSIP: 'ban-quan-ly-vsip',
};

/** Each office has two clerks; who recorded what is chosen at random. */
export const desksOf = (prng: Prng): ((office: string) => Desk) => {
  const clerks = new Map<string, readonly Desk[]>();
  const clerkOf = (office: string): Desk => ({
    actor: `${offices[office] ?? searchKey(office)}.${searchKey(nameOf(prng.chance(0.6) ? 'female' : 'male', prng)).replaceAll(' ', '-')}`,
    role: 'operator',
  });
  return (office) => {
    const known = clerks.get(office);
    if (known) return prng.pick(known);
    const made = [clerkOf(office), clerkOf(office)];
    clerks.set(office, made);
    return prng.pick(made);
  };
};
