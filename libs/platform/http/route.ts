import type { FastifyRequest } from 'fastify';

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The template that a request was matched by, such as `/api/v1/officials/:official/appoint`; `none` when there is no such address. Bounded, whatever is asked. */
export const routeOf = ({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): string => routeOptions.url ?? 'none';

/** One of the usual methods; `OTHER` when a caller made one up. */
export const methodOf = ({ method }: Pick<FastifyRequest, 'method'>): string => (methods.has(method) ? method : 'OTHER');
