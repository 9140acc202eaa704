import { isCivilDate, type CivilDate } from '../../kernel/civil-date.js';
import { nothingKnown, type LogIndex } from '../../kernel/log.js';
import type { SetAsideAnswer } from '../../platform/http/moment.dto.js';
import { badRequest } from '../../platform/http/problem.js';
import type { Knowledge } from './knowledge.js';

/** An instant younger than this may still be given an event of an earlier one, by another process (DESIGN rule 1). */
const settledAfterMs = 30_000;

/** Both coordinates of an answer, and what has to be said about them. */
export type ResolvedMoment = {
  readonly trueOn: CivilDate;
  readonly knownAt: LogIndex;
  /** When the last event known was recorded, ISO 8601; null when nothing is known. */
  readonly knownSince: string | null;
  /** The instant asked for is younger than 30 s, so the index may still grow. */
  readonly isProvisional: boolean;
  readonly today: CivilDate;
  /** The last index that this answer could have known. */
  readonly head: LogIndex;
  /** Set when the log is a sample: its today stands still. */
  readonly sample: { readonly size: string; readonly seed: number } | null;
  /** The events up to `knownAt` that are left out. */
  readonly setAside: readonly SetAsideAnswer[];
};

const instantShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const indexShape = /^(-1|\d{1,12})$/;

/** Reads the two coordinates as they were asked for. @throws Problem 400 of a day or moment that does not exist or lies ahead. */
export const resolveMoment = (knowledge: Knowledge, asked: { readonly trueOn?: string | undefined; readonly knownAt?: string | undefined }): ResolvedMoment => {
  const today = knowledge.today();
  const trueOn = asked.trueOn ?? today;
  if (!isCivilDate(trueOn)) throw badRequest([{ field: 'trueOn', rule: 'isCivilDate', vi: 'phải là ngày có thật, dạng YYYY-MM-DD', en: 'must be a day that exists, as YYYY-MM-DD' }]);
  const { knownAt, isProvisional } = resolveKnownAt(knowledge, asked.knownAt);
  const known = knowledge.instants.of(knownAt);
  const { sample } = knowledge.organisation.latest();
  return {
    trueOn,
    knownAt,
    knownSince: known === undefined ? null : new Date(known).toISOString(),
    isProvisional,
    today,
    head: knowledge.index,
    sample: sample ? { size: sample.size, seed: sample.seed } : null,
    setAside: knowledge.setAsides.filter(({ index }) => index <= knownAt).map(({ reference = null, ...rest }) => ({ ...rest, reference })),
  };
};

const resolveKnownAt = (knowledge: Knowledge, asked: string | undefined): { readonly knownAt: LogIndex; readonly isProvisional: boolean } => {
  if (asked === undefined) return { knownAt: knowledge.index, isProvisional: false };
  if (indexShape.test(asked)) {
    const index = Number(asked);
    if (index > knowledge.index)
      throw badRequest([{ field: 'knownAt', rule: 'isKnown', vi: `sự kiện #${index} chưa có; số liệu đến sự kiện #${knowledge.index}`, en: `there is no event ${index} yet; what is known ends at ${knowledge.index}` }]);
    return { knownAt: Math.max(index, nothingKnown), isProvisional: false };
  }
  // Date.parse takes 30 February for 1 March.
  const instant = instantShape.test(asked) && isCivilDate(asked.slice(0, 10)) ? Date.parse(asked) : Number.NaN;
  if (Number.isNaN(instant))
    throw badRequest([{ field: 'knownAt', rule: 'isMoment', vi: 'phải là số thứ tự sự kiện (từ -1) hoặc thời điểm ISO 8601 có múi giờ', en: 'must be an event index (from -1) or an ISO 8601 instant with an offset' }]);
  if (instant > knowledge.now()) throw badRequest([{ field: 'knownAt', rule: 'isPast', vi: 'không được ở tương lai', en: 'must not lie in the future' }]);
  return { knownAt: knowledge.instants.lastUpTo(instant), isProvisional: knowledge.now() - instant < settledAfterMs };
};
