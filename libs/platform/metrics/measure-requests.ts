import type { FastifyInstance } from 'fastify';
import { methodOf, routeOf } from '../http/route.js';
import type { Meters } from './meters.js';

/** Counts and times every request by the template of its route, never its address. */
export const measureRequests = (server: FastifyInstance, { httpSeconds }: Meters): void => {
  server.addHook('onResponse', (request, reply, done) => {
    httpSeconds.observe({ method: methodOf(request), route: routeOf(request), status: `${Math.floor(reply.statusCode / 100)}xx` }, reply.elapsedTime / 1_000);
    done();
  });
};
