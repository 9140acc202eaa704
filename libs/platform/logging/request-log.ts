import type { FastifyInstance } from 'fastify';
import { correlationOf, traceIdOf } from '../http/correlation.js';
import { methodOf, routeOf } from '../http/route.js';
import type { Log, LogLevel } from './log.js';

const levelOf = (status: number): LogLevel => (status === 500 ? 'error' : status > 500 ? 'warn' : 'log');

/** One line an answered request: by the template of its route, never its address, which holds what was asked. */
export const logRequests = (server: FastifyInstance, log: Log): void => {
  server.addHook('onResponse', (request, reply, done) => {
    const level = levelOf(reply.statusCode);
    if (log.isOn(level)) {
      log.write(level, 'http answered', {
        trace: traceIdOf(correlationOf(request)), method: methodOf(request), route: routeOf(request), status: reply.statusCode, durationMs: Math.round(reply.elapsedTime * 1_000) / 1_000,
      });
    }
    done();
  });
};
