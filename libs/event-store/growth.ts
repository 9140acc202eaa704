import type { LogIndex } from '../kernel/log.js';
import type { StoredEvent } from './event-store.port.js';

/** Wakes those who wait for the log to grow. It knows nothing of what was appended: a follower reads for itself, so it can miss nothing. */
export type Growth = {
  /** How many signs there have been. Taken before looking, so that a sign during a look that takes its time is not missed. */
  readonly signs: number;
  /** Resolves at the next sign of growth after `seen` (default: after now), or when `signal` is aborted or the log closes. */
  next(signal: AbortSignal, seen?: number): Promise<void>;
  wake(): void;
};

/** @param onWaiting told when the first begins to wait, and when nobody waits any more. */
export const openGrowth = (onWaiting: (isWaiting: boolean) => void = () => undefined): Growth => {
  const waiting = new Set<() => void>();
  let signs = 0;
  return {
    get signs() {
      return signs;
    },
    next: (signal, seen = signs) =>
      new Promise((resolve) => {
        if (signs !== seen) return resolve();
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
      signs += 1;
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
  /** What is stored from an index on, one page; empty at the end. A store that has it at hand gives it at once. */
  readPage(from: LogIndex): readonly StoredEvent[] | Promise<readonly StoredEvent[]>;
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
    const seen = log.growth.signs;
    const reading = log.readPage(next);
    const page = reading instanceof Promise ? await reading : reading;
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
    await log.growth.next(signal, seen);
  }
}
