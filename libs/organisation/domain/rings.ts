import type { CivilDate } from '../../kernel/civil-date.js';
import type { Structure } from '../structure/structure.js';

export type RingRefusal =
  | { readonly code: 'SUCCESSOR_RING'; readonly unit: string; readonly on: CivilDate }
  | { readonly code: 'PARENT_RING'; readonly unit: string; readonly on: CivilDate };

/**
 * The first day from `since` on which the walk from a unit, over successors and parents upwards, comes back to where it was. An act changes only
 * what lies above the unit it names, so a ring that the act closes is met on this walk; the structure itself would stop at it as damage.
 */
export const findRing = (structure: Structure, unit: string, since: CivilDate): RingRefusal | undefined => {
  for (const on of structure.changeDays) {
    // Saves time only: an act changes nothing before its day.
    if (on < since) continue;
    const code = ringAbove(structure, unit, on);
    if (code !== undefined) return { code, unit, on };
  }
  return undefined;
};

const ringAbove = (structure: Structure, unit: string, on: CivilDate): RingRefusal['code'] | undefined => {
  const above = new Set<string>();
  for (let at: string | undefined = unit; at !== undefined; ) {
    const standing = findResolved(structure, at, on);
    if (standing === undefined) return 'SUCCESSOR_RING';
    if (above.has(standing)) return 'PARENT_RING';
    above.add(standing);
    at = structure.parentOn(standing, on);
  }
  return undefined;
};

const findResolved = (structure: Structure, unit: string, on: CivilDate): string | undefined => {
  const passed = new Set<string>();
  let at = unit;
  for (let { until, successor } = structure.standing(at); until !== undefined && until <= on && successor !== undefined; { until, successor } = structure.standing(at)) {
    if (passed.has(at)) return undefined;
    passed.add(at);
    at = successor;
  }
  return at;
};
