import type { LogIndex } from '../../kernel/log.js';
import { CheckpointConflict, type ReadStore, type Write } from '../../read-store/read-store.port.js';
import { controlProjection, controls, freeLease, initialControl, leases, type Lease, type ProjectionControl } from './control-document.js';

const leaseKey = 'projector';
/** Others write at most some times a second: who loses this often meets something else. */
const attemptsMax = 50;

/** Everything that is written down of some projections. `change`: how many changes there have been. */
export type ControlState = { readonly change: LogIndex; readonly lease: Lease; readonly of: ReadonlyMap<string, ProjectionControl> };
type Named = { readonly name: string; readonly version: number };
export type ControlChange = { readonly lease?: Lease; readonly controls?: readonly ProjectionControl[] };

const keyOf = ({ name, version }: Named): string => `${name}/${version}`;

export type Control = {
  /** How many changes there have been: the same number, the same documents. @throws ReadStoreUnavailable */
  changes(): Promise<LogIndex>;
  /** @throws ReadStoreUnavailable */
  read(): Promise<ControlState>;
  /** Writes what `decide` makes of the newest state, anew as often as another process was faster; undefined: nothing to write. @throws ReadStoreUnavailable */
  change(decide: (state: ControlState) => ControlChange | undefined): Promise<ControlState>;
};

/** The control documents of these projections, over the read store's own port. One that was never written is the initial one. */
export const openControl = (readStore: ReadStore, projections: readonly Named[]): Control => {
  const initial: ControlState = { change: -1, lease: freeLease, of: new Map(projections.map(({ name, version }) => [name, initialControl(name, version)])) };
  const changes = async (): Promise<LogIndex> => (await readStore.checkpoint(controlProjection)).index;
  const read = async (): Promise<ControlState> => {
    if ((await changes()) === -1) return initial;
    const snapshot = await readStore.snapshot(controlProjection);
    try {
      const found = await snapshot.getMany(controls, projections.map(keyOf));
      const lease = await snapshot.get(leases, leaseKey);
      // Only this module writes the collections.
      const of = new Map(projections.map((projection) => [projection.name, (found.get(keyOf(projection)) as ProjectionControl | undefined) ?? initialControl(projection.name, projection.version)]));
      return { change: snapshot.checkpoint.index, lease: (lease as Lease | undefined) ?? freeLease, of };
    } finally {
      await snapshot.close();
    }
  };
  const writesOf = ({ lease, controls: changed = [] }: ControlChange): readonly Write[] => [
    ...(lease ? [{ collection: leases, key: leaseKey, document: lease }] : []),
    ...changed.map((control) => ({ collection: controls, key: keyOf(control), document: control })),
  ];
  const change: Control['change'] = async (decide) => {
    for (let attempt = 1; ; attempt += 1) {
      const state = await read();
      const decided = decide(state);
      if (!decided) return state;
      try {
        if (state.change === -1) await readStore.declare(controlProjection);
        await readStore.commit(controlProjection, { expected: state.change, next: state.change + 1, writes: writesOf(decided) });
        const of = new Map(state.of);
        for (const control of decided.controls ?? []) of.set(control.name, control);
        return { change: state.change + 1, lease: decided.lease ?? state.lease, of };
      } catch (error) {
        if (!(error instanceof CheckpointConflict) || attempt === attemptsMax) throw error;
      }
    }
  };
  return { changes, read, change };
};
