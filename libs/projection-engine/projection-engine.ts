import type { EventStoreReader } from '../event-store/event-store.port.js';
import type { Event } from '../kernel/event.js';
import type { LogIndex } from '../kernel/log.js';
import type { Clock } from '../kernel/ports.js';
import type { ReadStore } from '../read-store/read-store.port.js';
import type { CatalogueReader } from './decode.js';
import { lagOf } from './lag.js';
import { Lane } from './lane.js';
import type { Committed, Projection, ProjectionStatus } from './projection.js';
import { ProjectionRun } from './projection-run.js';
import { eventLoop, type Scheduler } from './scheduler.js';
import { openWaiting } from './waiting.js';

export type ProjectionEngine = {
  status(): Promise<readonly ProjectionStatus[]>;
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
  const { store, readStore, catalogue, projections, clock, onCommitted, batchMax = 20_000, documentsKeptMax = 50_000, scheduler = eventLoop } = options;
  const closing = new AbortController();
  const listeners = new Set<(committed: Committed) => void>(onCommitted ? [onCommitted] : []);
  const waiting = openWaiting();
  const lanes = new Map<Lane<Recorded>, Promise<void>>();
  let live: Lane<Recorded> | undefined;

  const runs = new Map(projections.map((projection) => [projection.name, new ProjectionRun<Recorded>(projection, { readStore, scheduler, documentsKeptMax, onProgress })]));
  if (runs.size < projections.length) throw new RangeError('two projections have the same name');
  const getRun = (name: string): ProjectionRun<Recorded> => {
    const run = runs.get(name);
    if (!run) throw new RangeError(`no projection ${name}`);
    return run;
  };

  function onProgress({ projection: { name, version }, index, state }: Pick<ProjectionRun<Recorded>, 'projection' | 'index' | 'state'>): void {
    if (state !== 'stopped' && index >= 0) for (const listener of listeners) tell(listener, { name, version, index });
    waiting.check();
  }
  const onCaughtUp = (lane: Lane<Recorded>): boolean => {
    if (!live || live === lane || live.isEnded) {
      live = lane;
      return false;
    }
    live.join(lane.members);
    lane.members.clear();
    return true;
  };
  const startLane = (members: readonly ProjectionRun<Recorded>[]): void => {
    const lane = new Lane<Recorded>(members, { store, catalogue, scheduler, batchMax, signal: closing.signal, onCaughtUp });
    const ended = lane.run().finally(() => {
      lanes.delete(lane);
      if (live === lane) live = undefined;
    });
    lanes.set(lane, ended);
  };
  /** Stops a projection whose checkpoint lies beyond the log: an older log was restored, and going on would skip what is recorded next. */
  const stopBeyond = (run: ProjectionRun<Recorded>, head: LogIndex): void => {
    if (run.index > head) run.stop({ index: run.index, type: '', reason: `CheckpointBeyondLog: the documents hold index ${run.index}, the log ends at ${head}` });
  };
  const isEvery = (candidates: readonly ProjectionRun<Recorded>[], index: LogIndex) => candidates.every((run) => run.index >= index);

  await Promise.all([...runs.values()].map((run) => run.refresh()));
  const head = await store.head();
  for (const run of runs.values()) stopBeyond(run, head);
  for (const group of groupsOf([...runs.values()].filter(({ state }) => state === 'running'), batchMax)) startLane(group);

  return {
    status: () => Promise.all([...runs.values()].map(async (run) => statusOf(run, await lagOf(run.index, store, clock)))),
    pause: async (name) => {
      const run = getRun(name);
      if (run.state === 'running') run.state = 'paused';
      for (const lane of lanes.keys()) lane.leave(run);
      await run.lastWork;
    },
    resume: async (name) => {
      const run = getRun(name);
      await run.lastWork;
      if (run.state === 'running' || closing.signal.aborted) return;
      for (const lane of lanes.keys()) lane.leave(run);
      await run.refresh();
      run.state = 'running';
      run.stoppedAt = undefined;
      stopBeyond(run, await store.head());
      if (run.state === 'running') startLane([run]);
    },
    waitFor: (index, timeoutMs, name) => {
      const candidates = name === undefined ? [...runs.values()] : [getRun(name)];
      return waiting.until(() => {
        if (isEvery(candidates, index)) return 'reached';
        return closing.signal.aborted || candidates.some((run) => run.state === 'stopped' && run.index < index) ? 'stopped' : undefined;
      }, timeoutMs);
    },
    whenCaughtUp: async () => {
      const until = await store.head();
      await waiting.until(() => {
        const running = [...runs.values()].filter(({ state }) => state === 'running');
        return closing.signal.aborted || isEvery(running, until) ? 'reached' : undefined;
      });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closing.abort();
      waiting.check();
      await Promise.all(lanes.values());
    },
  };
};

const tell = (listener: (committed: Committed) => void, committed: Committed): void => {
  try {
    listener(committed);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};

/** Projections whose checkpoints lie within a batch of each other read the log together. */
const groupsOf = <Recorded extends Event>(runs: readonly ProjectionRun<Recorded>[], gapMax: number): ProjectionRun<Recorded>[][] => {
  const groups: ProjectionRun<Recorded>[][] = [];
  for (const run of runs.toSorted((a, b) => a.index - b.index)) {
    const group = groups.at(-1);
    if (group?.[0] && run.index - group[0].index <= gapMax) group.push(run);
    else groups.push([run]);
  }
  return groups;
};

const statusOf = <Recorded extends Event>(
  { projection: { name, version }, state, index, stoppedAt, waitingBecause }: ProjectionRun<Recorded>,
  lag: Pick<ProjectionStatus, 'lagEvents' | 'lagSeconds'>,
): ProjectionStatus => ({ name, version, state, index, ...lag, ...(stoppedAt && { stoppedAt }), ...(waitingBecause !== undefined && { waitingBecause }) });
