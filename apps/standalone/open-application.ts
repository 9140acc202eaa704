import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LogLevel } from '@nestjs/common';
import { describeApi, serveApiReference } from '../../libs/platform/http/api-description.js';
import { bodyLimits } from '../../libs/platform/http/body-limits.js';
import { validation } from '../../libs/platform/http/validation.js';
import type { Registry } from './open-registry.js';
import { RegistryModule } from './registry.module.js';

export type ApplicationOptions = { readonly bodyMax: number; readonly logLevel: LogLevel };

const logLevels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
/** A request that is not whole by then is answered 408 and its connection closed. */
const requestTimeoutMs = 15_000;

/** The HTTP application over an open registry, ready to listen or to be asked in process. */
export const openApplication = async (registry: Registry, { bodyMax, logLevel }: ApplicationOptions): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyMax,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    http: { maxHeaderSize: 16_384, headersTimeout: requestTimeoutMs, connectionsCheckingInterval: 1_000 },
  });
  const application = await NestFactory.create<NestFastifyApplication>(RegistryModule.over(registry), adapter, {
    logger: logLevels.slice(0, logLevels.indexOf(logLevel) + 1),
    forceCloseConnections: true,
  });
  application.setGlobalPrefix('api/v1');
  application.useGlobalPipes(validation());
  bodyLimits(application.getHttpAdapter().getInstance());
  serveApiReference(application, describeApi(application));
  await application.init();
  await application.getHttpAdapter().getInstance().ready();
  return application;
};
