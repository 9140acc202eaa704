import { openProjectionFollower, type ProjectionFollower } from '../../libs/projection-engine/control/follower.js';
import { liveReadStore } from '../../libs/projection-engine/control/live-read-store.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import { projections } from '../registry/projections.js';
import type { Ground } from './serve-process.js';

/** How far another process has folded, and the documents that it says are the live ones. `read` belongs to the ground. */
export const followProjections = async ({ read, events, clock }: Ground): Promise<{ readonly progress: ProjectionFollower; readonly live: ReadStore }> => {
  const progress = await openProjectionFollower({ readStore: read, store: events, projections, clock });
  const live = liveReadStore(read, progress, projections);
  // Where nothing was folded yet, nothing is found rather than refused.
  for (const projection of projections) await live.declare(projection);
  return { progress, live };
};
