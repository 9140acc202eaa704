import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule, LogLevel } from '@nestjs/common';
import { describeApi, serveApiReference } from '../../libs/platform/http/api-description.js';
import { MomentEtag } from '../../libs/platform/http/moment-etag.js';
import { requestLimits } from '../../libs/platform/http/request-limits.js';
import { answerOnSocket, answerRouterError } from '../../libs/platform/http/socket-problems.js';
import { storeProbes } from '../../libs/platform/health/store-probes.js';
import { nestLogger } from '../../libs/platform/logging/nest-logger.js';
import type { Operation } from '../../libs/platform/operation/operation.js';
import { validation } from '../../libs/platform/http/validation.js';
import { projections } from '../registry/projections.js';
import type { Registry } from './open-registry.js';
import { registryModule } from './registry.module.js';

export type ApplicationOptions = {
  readonly bodyMax: number;
  readonly logLevel: LogLevel;
  /** Shows how the process is doing, and takes Nest's own log; without it nothing is served beside the API. */
  readonly operation?: Operation;
  /** A request that is not whole by then is answered 408 and its connection closed. */
  readonly requestTimeoutMs?: number;
};

/** Any of them tells whether the read store answers. */
const [probed = { name: 'none', version: 0, collections: [] }] = projections;
const logLevels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** The HTTP application over an open registry, ready to listen or to be asked in process. */
export const openApplication = async (registry: Registry, { bodyMax, logLevel, operation, requestTimeoutMs = 15_000 }: ApplicationOptions, root: DynamicModule = registryModule(registry)): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyMax,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    clientErrorHandler: answerOnSocket,
    frameworkErrors: answerRouterError,
    routerOptions: { maxParamLength: 200 },
    http: { maxHeaderSize: 16_384, headersTimeout: requestTimeoutMs, connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs) },
  });
  const application = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: operation ? nestLogger(operation.log) : logLevels.slice(0, logLevels.indexOf(logLevel) + 1),
    forceCloseConnections: true,
    bodyParser: false,
  });
  application.setGlobalPrefix('api/v1');
  application.useGlobalPipes(validation());
  application.useGlobalInterceptors(new MomentEtag());
  const description = describeApi(application);
  operation?.serve(application.getHttpAdapter().getInstance(), { probes: storeProbes(registry, probed), projections: () => registry.engine.status() });
  requestLimits(application.getHttpAdapter().getInstance(), description);
  serveApiReference(application, description);
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return application;
};
