import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import type { TimeKeeping } from '../../libs/event-store/store-time.js';
import { storeProbes } from '../../libs/platform/health/store-probes.js';
import type { Operation } from '../../libs/platform/operation/operation.js';
import { openServer, type ServerOptions } from '../registry/open-server.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';
import type { Registry } from './open-registry.js';
import { registryModule } from './registry.module.js';

export type ApplicationOptions = Omit<ServerOptions, 'operation'> & {
  /** Shows how the process is doing, and takes Nest's own log; without it nothing is served beside the API. */
  readonly operation?: Operation;
  /** While this machine's clock is off, it is not ready. */
  readonly time?: TimeKeeping;
};

/** The HTTP application over an open registry, ready to listen or to be asked in process. */
export const openApplication = (registry: Registry, { operation, time, ...options }: ApplicationOptions, root: DynamicModule = registryModule(registry)): Promise<NestFastifyApplication> => {
  const operated = { probes: storeProbes(registry, ledgerProjection), projections: () => registry.engine.status(), ...(time && { time }) };
  return openServer(root, { ...options, ...(operation ? { operation: { of: operation, operated } } : {}) });
};
