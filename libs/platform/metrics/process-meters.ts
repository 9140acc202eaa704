import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Meters } from './meters.js';

/** Milliseconds between two looks at the event loop: what the histogram holds is that much and the delay. */
const resolutionMs = 20;
const quantiles = [['0.5', 50], ['0.99', 99], ['1', 100]] as const;

/** Watches the process itself. `read` sets the meters, and begins a new stretch of the event loop's delays. */
export const watchProcess = ({ eventLoopDelay, memory, cpu, startedAt }: Meters) => {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  startedAt.set(Math.round(performance.timeOrigin) / 1_000);
  return {
    read: (): void => {
      for (const [quantile, percent] of quantiles) eventLoopDelay.set({ quantile }, Math.max(0, delays.percentile(percent) / 1e9 - resolutionMs / 1_000));
      delays.reset();
      const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
      for (const [kind, bytes] of Object.entries({ resident: rss, 'heap-used': heapUsed, heap: heapTotal, external })) memory.set({ kind }, bytes);
      const { user, system } = process.cpuUsage();
      for (const [mode, microseconds] of Object.entries({ user, system })) cpu.set({ mode }, microseconds / 1e6);
    },
    close: (): void => void delays.disable(),
  };
};
