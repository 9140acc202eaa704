import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import { Operations } from '../../libs/operations/application/operations.js';
import { setAsidesOf } from '../../libs/operations/application/set-asides.js';
import { storeProbes } from '../../libs/platform/health/store-probes.js';
import { openProjector } from '../../libs/projection-engine/control/projector.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';
import type { OpenPart } from '../process/serve-process.js';
import { projections } from '../registry/projections.js';
import { RootModule } from '../registry/root.module.js';
import { operationsRoom } from '../registry/rooms.js';

/** Folds the log into documents while it holds the lease; the others of its kind are ready to. It holds no keys. */
export const openProjectorProcess: OpenPart = async ({ events, read, clock, operation }) => {
  const projector = await openProjector({
    store: events, readStore: read, catalogue: domainCatalogue, projections: operation.projections(projections), clock,
    setAsides: setAsidesOf(events),
    holder: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
  });
  return {
    root: RootModule.of(operationsRoom(new Operations(events, projector))),
    operated: { probes: storeProbes({ events, read }, ledgerProjection), projections: () => projector.status() },
    close: () => projector.close(),
  };
};
