/** When the engine goes on: a turn of the event loop between slices of work, a delay between attempts. Replaced in tests and simulations. */
export type Scheduler = {
  turn(): Promise<void>;
  /** Ends early when `signal` is aborted. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
};

export const eventLoop: Scheduler = {
  turn: () => new Promise((resolve) => setImmediate(resolve)),
  delay: (ms, signal) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, signal.aborted ? 0 : ms);
      signal.addEventListener('abort', end);
    }),
};

const [firstDelayMs, longestDelayMs] = [50, 5_000];
/** Doubles from 50 ms to at most 5 s: a store that stays away is asked again for as long as it takes, and not more often. */
export const backOffMs = (attempt: number): number => Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt, 10));

/** Events or documents handled between two turns of the event loop: some milliseconds of work. */
export const sliceMax = 128;
