import { dayNumber, type CivilDate } from '../../kernel/civil-date.js';
import type { PackedRow } from '../read-models/ledger-entry.js';

type Change = { readonly official: string; readonly actId: string; readonly day: number; readonly sign: 1 | -1 };
export type Holder = { readonly official: string; readonly actId: string };

/** Who holds one post on a day as known now, found by the post: what a command asks before it warns that every seat is taken. */
export class PostHolders {
  readonly #changes = new Map<string, Change[]>();

  take(official: string, rows: readonly PackedRow[]): void {
    for (const [day, actId, kind, unit, position, , , , sign] of rows) {
      if (kind !== 'post') continue;
      const key = `${unit}|${position}`;
      const changes = this.#changes.get(key);
      if (changes) changes.push({ official, actId, day, sign });
      else this.#changes.set(key, [{ official, actId, day, sign }]);
    }
  }

  readonly on = (unit: string, position: string, day: CivilDate): readonly Holder[] => {
    const until = dayNumber(day);
    const sums = new Map<string, { holder: Holder; sum: number }>();
    for (const { official, actId, day: from, sign } of this.#changes.get(`${unit}|${position}`) ?? []) {
      if (from > until) continue;
      const held = sums.get(actId) ?? { holder: { official, actId }, sum: 0 };
      sums.set(actId, { ...held, sum: held.sum + sign });
    }
    return [...sums.values()].filter(({ sum }) => sum > 0).map(({ holder }) => holder);
  };
}
