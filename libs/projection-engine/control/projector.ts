import type { Event } from '../../kernel/event.js';
import type { ProjectionEngineOptions } from '../projection-engine.js';
import type { RunProgress } from '../projection-run.js';
import { openLooking } from '../looking.js';
import { openRuns } from '../runs.js';
import { eventLoop } from '../scheduler.js';
import { nothingSetAside, openStanding } from '../setting-aside.js';
import { openControl, type ControlState } from './control.js';
import { controlProjection } from './control-document.js';
import { openProjectionFollower, type ProjectionFollower } from './follower.js';
import { openLease } from './lease.js';
import { openRebuilding } from './rebuilding.js';
import { openWork } from './work.js';

export type ProjectorOptions<Recorded extends Event> = ProjectionEngineOptions<Recorded> & {
  /** How this process names itself: no two that run at the same time may have one name. */
  readonly holder: string;
  /** Something else says that nobody but this process projects, so it need not wait until the lease of one that was killed is over. */
  readonly isAlone?: boolean;
  /** The others take over when the lease was not renewed for so long by their own watch. */
  readonly leaseMs?: number;
  /** Events folded in memory in one round of a rebuild. */
  readonly roundMax?: number;
  /** It only follows until told otherwise by `withhold(false)`. */
  readonly isWithheld?: boolean;
};

/** Folds while it holds the lease; before and after it only follows. As a follower it answers how far projections have come, whoever folds them. */
export type Projector = Omit<ProjectionFollower, 'saw'> & {
  /** Whether this process holds the lease. */
  isWorking(): boolean;
  /** Lets the lease go and does not take it again until it is told `false`: of this process only, where a pause is for all of them. */
  withhold(isWithheld: boolean): Promise<void>;
  /** Writes the wish down and resolves when it is obeyed, if it is this process that works: then no batch is being applied. */
  pause(name: string): Promise<void>;
  resume(name: string): Promise<void>;
  /** Ends what it folds and lets the lease go; the stores stay open. */
  close(): Promise<void>;
};

const obeyEveryMs = 200;
const lookEveryMs = 250;

/**
 * Opens what works on projections in this process, alone or as one of several, of which one works and the others are ready.
 * @throws ReadStoreUnavailable, StoreUnavailable when a store is away at the start; later on it waits
 */
export const openProjector = async <Recorded extends Event>(options: ProjectorOptions<Recorded>): Promise<Projector> => {
  const { store, readStore, catalogue, projections, clock, holder, onCommitted, isAlone = false, leaseMs = 5_000, roundMax = 20_000 } = options;
  const { batchMax = 10_000, documentsKeptMax = 8_000, scheduler = eventLoop, setAsides = nothingSetAside } = options;
  const closing = new AbortController();
  await readStore.declare(controlProjection);
  const control = openControl(readStore, projections);
  const follower = await openProjectionFollower({ readStore, store, projections, clock, lookEveryMs, scheduler, ...(onCommitted && { onCommitted }) });
  const onProgress = ({ projection: { name, generation = 0 }, index, state: runState }: RunProgress): void => {
    follower.saw({ name, generation }, index);
    if (runState === 'stopped') looking.wake();
  };
  const runs = openRuns<Recorded>({ store, readStore, catalogue, setAsides, scheduler, batchMax, documentsKeptMax, signal: closing.signal, onProgress });
  const work = openWork(projections, runs, readStore, clock, roundMax);
  const rebuilding = openRebuilding({ projections, store, readStore, scheduler, control, work, still: runs.still });
  const standing = openStanding(setAsides);
  const lease = openLease(control, { holder, leaseMs, isAlone });
  let state: ControlState | undefined;
  let [isWorking, isWithheld] = [false, options.isWithheld === true];

  const letGo = async (): Promise<void> => {
    isWorking = false;
    await rebuilding.stop();
    await work.leaveAll();
  };
  const wish: Projector['wish'] = async (name, asked) => {
    const refusal = await follower.wish(name, asked);
    if (isWorking) await looking.now();
    return refusal;
  };
  const look = async (passedMs: number): Promise<void> => {
    if (!state || (await control.changes()) !== state.change) state = await control.read();
    if (isWithheld && isWorking) await letGo().then(lease.release);
    if (isWithheld || closing.signal.aborted) return;
    state = await lease.hold(state, passedMs);
    if (!lease.isHeld(state)) return isWorking ? letGo() : undefined;
    isWorking = true;
    await work.obey(state.of, await standing(passedMs, work.hasStopped()));
    await work.drop(state.of, control);
    await rebuilding.advance(state.of);
    state = await lease.tell({ stops: work.withStops, reports: work.reports });
    await follower.look();
  };
  const looking = openLooking({ everyMs: obeyEveryMs, scheduler, look });

  await looking.now();
  looking.begin();
  return {
    ...follower,
    isWorking: () => isWorking,
    wish,
    pause: async (name) => void (await wish(name, { kind: 'pause' })),
    resume: async (name) => void (await wish(name, { kind: 'resume' })),
    withhold: async (withheld) => {
      isWithheld = withheld;
      await looking.now();
    },
    close: async () => {
      closing.abort();
      await looking.end();
      await letGo();
      await runs.ended();
      await lease.release().catch(() => undefined);
      await follower.close();
    },
  };
};
