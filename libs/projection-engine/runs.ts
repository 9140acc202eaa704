import type { EventStoreReader, StoredEvent } from '../event-store/event-store.port.js';
import { decodeEnvelope } from '../kernel/envelope.js';
import type { Event } from '../kernel/event.js';
import type { LogIndex } from '../kernel/log.js';
import type { ReadStore } from '../read-store/read-store.port.js';
import { markOf } from './decode.js';
import { openLanes } from './lanes.js';
import type { Reading } from './lane.js';
import type { Projection } from './projection.js';
import { ProjectionRun, type RunProgress } from './projection-run.js';
import type { SetAsides } from './setting-aside.js';

export type Folding<Recorded extends Event> = Reading<Recorded> & { readonly readStore: ReadStore; readonly setAsides: SetAsides<Recorded>; readonly documentsKeptMax: number; onProgress(run: RunProgress): void };

/** A head may be told by a server that is behind the others, so one that ends too early is read anew after a while. */
const headReadsMax = 3;
const headAgainMs = 100;

/** The foldings that go on in this process, each of one generation of one projection. */
export const openRuns = <Recorded extends Event>(folding: Folding<Recorded>) => {
  const { store, scheduler, signal } = folding;
  const lanes = openLanes<Recorded>(folding);
  const isBeyond = (head: LogIndex) => (run: ProjectionRun<Recorded>): boolean => run.index > head;
  /** @throws StoreUnavailable */
  const start = async (runs: readonly ProjectionRun<Recorded>[]): Promise<void> => {
    await Promise.all(runs.map((run) => run.refresh()));
    let head = await store.head();
    for (let reads = 1; reads < headReadsMax && runs.some(isBeyond(head)); reads += 1) {
      await scheduler.delay(headAgainMs, signal);
      head = Math.max(head, await store.head());
    }
    for (const run of runs.filter(isBeyond(head))) stopBeyond(run, head);
    for (const run of runs.filter(({ state }) => state === 'running')) await stopElsewhere(run, store);
    lanes.start(runs.filter(({ state }) => state === 'running'));
  };
  return {
    /** One that does nothing before it is started. `roundMax`: events in one commit while it catches up. */
    make: (projection: Projection<Recorded>, roundMax = 1): ProjectionRun<Recorded> => new ProjectionRun<Recorded>(projection, { ...folding, roundMax }),
    start,
    /** Resolves when it has finished the batch it was at and applies no more. */
    pause: async (run: ProjectionRun<Recorded>): Promise<void> => {
      if (run.state === 'running') run.state = 'paused';
      lanes.leave(run);
      await run.lastWork;
    },
    /** Goes on from the stored checkpoint; one that has stopped with the event it stopped at. */
    resume: async (run: ProjectionRun<Recorded>): Promise<void> => {
      await run.lastWork;
      if (run.state === 'running' || signal.aborted) return;
      lanes.leave(run);
      const { state, stoppedAt } = run;
      run.state = 'running';
      run.stoppedAt = undefined;
      await start([run]).catch((error: unknown) => {
        Object.assign(run, { state, stoppedAt });
        throw error;
      });
    },
    /** Between two batches, so that everyone who is in step stands at the same event. */
    still: lanes.still,
    ended: lanes.ended,
  };
};
export type Runs<Recorded extends Event> = ReturnType<typeof openRuns<Recorded>>;

/** Where the log that was restored parted from the one that was folded is not known. */
const nothingIsRight = { wrongFrom: 0 };

/** Stops a projection whose checkpoint lies beyond the log: an older log was restored, and going on would skip what is recorded next. */
const stopBeyond = <Recorded extends Event>(run: ProjectionRun<Recorded>, head: LogIndex): void =>
  run.stop({ index: run.index, type: '', ...nothingIsRight, reason: `CheckpointBeyondLog: the documents hold index ${run.index}, the log ends at ${head}` });

/** Stops a projection that has folded other events than the log holds: an older log was restored and went on another way. @throws StoreUnavailable */
const stopElsewhere = async <Recorded extends Event>(run: ProjectionRun<Recorded>, store: EventStoreReader): Promise<void> => {
  if (run.event === undefined || run.index < 0) return;
  for await (const page of store.readAll({ fromIndex: run.index, limit: 1 }))
    for (const stored of page) if (isOther(run.event, stored)) run.stop({ index: run.index, type: stored.type, ...nothingIsRight, reason: `LogReplaced: the log holds another event ${run.index} than was folded; an older log was restored and has gone on since` });
};

const isOther = (mark: string, stored: StoredEvent): boolean => {
  try {
    return markOf(decodeEnvelope(stored.text, stored)) !== mark;
  } catch {
    // What cannot be read was not folded, or has changed since.
    return true;
  }
};
