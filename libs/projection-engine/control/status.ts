import type { EventStoreReader } from '../../event-store/event-store.port.js';
import type { LogIndex } from '../../kernel/log.js';
import type { Clock } from '../../kernel/ports.js';
import { projectionIdOf } from '../../read-store/collection-name.js';
import type { ProjectionSpec, ReadStore } from '../../read-store/read-store.port.js';
import { lagOf } from '../lag.js';
import type { OperationStatus, ProjectionStatus, RebuildStatus } from '../projection.js';
import type { Lease, ProjectionControl, Report } from './control-document.js';
import { stopOf, type Seen } from './sight.js';

/** What is told of a projection: what was seen of it, what the working projector reports, and how far the log has gone meanwhile. */
export const openStatus = ({ readStore, store, clock }: { readonly readStore: ReadStore; readonly store: EventStoreReader; readonly clock: Clock }) => {
  const reached = async (spec: ProjectionSpec, generation: number): Promise<LogIndex> => (await readStore.checkpoint({ ...spec, generation })).index;

  const rebuildOf = async (spec: ProjectionSpec, { rebuild, stops }: ProjectionControl, { folded, eventsPerSecond }: Report): Promise<RebuildStatus | undefined> => {
    if (!rebuild) return undefined;
    const { generation, state, startedAt, comparison } = rebuild;
    const stoppedAt = stops[generation];
    const index = Math.max(folded ?? -1, await reached(spec, generation));
    const target = await store.head().catch(() => undefined);
    const isBuilding = state === 'building' && !stoppedAt && eventsPerSecond !== undefined && eventsPerSecond > 0;
    return {
      generation,
      state: stoppedAt && state !== 'cancelled' ? 'stopped' : state,
      startedAt,
      index,
      ...(target !== undefined && { target }),
      ...(isBuilding && { eventsPerSecond, ...(target !== undefined && { secondsLeft: Math.max(0, target - index) / eventsPerSecond }) }),
      ...(stoppedAt && { stoppedAt }),
      ...(comparison && { comparison }),
    };
  };

  return {
    of: async (seen: Seen, { holder, reports }: Lease): Promise<ProjectionStatus> => {
      const { spec, control, index } = seen;
      const { name, version, live, previous, wanted, rebuild } = control;
      const reportOf = (generation: number): Report => (holder === null ? undefined : reports[projectionIdOf({ name, version, generation })]) ?? {};
      const stoppedAt = stopOf(seen);
      const { waitingBecause } = reportOf(live);
      const rebuilding = await rebuildOf(spec, control, rebuild ? reportOf(rebuild.generation) : {});
      const operation: OperationStatus = {
        projector: holder,
        generation: live,
        ...(previous !== null && { previous: { generation: previous, index: await reached(spec, previous) } }),
        ...(rebuilding && { rebuild: rebuilding }),
      };
      return {
        name,
        version,
        state: wanted === 'paused' ? 'paused' : stoppedAt ? 'stopped' : 'running',
        index,
        ...(await lagOf(index, store, clock)),
        ...(stoppedAt && { stoppedAt }),
        ...(waitingBecause !== undefined && { waitingBecause }),
        operation,
      };
    },
  };
};
