import { storeProbes } from '../../libs/platform/health/store-probes.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';
import { followProjections } from '../process/following.js';
import type { OpenPart } from '../process/serve-process.js';
import { makeCommandSide } from '../registry/command-side.js';
import { makeKnown } from '../registry/query-side.js';
import { RootModule } from '../registry/root.module.js';
import { commandRoom } from '../registry/rooms.js';

/** Records. It asks the read models about seats, pools and registered decisions, and holds no name in memory. */
export const openCommandApi: OpenPart = async (ground) => {
  const { events, read, time, clock, province, operation, onFailure } = ground;
  const keys = await ground.openKeys();
  const { progress, live } = await followProjections(ground);
  const { keep, close: endKeeping, ...known } = makeKnown({ read: live, progress, clock });
  await keep(onFailure);
  const side = makeCommandSide({ events, keys, clock, province, readSide: { read: live, progress, ...known }, observer: operation.observer });
  return {
    root: RootModule.of(commandRoom(side, province)),
    // Commands are recorded whether or not anybody projects.
    operated: { probes: storeProbes({ events, read, keys }, ledgerProjection), projections: () => Promise.resolve([]), time },
    close: async () => {
      await endKeeping();
      await progress.close();
    },
  };
};
