import { isCivilDate } from '../../kernel/civil-date.js';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.js';
import { badRequest, Problem } from '../../platform/http/problem.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import type { ClassAnswer, ClassesAnswer, ClassSummaryAnswer } from '../answers/classes.dto.js';
import { classes, trainingProjection, type TrainingClass } from '../read-models/training-projection.js';

export type AskedClasses = { readonly organiser?: string; readonly from?: string; readonly until?: string; readonly cursor?: string; readonly limit?: number };
const pageDefault = 50;

/** Classes by their first day, and everyone sent to one of them. */
export class ClassQueries {
  constructor(private readonly readStore: ReadStore) {}

  async list(asked: AskedClasses): Promise<ClassesAnswer> {
    const question = ['classes', asked.organiser ?? '', asked.from ?? '', asked.until ?? ''].join('|');
    const [after] = asked.cursor === undefined ? [] : decodeCursor(asked.cursor, question, ['string']);
    const bounds = { ...bound('from', asked.from), ...bound('until', asked.until) };
    const served = asked.organiser === undefined ? { index: 'start' } : { index: 'organiser', equals: [asked.organiser] };
    const snapshot = await this.readStore.snapshot(trainingProjection);
    try {
      const page = await snapshot.find({ collection: classes, ...served, ...bounds, limit: asked.limit ?? pageDefault, ...(typeof after === 'string' ? { after } : {}) });
      const items = page.items.map(({ document }) => summaryOf(document as TrainingClass)); // Only the projection writes the collection.
      return { knownAt: snapshot.checkpoint.index, items, next: page.next === undefined ? null : encodeCursor(question, [page.next]) };
    } finally {
      await snapshot.close();
    }
  }

  async one(id: string): Promise<ClassAnswer> {
    const snapshot = await this.readStore.snapshot(trainingProjection);
    try {
      const found = (await snapshot.get(classes, id)) as TrainingClass | undefined; // Only the projection writes the collection.
      if (!found) throw new Problem(404, 'UNKNOWN_CLASS', { vi: `Không có lớp ${id}.`, en: `No class ${id} is known.` });
      return { ...summaryOf(found), revision: found.revision, participations: found.participations };
    } finally {
      await snapshot.close();
    }
  }
}

const bound = (field: 'from' | 'until', day: string | undefined): { readonly from?: string; readonly until?: string } => {
  if (day === undefined) return {};
  if (!isCivilDate(day)) throw badRequest([{ field, rule: 'isCivilDate', vi: 'phải là ngày có thật, dạng YYYY-MM-DD', en: 'must be a day that exists, as YYYY-MM-DD' }]);
  return { [field]: day };
};

const summaryOf = ({ class: id, title, group, organiser, startsOn, endsOn, closedOn, participations }: TrainingClass): ClassSummaryAnswer => ({
  class: id, title, group, organiser, startsOn, endsOn, closedOn,
  sent: participations.length,
  completed: participations.filter(({ completedOn }) => completedOn !== null).length,
  withdrawn: participations.filter(({ withdrawnOn }) => withdrawnOn !== null).length,
});
