import type { EventStoreReader } from '../event-store/event-store.port.js';
import type { Event } from '../kernel/event.js';
import type { LogIndex } from '../kernel/log.js';
import type { Clock } from '../kernel/ports.js';
import type { ReadStore } from '../read-store/read-store.port.js';
import type { CatalogueReader } from './decode.js';
import { openCommittedListeners } from './committed-listeners.js';
import { lagOf } from './lag.js';
import type { ProjectionProgress } from './progress.js';
import type { Committed, Projection, ProjectionStatus } from './projection.js';
import type { ProjectionRun, RunProgress } from './projection-run.js';
import { openLooking } from './looking.js';
import { openRuns } from './runs.js';
import { eventLoop, type Scheduler } from './scheduler.js';
import { lookForSetAsidesEveryMs, nothingSetAside, type SetAsides } from './setting-aside.js';
import { openWaiting } from './waiting.js';

export type ProjectionEngine = ProjectionProgress & {
  /** Resolves when the projection has finished the batch it was at and applies no more. */
  pause(name: string): Promise<void>;
  /** Goes on from the stored checkpoint; of a stopped projection, with the event it stopped at. */
  resume(name: string): Promise<void>;
  /** Finishes the batches at hand. The stores stay open: they are not the engine's. */
  close(): Promise<void>;
};

export type ProjectionEngineOptions<Recorded extends Event> = {
  readonly store: EventStoreReader;
  readonly readStore: ReadStore;
  readonly catalogue: CatalogueReader<Recorded>;
  readonly projections: readonly Projection<Recorded>[];
  readonly clock: Clock;
  readonly onCommitted?: (committed: Committed) => void;
  /** Events in one commit while catching up. */
  readonly batchMax?: number;
  /** Documents kept as objects from batch to batch, for each projection. */
  readonly documentsKeptMax?: number;
  readonly scheduler?: Scheduler;
  /** Absent, nothing is ever left out. */
  readonly setAsides?: SetAsides<Recorded>;
};

/** Folds the log into the documents of several projections, from their checkpoints on and then as it grows. */
export const openProjectionEngine = async <Recorded extends Event>(options: ProjectionEngineOptions<Recorded>): Promise<ProjectionEngine> => {
  const { store, readStore, catalogue, projections, clock, onCommitted, batchMax = 10_000, documentsKeptMax = 8_000, scheduler = eventLoop, setAsides = nothingSetAside } = options;
  const closing = new AbortController();
  const listeners = openCommittedListeners(onCommitted);
  const waiting = openWaiting();
  const onProgress = ({ projection: { name, version }, index, state }: RunProgress): void => {
    if (state !== 'stopped' && index >= 0) listeners.tell({ name, version, index });
    waiting.check();
  };
  const runs = openRuns<Recorded>({ store, readStore, catalogue, setAsides, scheduler, batchMax, documentsKeptMax, signal: closing.signal, onProgress });
  const named = new Map(projections.map((projection) => [projection.name, runs.make(projection)]));
  if (named.size < projections.length) throw new RangeError('two projections have the same name');
  const getRun = (name: string): ProjectionRun<Recorded> => {
    const run = named.get(name);
    if (!run) throw new RangeError(`no projection ${name}`);
    return run;
  };

  const all = [...named.values()];
  const looking = openLooking({
    everyMs: lookForSetAsidesEveryMs,
    scheduler,
    look: async () => {
      if (all.every(({ state }) => state !== 'stopped')) return;
      const standing = await setAsides.standing();
      for (const run of all) if (run.mayGoOn(standing)) await runs.resume(run);
    },
  });
  await runs.start(all);
  if (options.setAsides) looking.begin();

  return {
    subscribe: listeners.subscribe,
    status: () => Promise.all(all.map(async (run) => statusOf(run, await lagOf(run.index, store, clock)))),
    stoppedAt: (name) => getRun(name).stoppedAt,
    isRunning: (name) => getRun(name).state === 'running',
    pause: (name) => runs.pause(getRun(name)),
    resume: (name) => runs.resume(getRun(name)),
    waitFor: (index, timeoutMs, name) => {
      const awaited = name === undefined ? all : [getRun(name)];
      return waiting.until(() => {
        if (holdEvery(awaited, index)) return 'reached';
        return closing.signal.aborted || awaited.some((run) => run.state === 'stopped' && run.index < index) ? 'stopped' : undefined;
      }, timeoutMs);
    },
    whenCaughtUp: async () => {
      const head = await store.head();
      await waiting.until(() => (closing.signal.aborted || holdEvery(all.filter(({ state }) => state === 'running'), head) ? 'reached' : undefined));
    },
    close: async () => {
      closing.abort();
      waiting.check();
      await looking.end();
      await runs.ended();
    },
  };
};

const holdEvery = (runs: readonly { readonly index: LogIndex }[], index: LogIndex): boolean => runs.every((run) => run.index >= index);

const statusOf = <Recorded extends Event>(
  { projection: { name, version }, state, index, stoppedAt, waitingBecause }: ProjectionRun<Recorded>,
  lag: Pick<ProjectionStatus, 'lagEvents' | 'lagSeconds'>,
): ProjectionStatus => ({ name, version, state, index, ...lag, ...(stoppedAt && { stoppedAt }), ...(waitingBecause !== undefined && { waitingBecause }) });
