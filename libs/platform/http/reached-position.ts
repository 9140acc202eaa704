import type { ProjectionProgress } from '../../projection-engine/progress.js';
import type { LogIndex } from '../../kernel/log.js';
import { Problem } from './problem.js';

const waitMaxMs = 2_000;

/** Lets a caller read what it has just written. */
export class ReachedPosition {
  constructor(private readonly progress: Pick<ProjectionProgress, 'waitFor'>) {}

  /** Waits up to 2 s until the documents of a projection hold an index; nobody waits who asks for none. @throws Problem 503 when it is not reached. */
  async require({ minPosition }: { readonly minPosition?: LogIndex }, projection: string): Promise<void> {
    if (minPosition === undefined) return;
    if ((await this.progress.waitFor(minPosition, waitMaxMs, projection)) !== 'reached')
      throw new Problem(503, 'POSITION_NOT_REACHED', { vi: `Số liệu chưa đến vị trí ${minPosition}; hãy thử lại.`, en: `The answers have not reached position ${minPosition} yet; try again.` }, { retryAfterSeconds: 1 });
  }
}
