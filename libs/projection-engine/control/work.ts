import type { Event } from '../../kernel/event.js';
import type { Clock } from '../../kernel/ports.js';
import { projectionIdOf } from '../../read-store/collection-name.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import type { Projection, StoppedAt } from '../projection.js';
import type { ProjectionRun } from '../projection-run.js';
import type { Runs } from '../runs.js';
import type { StandingSetAsides } from '../setting-aside.js';
import type { Control } from './control.js';
import { foldedGenerations, type ProjectionControl, type Report } from './control-document.js';

type Worked<Recorded extends Event> = { readonly name: string; readonly generation: number; readonly run: ProjectionRun<Recorded>; attempt: number; rate: Rate };
type Rate = { readonly folded: number; readonly atMs: number; readonly perSecond: number };
/** How much the last second weighs in the rate that is told. */
const newest = 0.3;

/** What this process folds: brought in line with what is wanted, and told of. */
export const openWork = <Recorded extends Event>(projections: readonly Projection<Recorded>[], runs: Runs<Recorded>, readStore: ReadStore, clock: Clock, roundMax: number) => {
  const worked = new Map<string, Worked<Recorded>>();
  const idOf = ({ name, version }: Projection<Recorded>, generation: number): string => projectionIdOf({ name, version, generation });

  const leave = async (id: string, { run }: Worked<Recorded>): Promise<void> => {
    worked.delete(id);
    await runs.pause(run);
  };
  const keepInStep = async (one: Worked<Recorded>, control: ProjectionControl, isPaused: boolean, standing: StandingSetAsides): Promise<void> => {
    if (isPaused) return runs.pause(one.run);
    if (one.run.state === 'paused' || (one.run.state === 'stopped' && one.attempt !== control.attempt) || one.run.mayGoOn(standing)) await runs.resume(one.run);
    one.attempt = control.attempt;
  };
  const beginning = (projection: Projection<Recorded>, generation: number, control: ProjectionControl): Worked<Recorded> => {
    const run = runs.make({ ...projection, generation }, control.rebuild?.generation === generation ? roundMax : 1);
    return { name: projection.name, generation, run, attempt: control.attempt, rate: { folded: -1, atMs: clock.now(), perSecond: 0 } };
  };

  return {
    /** Begins, pauses, resumes and leaves off as the documents say. @throws ReadStoreUnavailable, StoreUnavailable: the rest is done the next time */
    obey: async (of: ReadonlyMap<string, ProjectionControl>, standing: StandingSetAsides): Promise<void> => {
      const begun = new Map<string, Worked<Recorded>>();
      const wanted = new Set<string>();
      for (const projection of projections) {
        const control = of.get(projection.name);
        if (!control) continue;
        const isPaused = control.wanted === 'paused';
        for (const generation of foldedGenerations(control)) {
          const id = idOf(projection, generation);
          wanted.add(id);
          const one = worked.get(id);
          if (one) await keepInStep(one, control, isPaused, standing);
          else if (!isPaused) begun.set(id, beginning(projection, generation, control));
        }
      }
      for (const [id, one] of [...worked]) if (!wanted.has(id)) await leave(id, one);
      if (begun.size === 0) return;
      // Those that begin together read the log together.
      await runs.start([...begun.values()].map(({ run }) => run));
      for (const [id, one] of begun) worked.set(id, one);
    },
    /** Removes documents that nobody needs, which nothing here folds any more. @throws ReadStoreUnavailable */
    drop: async (of: ReadonlyMap<string, ProjectionControl>, control: Control): Promise<void> => {
      for (const projection of projections) {
        const dropping = of.get(projection.name)?.dropping ?? [];
        for (const generation of dropping) await readStore.drop({ ...projection, generation });
        if (dropping.length > 0) await control.change((now) => ({ controls: withoutDropped(now.of.get(projection.name), dropping) }));
      }
    },
    hasStopped: (): boolean => [...worked.values()].some(({ run }) => run.state === 'stopped'),
    leaveAll: async (): Promise<void> => {
      for (const [id, one] of [...worked]) await leave(id, one);
    },
    find: (name: string, generation: number): ProjectionRun<Recorded> | undefined => [...worked.values()].find((one) => one.name === name && one.generation === generation)?.run,
    /** Where generations have stopped and gone on, in the document as it should be; the same object if nothing changes. */
    withStops: (control: ProjectionControl): ProjectionControl => stopsAfter(control, [...worked.values()]),
    /** What is told with each beat of the lease. */
    reports: (): { readonly [id: string]: Report } => Object.fromEntries([...worked].map(([id, one]) => [id, reportOf(one, clock.now())])),
  };
};
export type Work<Recorded extends Event> = ReturnType<typeof openWork<Recorded>>;

const withoutDropped = (control: ProjectionControl | undefined, dropped: readonly number[]): readonly ProjectionControl[] =>
  control ? [{ ...control, dropping: control.dropping.filter((generation) => !dropped.includes(generation)) }] : [];

const stopsAfter = <Recorded extends Event>(control: ProjectionControl, worked: readonly Worked<Recorded>[]): ProjectionControl => {
  const stops: { [generation: string]: StoppedAt } = { ...control.stops };
  let isChanged = false;
  for (const { name, generation, run: { stoppedAt }, attempt } of worked) {
    // What became of an earlier attempt is not news.
    if (name !== control.name || attempt !== control.attempt || stops[generation]?.index === stoppedAt?.index) continue;
    isChanged = true;
    if (stoppedAt) stops[generation] = stoppedAt;
    else delete stops[generation];
  }
  return isChanged ? { ...control, stops } : control;
};

const reportOf = <Recorded extends Event>(one: Worked<Recorded>, nowMs: number): Report => {
  const { folded, waitingBecause } = one.run;
  one.rate = rateAfter(one.rate, folded, nowMs);
  return { folded, eventsPerSecond: Math.round(one.rate.perSecond), ...(waitingBecause !== undefined && { waitingBecause }) };
};

const rateAfter = (before: Rate, folded: number, atMs: number): Rate => {
  if (atMs <= before.atMs) return before;
  const perSecond = Math.max(0, (folded - before.folded) * 1_000) / (atMs - before.atMs);
  return { folded, atMs, perSecond: before.perSecond === 0 ? perSecond : perSecond * newest + before.perSecond * (1 - newest) };
};
