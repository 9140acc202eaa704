import { constants } from 'node:os';

const signals = process.platform === 'win32' ? (['SIGINT', 'SIGTERM'] as const) : (['SIGINT', 'SIGTERM', 'SIGHUP'] as const);

/** One Ctrl-C may arrive more than once, through a terminal and through npm: what comes so soon is the same one. */
const sameSignalMs = 500;

export type Stopping = {
  /** Resolves at the first signal, rejects when `fail` is called. A second signal does not wait for what is under way: the process ends at once, which loses nothing that was answered. */
  readonly stopped: Promise<void>;
  readonly signal: AbortSignal;
  fail(error: unknown): void;
  release(): void;
};

/** From now on signals do not end the process but ask it to stop, until `release`. */
export const untilStopped = ({ endAtOnce = (code: number): void => process.exit(code), nowMs = (): number => performance.now() } = {}): Stopping => {
  const asked = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let firstMs: number | undefined;
  const stop = (signal: NodeJS.Signals) => {
    firstMs ??= nowMs();
    if (nowMs() - firstMs >= sameSignalMs) endAtOnce(128 + constants.signals[signal]);
    asked.abort();
    resolve();
  };
  for (const signal of signals) process.on(signal, stop);
  // A failure may come before anybody waits.
  promise.catch(() => undefined);
  return {
    stopped: promise,
    signal: asked.signal,
    fail: reject,
    release: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
};
