import { Operations } from '../../libs/operations/application/operations.js';
import { storeProbes } from '../../libs/platform/health/store-probes.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';
import { followProjections } from '../process/following.js';
import type { OpenPart } from '../process/serve-process.js';
import { makeKnown } from '../registry/query-side.js';
import { RootModule } from '../registry/root.module.js';
import { operationsRoom, queryRoom } from '../registry/rooms.js';

/** Answers from what projectors fold, and shows the raw log. It serves once it holds everything that is in the documents then. */
export const openQueryApi: OpenPart = async (ground) => {
  const { events, read, clock, province, onFailure } = ground;
  const keys = await ground.openKeys();
  const { progress, live } = await followProjections(ground);
  const { keep, close: endKeeping, ...known } = makeKnown({ read: live, keys, progress, clock });
  await keep(onFailure);
  return {
    root: RootModule.of(queryRoom({ events, read: live, keys, progress, ...known }, province), operationsRoom(new Operations(events, progress))),
    operated: { probes: storeProbes({ events, read, keys }, ledgerProjection), projections: () => progress.status() },
    close: async () => {
      await endKeeping();
      await progress.close();
    },
  };
};
