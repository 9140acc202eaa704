import type { FastifyInstance, FastifyReply } from 'fastify';
import { Problem, type Text } from '../platform/http/problem.js';
import { requiredScope } from './required-scope.js';
import type { ServiceTokens } from './service-tokens.js';

const bearer = /^Bearer ([\x21-\x7e]{1,512})$/i;

const missing: Text = { vi: 'Cần mã truy cập dịch vụ: Authorization: Bearer …', en: 'A service token is needed: Authorization: Bearer …' };
const unknown: Text = { vi: 'Mã truy cập dịch vụ không đúng hoặc đã bị thu hồi.', en: 'The service token is not known, or was withdrawn.' };

const answer = (reply: FastifyReply, { document }: Problem): FastifyReply =>
  reply.status(document.status).type('application/problem+json').header('cache-control', 'no-store').send(JSON.stringify(document));

/** From now on every address but those of health asks for a token with the scope it needs, before anything else is looked at, an unknown address too. */
export const guardServer = (server: FastifyInstance, tokens: ServiceTokens): void => {
  server.addHook('onRequest', async (request, reply) => {
    const needed = requiredScope(request.method, request.routeOptions.url);
    if (needed === undefined) return undefined;
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    const caller = token === undefined ? undefined : tokens.find(token);
    if (!caller) return answer(reply.header('www-authenticate', 'Bearer realm="parity"'), new Problem(401, 'NOT_AUTHENTICATED', token === undefined ? missing : unknown));
    if (caller.scopes.has(needed)) return undefined;
    const refused = new Problem(403, 'SCOPE_MISSING', { vi: `Mã truy cập của ${caller.name} không có quyền ${needed}.`, en: `The token of ${caller.name} does not have the scope ${needed}.` }, { facts: { needed } });
    return answer(reply, refused);
  });
};
