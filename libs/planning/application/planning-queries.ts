import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { Problem } from '../../platform/http/problem.js';
import type { IndexValue, ReadStore } from '../../read-store/read-store.port.js';
import type { PlannedAnswer, PlanningPoolAnswer, PlanningStatus } from '../answers/planning.dto.js';
import { planningProjection, pool, type PlannedOfficial } from '../read-models/planning-projection.js';

export type AskedPool = {
  readonly official?: string;
  readonly unit?: string;
  readonly position?: string;
  readonly term?: string;
  readonly status?: PlanningStatus;
  readonly cursor?: string;
  readonly limit?: number;
};
const pageDefault = 50;
/** Names looked at for one page before it is cut short: a filter that no index serves may match few. */
const lookedAtMax = 5_000;

/** The planning pool (quy hoạch): who is planned for what. Restricted: never part of a public export. */
export class PlanningQueries {
  constructor(private readonly readStore: ReadStore) {}

  async pool(asked: AskedPool): Promise<PlanningPoolAnswer> {
    const question = ['planning', asked.official ?? '', asked.unit ?? '', asked.position ?? '', asked.term ?? '', asked.status ?? ''].join('|');
    const [place] = asked.cursor === undefined ? [] : decodeCursor(asked.cursor, question, ['string']);
    const limit = asked.limit ?? pageDefault;
    const snapshot = await this.readStore.snapshot(planningProjection);
    try {
      const items: PlannedAnswer[] = [];
      let after = typeof place === 'string' ? place : undefined;
      for (let lookedAt = 0; lookedAt < lookedAtMax; lookedAt += limit) {
        const page = await snapshot.find({ collection: pool, ...servedBy(asked), limit: limit - items.length, ...(after === undefined ? {} : { after }) });
        items.push(...page.items.map(({ document }) => document as PlannedOfficial).filter((planned) => fits(planned, asked)).map((planned) => ({ ...planned }))); // Only the projection writes the collection.
        after = page.next;
        if (after === undefined || items.length >= limit) break;
      }
      return { knownAt: snapshot.checkpoint.index, items, next: after === undefined ? null : encodeCursor(question, [after]) };
    } finally {
      await snapshot.close();
    }
  }

  async one(planning: string): Promise<PlannedAnswer> {
    const snapshot = await this.readStore.snapshot(planningProjection);
    try {
      const found = await snapshot.get(pool, planning);
      if (!found) throw new Problem(404, 'UNKNOWN_PLANNING', { vi: `Không có hồ sơ quy hoạch ${planning}.`, en: `No planning ${planning} is known.` });
      return { ...(found as PlannedOfficial) }; // Only the projection writes the collection.
    } finally {
      await snapshot.close();
    }
  }
}

const servedBy = ({ official, unit, position, term, status }: AskedPool): { readonly index?: string; readonly equals?: readonly IndexValue[] } => {
  if (official !== undefined) return { index: 'official', equals: [official] };
  if (unit !== undefined) return { index: 'post', equals: position === undefined ? [unit] : term === undefined ? [unit, position] : [unit, position, term] };
  return status === undefined ? {} : { index: 'status', equals: [status] };
};

const fits = (planned: PlannedOfficial, asked: AskedPool): boolean =>
  (asked.official === undefined || planned.official === asked.official) && (asked.unit === undefined || planned.unit === asked.unit)
  && (asked.position === undefined || planned.position === asked.position) && (asked.term === undefined || planned.term === asked.term)
  && (asked.status === undefined || planned.status === asked.status);
