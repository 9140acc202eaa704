import type { ProjectionSpec, ReadStore } from '../../read-store/read-store.port.js';
import type { LiveGenerations } from '../progress.js';

/** A read store whose answers come from each projection's live documents: a projection that names a generation itself is taken at its word. */
export const liveReadStore = (readStore: ReadStore, live: LiveGenerations, projections: readonly Pick<ProjectionSpec, 'name'>[]): ReadStore => {
  const known = new Set(projections.map(({ name }) => name));
  const resolved = (projection: ProjectionSpec): ProjectionSpec =>
    projection.generation !== undefined || !known.has(projection.name) ? projection : { ...projection, generation: live.liveGeneration(projection.name) };
  return {
    declare: (projection) => readStore.declare(resolved(projection)),
    checkpoint: (projection) => readStore.checkpoint(resolved(projection)),
    snapshot: (projection) => readStore.snapshot(resolved(projection)),
    commit: (projection, batch) => readStore.commit(resolved(projection), batch),
    drop: (projection) => readStore.drop(resolved(projection)),
    close: () => readStore.close(),
  };
};
