import type { ProjectionProgress } from '../../projection-engine/progress.js';
import type { LogIndex } from '../../kernel/log.js';
import { Problem } from '../../platform/http/problem.js';
import type { Knowledge } from './knowledge.js';
import type { KnowledgeTail } from './knowledge-tail.js';

const waitMaxMs = 2_000;

/** A restored backup, that is. */
const ofAnotherLog = {
  vi: 'Số liệu được dựng từ nhật ký khác với nhật ký đang có; không trả số sai. Quản trị viên phải dựng lại.',
  en: 'The documents were folded from another log than there is now; no number is given that would be wrong. An administrator has to rebuild them.',
};

/** Whether an answer may be given: not behind what the caller has seen, and never past an event that could not be applied. */
export class Freshness {
  constructor(private readonly progress: Pick<ProjectionProgress, 'waitFor' | 'stoppedAt'> | undefined, private readonly tail: KnowledgeTail, private readonly knowledge: Knowledge) {}

  /** Waits up to 2 s for a position. @throws Problem 503 when it is not reached, 409 when the ledger has stopped before the moment asked for. */
  async require(asked: { readonly minPosition?: number; readonly knownAt?: string }, projection = 'ledger'): Promise<void> {
    if (asked.minPosition !== undefined) await this.#reach(asked.minPosition, projection);
    this.#refuseIfStopped(asked.knownAt, projection);
  }

  async #reach(index: number, projection: string): Promise<void> {
    if (projection === 'ledger' && this.knowledge.index >= index) return;
    const waited = this.progress ? await this.progress.waitFor(index, waitMaxMs, projection) : 'timed-out';
    if (waited === 'reached') await this.tail.follow();
    else if (waited === 'timed-out')
      throw new Problem(503, 'POSITION_NOT_REACHED', { vi: `Số liệu chưa đến vị trí ${index}; hãy thử lại.`, en: `The answers have not reached position ${index} yet; try again.` }, { retryAfterSeconds: 1 });
  }

  /** Rather no number than one that misses an event (DESIGN rule 10). */
  #refuseIfStopped(knownAt: string | undefined, projection: string): void {
    const stopped = this.progress?.stoppedAt(projection);
    if (!stopped) return;
    const { wrongFrom = stopped.index } = stopped;
    if (this.#isBefore(knownAt, wrongFrom)) return;
    if (wrongFrom <= 0) throw new Problem(409, 'PROJECTION_STALLED', ofAnotherLog, { facts: { index: stopped.index, type: stopped.type } });
    throw new Problem(409, 'PROJECTION_STALLED', {
      vi: `Không đọc được sự kiện #${stopped.index} (${stopped.type}); không trả số thiếu. Có thể hỏi với knownAt nhỏ hơn ${wrongFrom}.`,
      en: `Event ${stopped.index} (${stopped.type}) cannot be applied; no number is given that would miss it. Ask with knownAt below ${wrongFrom}.`,
    }, { facts: { index: stopped.index, type: stopped.type } });
  }

  /** An instant lies before the event only if one that could be applied is younger than it. */
  #isBefore(knownAt: string | undefined, index: LogIndex): boolean {
    if (knownAt === undefined) return false;
    if (/^-?\d+$/.test(knownAt)) return Number(knownAt) < index;
    const instant = Date.parse(knownAt);
    return !Number.isNaN(instant) && this.knowledge.instants.lastUpTo(instant) < Math.min(this.knowledge.index, index - 1);
  }
}
