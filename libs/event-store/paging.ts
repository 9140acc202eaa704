import type { LogIndex, Revision } from '../kernel/log.js';
import type { Direction, StoredEvent } from './event-store.port.js';
import { loopTurn } from './growth.js';

/** Most events of one page of a store that reads from outside the process's memory. */
export const pageSizeMax = 500;

/**
 * A range of a log or a stream in pages, up to where it ended when the reading began.
 * @param end the last place there is, -1 when there is none
 * @param readPage exactly `count` events from a place on, going up or down; a store that has them at hand gives them at once
 */
export async function* pagesOf(
  end: Revision | LogIndex,
  from: number | undefined,
  { direction, limit = Infinity }: { readonly direction?: Direction; readonly limit?: number },
  readPage: (from: number, step: 1 | -1, count: number) => readonly StoredEvent[] | Promise<readonly StoredEvent[]>,
): AsyncGenerator<readonly StoredEvent[]> {
  const step = direction === 'backwards' ? -1 : 1;
  let at = step === 1 ? Math.max(0, from ?? 0) : Math.min(from ?? end, end);
  let left = Math.min(limit, step === 1 ? end - at + 1 : at + 1);
  while (left > 0) {
    const reading = readPage(at, step, Math.min(left, pageSizeMax));
    const page = reading instanceof Promise ? await reading : reading;
    if (page.length === 0) return;
    at += step * page.length;
    left -= page.length;
    yield page;
    if (left > 0) await loopTurn();
  }
}
