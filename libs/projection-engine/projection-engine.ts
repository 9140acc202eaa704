import type { EventStoreReader } from '../event-store/event-store.port.js';
import type { Event } from '../kernel/event.js';
import type { LogIndex } from '../kernel/log.js';
import type { Clock } from '../kernel/ports.js';
import type { ReadStore } from '../read-store/read-store.port.js';
import type { CatalogueReader } from './decode.js';
import { openCommittedListeners } from './committed-listeners.js';
import { lagOf } from './lag.js';
import { openLanes } from './lanes.js';
import type { Committed, Projection, ProjectionStatus, StoppedAt } from './projection.js';
import { ProjectionRun, type RunProgress } from './projection-run.js';
import { eventLoop, type Scheduler } from './scheduler.js';
import { openWaiting } from './waiting.js';

export type ProjectionEngine = {
  status(): Promise<readonly ProjectionStatus[]>;
  /** Where a projection could not go on, as known in this process: nothing is read for it, so every answer may ask. */
  stoppedAt(name: string): StoppedAt | undefined;
  /** Neither paused nor stopped: it will come to what it does not hold yet. */
  isRunning(name: string): boolean;
  /** Resolves when the projection has finished the batch it was at and applies no more. */
  pause(name: string): Promise<void>;
  /** Goes on from the stored checkpoint; of a stopped projection, with the event it stopped at. */
  resume(name: string): Promise<void>;
  /** Waits until the documents of every projection, or of the one named, hold the event at `index`. */
  waitFor(index: LogIndex, timeoutMs: number, name?: string): Promise<'reached' | 'timed-out' | 'stopped'>;
  /** Waits until every running projection holds everything that is in the log now. */
  whenCaughtUp(): Promise<void>;
  /** Told after each commit; a listener that throws ends the process as any uncaught error does. Returns the end of the subscription. */
  subscribe(listener: (committed: Committed) => void): () => void;
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
};

/** Folds the log into the documents of several projections, from their checkpoints on and then as it grows. */
export const openProjectionEngine = async <Recorded extends Event>(options: ProjectionEngineOptions<Recorded>): Promise<ProjectionEngine> => {
  const { store, readStore, catalogue, projections, clock, onCommitted, batchMax = 10_000, documentsKeptMax = 8_000, scheduler = eventLoop } = options;
  const closing = new AbortController();
  const listeners = openCommittedListeners(onCommitted);
  const waiting = openWaiting();
  const lanes = openLanes<Recorded>({ store, catalogue, scheduler, batchMax, signal: closing.signal });
  const onProgress = ({ projection: { name, version }, index, state }: RunProgress): void => {
    if (state !== 'stopped' && index >= 0) listeners.tell({ name, version, index });
    waiting.check();
  };
  const runs = new Map(projections.map((projection) => [projection.name, new ProjectionRun<Recorded>(projection, { readStore, scheduler, documentsKeptMax, onProgress })]));
  if (runs.size < projections.length) throw new RangeError('two projections have the same name');
  const getRun = (name: string): ProjectionRun<Recorded> => {
    const run = runs.get(name);
    if (!run) throw new RangeError(`no projection ${name}`);
    return run;
  };
  const startRunning = async (candidates: readonly ProjectionRun<Recorded>[]): Promise<void> => {
    const head = await store.head();
    for (const run of candidates) stopBeyond(run, head);
    lanes.start(candidates.filter(({ state }) => state === 'running'));
  };

  const all = [...runs.values()];
  await Promise.all(all.map((run) => run.refresh()));
  await startRunning(all);

  return {
    subscribe: listeners.subscribe,
    status: () => Promise.all(all.map(async (run) => statusOf(run, await lagOf(run.index, store, clock)))),
    stoppedAt: (name) => getRun(name).stoppedAt,
    isRunning: (name) => getRun(name).state === 'running',
    pause: async (name) => {
      const run = getRun(name);
      if (run.state === 'running') run.state = 'paused';
      lanes.leave(run);
      await run.lastWork;
    },
    resume: async (name) => {
      const run = getRun(name);
      await run.lastWork;
      if (run.state === 'running' || closing.signal.aborted) return;
      lanes.leave(run);
      await run.refresh();
      run.state = 'running';
      run.stoppedAt = undefined;
      await startRunning([run]);
    },
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
      await lanes.ended();
    },
  };
};

const holdEvery = (runs: readonly { readonly index: LogIndex }[], index: LogIndex): boolean => runs.every((run) => run.index >= index);

/** Stops a projection whose checkpoint lies beyond the log: an older log was restored, and going on would skip what is recorded next. */
const stopBeyond = <Recorded extends Event>(run: ProjectionRun<Recorded>, head: LogIndex): void => {
  if (run.index > head) run.stop({ index: run.index, type: '', reason: `CheckpointBeyondLog: the documents hold index ${run.index}, the log ends at ${head}` });
};

const statusOf = <Recorded extends Event>(
  { projection: { name, version }, state, index, stoppedAt, waitingBecause }: ProjectionRun<Recorded>,
  lag: Pick<ProjectionStatus, 'lagEvents' | 'lagSeconds'>,
): ProjectionStatus => ({ name, version, state, index, ...lag, ...(stoppedAt && { stoppedAt }), ...(waitingBecause !== undefined && { waitingBecause }) });
