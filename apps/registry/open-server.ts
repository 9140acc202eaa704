import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule, LogLevel } from '@nestjs/common';
import { guardServer } from '../../libs/access/guard-server.js';
import { describeApi, serveApiReference } from '../../libs/platform/http/api-description.js';
import { MomentEtag } from '../../libs/platform/http/moment-etag.js';
import { requestLimits } from '../../libs/platform/http/request-limits.js';
import { answerOnSocket, answerRouterError } from '../../libs/platform/http/socket-problems.js';
import { validation } from '../../libs/platform/http/validation.js';
import { nestLogger } from '../../libs/platform/logging/nest-logger.js';
import type { Operated, Operation } from '../../libs/platform/operation/operation.js';
import type { Access } from './access.js';

export type ServerOptions = {
  readonly bodyMax: number;
  readonly logLevel: LogLevel;
  /** Shows how the process is doing, and takes Nest's own log; without it nothing is served beside the API. */
  readonly operation?: { readonly of: Operation; readonly operated: Operated };
  readonly access?: Access;
  /** A request that is not whole by then is answered 408 and its connection closed. */
  readonly requestTimeoutMs?: number;
};

const logLevels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** The HTTP application of one process, ready to listen or to be asked in process. */
export const openServer = async (root: DynamicModule, { bodyMax, logLevel, operation, access = {}, requestTimeoutMs = 15_000 }: ServerOptions): Promise<NestFastifyApplication> => {
  const { tokens, tls } = access;
  const limits = { maxHeaderSize: 16_384, headersTimeout: requestTimeoutMs, connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs) };
  const shared = {
    bodyLimit: bodyMax,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    clientErrorHandler: answerOnSocket,
    frameworkErrors: answerRouterError,
    routerOptions: { maxParamLength: 200 },
  };
  const https = tls && { ...limits, cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' as const, ...(tls.clientCa === undefined ? {} : { ca: tls.clientCa, requestCert: true, rejectUnauthorized: true }) };
  const adapter = https ? new FastifyAdapter({ ...shared, https }) : new FastifyAdapter({ ...shared, http: limits });
  const application = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: operation ? nestLogger(operation.of.log) : logLevels.slice(0, logLevels.indexOf(logLevel) + 1),
    forceCloseConnections: true,
    bodyParser: false,
  });
  const server = application.getHttpAdapter().getInstance();
  // Before every other hook: who may not ask costs nothing more.
  if (tokens) guardServer(server, tokens);
  application.setGlobalPrefix('api/v1');
  application.useGlobalPipes(validation());
  application.useGlobalInterceptors(new MomentEtag());
  const description = describeApi(application);
  operation?.of.serve(server, operation.operated);
  requestLimits(server, description);
  serveApiReference(application, description);
  await application.init();
  await server.ready();
  return application;
};

/** Listens. @returns the address that it is reached at. @throws EADDRINUSE and the like */
export const listen = async (application: NestFastifyApplication, { host, port, access = {} }: { readonly host: string; readonly port: number; readonly access?: Access }): Promise<string> => {
  const server = application.getHttpAdapter().getInstance();
  await server.listen({ host, port });
  const bound = server.server.address();
  const reached = typeof bound === 'object' && bound ? bound.port : port;
  return `${access.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${reached}`;
};
