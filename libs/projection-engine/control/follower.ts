import type { EventStoreReader } from '../../event-store/event-store.port.js';
import type { LogIndex } from '../../kernel/log.js';
import type { Clock } from '../../kernel/ports.js';
import type { ProjectionSpec, ReadStore } from '../../read-store/read-store.port.js';
import { openCommittedListeners } from '../committed-listeners.js';
import type { LiveGenerations, ProjectionProgress, ProjectionWishes } from '../progress.js';
import type { Committed } from '../projection.js';
import { openLooking } from '../looking.js';
import { eventLoop, type Scheduler } from '../scheduler.js';
import { openWaiting } from '../waiting.js';
import { openControl, type Control } from './control.js';
import { initialControl } from './control-document.js';
import { isGoingOn, openSight, stopOf, type Seen } from './sight.js';
import { openStatus } from './status.js';
import { decideWish, isRefusal, type Wish, type WishRefusal } from './wish.js';

export type ProjectionFollowerOptions = {
  readonly readStore: ReadStore;
  readonly store: EventStoreReader;
  readonly projections: readonly ProjectionSpec[];
  readonly clock: Clock;
  readonly onCommitted?: (committed: Committed) => void;
  /** Between two looks, each of which reads a number for every projection. */
  readonly lookEveryMs?: number;
  readonly scheduler?: Scheduler;
};

/** How far projections have come that are folded by whichever process, and wishes to it. `close` leaves the stores open. */
export type ProjectionFollower = ProjectionProgress & ProjectionWishes & LiveGenerations & {
  /** Looks now. @throws ReadStoreUnavailable */
  look(): Promise<void>;
  /** A commit that this process made itself, known before it is looked for. */
  saw(generation: { readonly name: string; readonly generation: number }, index: LogIndex): void;
  close(): Promise<void>;
};

/** Follows by looking at the control documents and checkpoints some times a second. @throws ReadStoreUnavailable when the first look fails */
export const openProjectionFollower = async (options: ProjectionFollowerOptions): Promise<ProjectionFollower> => {
  const { readStore, store, projections, clock, onCommitted, lookEveryMs = 100, scheduler = eventLoop } = options;
  const closing = new AbortController();
  const listeners = openCommittedListeners(onCommitted);
  const waiting = openWaiting();
  const control = openControl(readStore, projections);
  const sight = openSight(projections, readStore, control, listeners.tell);
  const looking = openLooking({ everyMs: lookEveryMs, scheduler, look: () => sight.look().then(waiting.check) });
  const holdEvery = (awaited: readonly Seen[], index: LogIndex): boolean => awaited.every((seen) => seen.index >= index);
  const statuses = openStatus({ readStore, store, clock });

  await looking.now();
  looking.begin();
  return {
    look: looking.now,
    wish: async (name, asked) => {
      const { refusal, state } = await writeWish(control, sight.get(name), asked, readStore, clock);
      sight.learn(state);
      await looking.now();
      return refusal;
    },
    saw: ({ name, generation }, index) => {
      sight.saw(name, generation, index);
      waiting.check();
    },
    liveGeneration: (name) => sight.get(name).control.live,
    subscribe: listeners.subscribe,
    stoppedAt: (name) => stopOf(sight.get(name)),
    isRunning: (name) => isGoingOn(sight.get(name)),
    status: async () => {
      await looking.now();
      return Promise.all(sight.all.map((seen) => statuses.of(seen, sight.lease())));
    },
    waitFor: (index, timeoutMs, name) => {
      const awaited = name === undefined ? sight.all : [sight.get(name)];
      return waiting.until(() => {
        if (holdEvery(awaited, index)) return 'reached';
        return closing.signal.aborted || awaited.some((seen) => stopOf(seen) && seen.index < index) ? 'stopped' : undefined;
      }, timeoutMs);
    },
    whenCaughtUp: async () => {
      const head = await store.head();
      await waiting.until(() => (closing.signal.aborted || holdEvery(sight.all.filter(isGoingOn), head) ? 'reached' : undefined));
    },
    close: async () => {
      closing.abort();
      waiting.check();
      await looking.end();
    },
  };
};

const writeWish = async (control: Control, { spec, control: { live, previous } }: Seen, asked: Wish, readStore: ReadStore, clock: Clock) => {
  const indexOf = async (generation: number): Promise<LogIndex> => (await readStore.checkpoint({ ...spec, generation })).index;
  const circumstances = { now: clock.now(), live: await indexOf(live), previous: previous === null ? -1 : await indexOf(previous) };
  let refusal: WishRefusal | undefined;
  const state = await control.change(({ of }) => {
    const before = of.get(spec.name) ?? initialControl(spec.name, spec.version);
    const decided = decideWish(before, asked, circumstances);
    refusal = isRefusal(decided) ? decided : undefined;
    return isRefusal(decided) || decided === before ? undefined : { controls: [decided] };
  });
  return { refusal, state };
};
