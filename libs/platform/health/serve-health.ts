import type { FastifyInstance } from 'fastify';
import type { Health } from './health.js';

/** `/health/live`: the process answers. `/health/ready`: 200 when every answer can be given, else 503, with what it was found by. */
export const serveHealth = (server: FastifyInstance, health: Health): void => {
  server.get('/health/live', (_request, reply) => reply.header('cache-control', 'no-store').send({ live: true }));
  server.get('/health/ready', async (_request, reply) => {
    const { isReady, checks } = await health.readiness();
    return reply.header('cache-control', 'no-store').status(isReady ? 200 : 503).send({ ready: isReady, checks });
  });
};
