const signals = process.platform === 'win32' ? (['SIGINT', 'SIGTERM'] as const) : (['SIGINT', 'SIGTERM', 'SIGHUP'] as const);

export type Stopping = {
  /** Resolves at the first signal, rejects when `fail` is called. A signal that comes again changes nothing: stopping is under way. */
  readonly stopped: Promise<void>;
  readonly signal: AbortSignal;
  fail(error: unknown): void;
  release(): void;
};

/** From now on signals do not end the process but ask it to stop, until `release`. */
export const untilStopped = (): Stopping => {
  const asked = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = () => {
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
