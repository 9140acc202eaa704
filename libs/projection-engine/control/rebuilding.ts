import type { EventStoreReader } from '../../event-store/event-store.port.js';
import type { Event } from '../../kernel/event.js';
import type { LogIndex } from '../../kernel/log.js';
import { ReadStoreUnavailable, type ProjectionSpec, type ReadSnapshot, type ReadStore } from '../../read-store/read-store.port.js';
import { reasonOf } from '../decode.js';
import type { Scheduler } from '../scheduler.js';
import type { Control } from './control.js';
import type { ProjectionControl, Rebuild } from './control-document.js';
import { compareSnapshots, type Comparison } from './comparison.js';
import type { Work } from './work.js';

type Surroundings<Recorded extends Event> = {
  readonly projections: readonly ProjectionSpec[];
  readonly store: EventStoreReader;
  readonly readStore: ReadStore;
  readonly scheduler: Scheduler;
  readonly control: Control;
  readonly work: Work<Recorded>;
  still(work: () => Promise<void>): Promise<void>;
};

/** Brings rebuilds to where they can be switched to: caught up, then compared with the live documents at one index. */
export const openRebuilding = <Recorded extends Event>({ projections, store, readStore, scheduler, control, work, still }: Surroundings<Recorded>) => {
  /** Where each rebuild has to come to be called ready: the log's head one look ago, for it grows meanwhile. */
  const goals = new Map<string, LogIndex>();
  let comparing: { readonly ended: Promise<void>; readonly stop: AbortController } | undefined;

  const change = async (name: string, generation: number, next: (rebuild: Rebuild) => Rebuild): Promise<void> => {
    await control.change(({ of }) => {
      const found = of.get(name);
      return found?.rebuild?.generation === generation ? { controls: [{ ...found, rebuild: next(found.rebuild) }] } : undefined;
    });
  };
  const isReady = async (name: string, generation: number): Promise<boolean> => {
    const run = work.find(name, generation);
    if (run?.state !== 'running') return false;
    const id = `${name}/${generation}`;
    const goal = goals.get(id);
    if (goal !== undefined && run.index >= goal) return true;
    goals.set(id, await store.head());
    return false;
  };
  const compare = async (spec: ProjectionSpec, { live }: ProjectionControl, generation: number, signal: AbortSignal): Promise<void> => {
    const snapshots: ReadSnapshot[] = [];
    try {
      // Nothing is applied meanwhile, so those that are in step stand at one event.
      await still(async () => {
        for (const one of [live, generation]) snapshots.push(await readStore.snapshot({ ...spec, generation: one }));
      });
      const [old, rebuilt] = snapshots;
      if (!old || !rebuilt) return;
      const isInStep = old.checkpoint.index === rebuilt.checkpoint.index;
      // It joins the live reading in a moment: then they are compared.
      if (!isInStep && work.find(spec.name, live)?.state === 'running') return;
      const comparison = isInStep ? await compareSnapshots(spec, old, rebuilt, scheduler, signal) : apart(old.checkpoint.index, rebuilt.checkpoint.index);
      await change(spec.name, generation, (rebuild) => (isToCompare(rebuild) ? { ...rebuild, comparison } : rebuild));
    } finally {
      for (const snapshot of snapshots) await snapshot.close();
    }
  };
  const beginComparing = (spec: ProjectionSpec, found: ProjectionControl, generation: number): void => {
    const stop = new AbortController();
    const ended = compare(spec, found, generation, stop.signal)
      .catch((error: unknown) => (stop.signal.aborted || error instanceof ReadStoreUnavailable ? undefined : change(spec.name, generation, (rebuild) => ({ ...rebuild, comparison: failed(error) }))))
      .catch(() => undefined) // The store is away: it is compared anew at the next look.
      .finally(() => {
        comparing = undefined;
      });
    comparing = { ended, stop };
  };

  return {
    /** Goes a step further with each. Comparing takes long and goes on by itself. @throws ReadStoreUnavailable, StoreUnavailable */
    advance: async (of: ReadonlyMap<string, ProjectionControl>): Promise<void> => {
      for (const spec of projections) {
        const found = of.get(spec.name);
        const rebuild = found?.rebuild;
        if (!found || !rebuild || rebuild.state === 'cancelled') continue;
        const { generation, state } = rebuild;
        if (state === 'building' && (await isReady(spec.name, generation)))
          await change(spec.name, generation, (now) => (now.state === 'building' ? { ...now, state: 'ready' } : now));
        if (isToCompare(rebuild) && !comparing) beginComparing(spec, found, generation);
      }
    },
    stop: async (): Promise<void> => {
      comparing?.stop.abort(new Error('the projector lets go'));
      await comparing?.ended;
      goals.clear();
    },
  };
};

const failed = (error: unknown): Comparison => ({ index: -1, isEqual: false, collections: [], failedBecause: reasonOf(error) });
const isToCompare = ({ state, comparison }: Rebuild): boolean => state === 'ready' && !comparison;

/** Who has stopped cannot be compared with who has gone on; an operator may know why that is well. */
const apart = (live: LogIndex, rebuilt: LogIndex): Comparison => ({
  index: Math.min(live, rebuilt), isEqual: false, collections: [], failedBecause: `the live documents stand at index ${live}, the rebuilt ones at ${rebuilt}`,
});
