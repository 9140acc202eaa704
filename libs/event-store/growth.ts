import type { LogIndex } from '../kernel/log.js';
import type { StoredEvent } from './event-store.port.js';

/** Wakes those who wait for the log to grow. It knows nothing of what was appended: a follower reads for itself, so it can miss nothing. */
export type Growth = {
  /** Resolves at the next sign of growth, or when `signal` is aborted or the log closes. */
  next(signal: AbortSignal): Promise<void>;
  wake(): void;
};

/** @param onWaiting told when the first begins to wait, and when nobody waits any more. */
export const openGrowth = (onWaiting: (isWaiting: boolean) => void = () => undefined): Growth => {
  const waiting = new Set<() => void>();
  return {
    next: (signal) =>
      new Promise((resolve) => {
        const wake = () => {
          signal.removeEventListener('abort', wake);
          waiting.delete(wake);
          if (waiting.size === 0) onWaiting(false);
          resolve();
        };
        if (waiting.size === 0) onWaiting(true);
        waiting.add(wake);
        signal.addEventListener('abort', wake);
        if (signal.aborted) wake();
      }),
    wake: () => {
      for (const wake of [...waiting]) wake();
    },
  };
};

/** Lets the event loop turn, so that whoever reads a long log in pages starves nobody. */
export const loopTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export type Followed = {
  /** What is stored from an index on, one page; empty at the end. */
  readPage(from: LogIndex): readonly StoredEvent[];
  isClosed(): boolean;
  readonly growth: Growth;
};

/** Pages from an index on, without end. The consumer pulls, so a slow one is simply behind. `onCaughtUp` is told once, after the page that reached the end was taken. */
export async function* followLog(
  log: Followed,
  fromIndex: LogIndex,
  { signal, onCaughtUp }: { readonly signal: AbortSignal; readonly onCaughtUp?: () => void },
): AsyncGenerator<readonly StoredEvent[]> {
  let next = Math.max(0, fromIndex);
  let isCaughtUp = false;
  while (!signal.aborted && !log.isClosed()) {
    const page = log.readPage(next);
    const last = page.at(-1);
    if (last) {
      next = last.index + 1;
      yield page;
      await loopTurn();
      continue;
    }
    if (!isCaughtUp) {
      isCaughtUp = true;
      onCaughtUp?.();
      // What the callback itself appended woke nobody: look once more before waiting.
      continue;
    }
    await log.growth.next(signal);
  }
}
