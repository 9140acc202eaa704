import { storeProbes } from '../../libs/platform/health/store-probes.js';
import { eventLoop } from '../../libs/projection-engine/scheduler.js';
import type { OpenPart } from '../process/serve-process.js';
import { RootModule } from '../registry/root.module.js';
import { notaryPlace, openNotary } from './notary.js';

/** Watches the log. It holds no keys and reads no document. */
export const openNotaryProcess: OpenPart = async ({ events, read, clock }) => {
  const notary = await openNotary({ events, read, clock, scheduler: eventLoop });
  return {
    root: RootModule.of(),
    operated: { probes: storeProbes({ events, read }, notaryPlace), projections: async () => [await notary.status()] },
    close: () => notary.close(),
  };
};
