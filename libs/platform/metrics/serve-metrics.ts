import type { FastifyInstance } from 'fastify';

/** `/metrics`, as Prometheus reads it. */
export const serveMetrics = (server: FastifyInstance, render: () => Promise<string>): void => {
  server.get('/metrics', async (_request, reply) => reply.header('cache-control', 'no-store').type('text/plain; version=0.0.4; charset=utf-8').send(await render()));
};
