import type { LogIndex } from '../../kernel/log.js';
import type { ProjectionSpec, ReadStore } from '../../read-store/read-store.port.js';
import type { Committed, StoppedAt } from '../projection.js';
import type { Control, ControlState } from './control.js';
import { freeLease, initialControl, type Lease, type ProjectionControl } from './control-document.js';

export type Seen = { readonly spec: ProjectionSpec; readonly control: ProjectionControl; /** Of the live documents. */ readonly index: LogIndex };
type Seeing = { readonly spec: ProjectionSpec; control: ProjectionControl; index: LogIndex };

export const stopOf = ({ control: { stops, live } }: Seen): StoppedAt | undefined => stops[live];
export const isGoingOn = (seen: Seen): boolean => seen.control.wanted === 'running' && !stopOf(seen);

/** The control documents and checkpoints as this process saw them last. `tell`: the live documents hold more, or they are others. */
export const openSight = (projections: readonly ProjectionSpec[], readStore: ReadStore, control: Control, tell: (committed: Committed) => void) => {
  const all = projections.map((spec): Seeing => ({ spec, control: initialControl(spec.name, spec.version), index: -1 }));
  let state: ControlState | undefined;
  const get = (name: string): Seeing => {
    const found = all.find(({ spec }) => spec.name === name);
    if (!found) throw new RangeError(`no projection ${name}`);
    return found;
  };
  const reach = (one: Seeing, generation: number, index: LogIndex): void => {
    if (one.control.live !== generation || one.index === index) return;
    one.index = index;
    if (index >= 0) tell({ name: one.spec.name, version: one.spec.version, index, generation });
  };
  const learn = (next: ControlState): void => {
    if (state && next.change <= state.change) return;
    state = next;
    for (const one of all) {
      const changed = next.of.get(one.spec.name) ?? one.control;
      // Whoever listens is told of a switch even where both stand at the same event.
      if (changed.live !== one.control.live) one.index = -1;
      one.control = changed;
    }
  };
  const look = async (): Promise<void> => {
    const changes = await control.changes();
    if (!state || changes !== state.change) learn(await control.read());
    for (const one of all) {
      const { control: { live }, index: before } = one;
      const { index } = await readStore.checkpoint({ ...one.spec, generation: live });
      // What this process committed meanwhile is newer than what was read.
      if (one.index === before) reach(one, live, index);
    }
  };
  return {
    all: all as readonly Seen[], // Changed here alone.
    /** @throws RangeError of a name that is no projection */
    get: (name: string): Seen => get(name),
    lease: (): Lease => state?.lease ?? freeLease,
    learn,
    saw: (name: string, generation: number, index: LogIndex): void => reach(get(name), generation, index),
    /** @throws ReadStoreUnavailable */
    look,
  };
};
