import Fastify, { type FastifyInstance } from 'fastify';
import { tokensText } from './access.fixtures.js';
import { guardServer } from './guard-server.js';
import { readServiceTokens, scopes, type Scope } from './service-tokens.js';

let server: FastifyInstance;
beforeAll(async () => {
  server = Fastify();
  guardServer(server, readServiceTokens(tokensText(Object.fromEntries(scopes.map((scope) => [scope, [scope]])) as { [Each in Scope]: [Each] }))); // One token for each scope, named by it.
  for (const url of ['/health/live', '/health/ready', '/metrics', '/api/v1/indicators', '/api/docs']) server.get(url, () => 'answered');
  for (const url of ['/api/v1/officials/recruit', '/api/v1/projections/:name/pause', '/api/v1/events/:index/set-aside/propose']) server.post(url, () => 'answered');
  await server.ready();
});
afterAll(() => server.close());

const ask = (method: 'GET' | 'POST', url: string, authorization?: string) => server.inject({ method, url, headers: authorization === undefined ? {} : { authorization } });

describe('asking where tokens are needed', () => {
  it.each<['GET' | 'POST', string, Scope]>([
    ['GET', '/metrics', 'metrics'],
    ['GET', '/%6Detrics', 'metrics'],
    ['GET', '/api/v1/indicators?trueOn=2020-12-31', 'query'],
    ['GET', '/api/docs', 'query'],
    ['POST', '/api/v1/officials/recruit', 'command'],
    ['POST', '/api/v1/projections/ledger/pause', 'operate'],
    ['POST', '/api/v1/events/7/set-aside/propose', 'operate'],
    ['POST', '/api/v1/%70rojections/ledger/pause', 'operate'],
  ])('%s %s is answered to the scope %s alone', async (method, url, needed) => {
    for (const scope of scopes) {
      const { statusCode, body } = await ask(method, url, `Bearer ${scope}`);
      expect([scope, statusCode]).toEqual([scope, scope === needed ? 200 : 403]);
      if (scope !== needed) expect(JSON.parse(body)).toMatchObject({ status: 403, code: 'SCOPE_MISSING', facts: { needed }, detail: expect.stringContaining('quyền'), detailEn: expect.stringContaining('scope') });
    }
  });
  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic query', 'Bearer nobody', 'query', 'Bearer query extra'])('is refused with %j, and told how', async (authorization) => {
    const { statusCode, body, headers } = await ask('GET', '/api/v1/indicators', authorization);
    expect([statusCode, headers['www-authenticate'], headers['content-type']]).toEqual([401, 'Bearer realm="parity"', 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({ code: 'NOT_AUTHENTICATED', title: 'Chưa xác thực', titleEn: 'Not authenticated' });
  });
  it.each(['/health/live', '/health/ready'])('%s is answered to anybody', async (url) => expect((await ask('GET', url)).statusCode).toBe(200));
  it('says of no address whether it is there to who shows no token', async () => {
    expect((await ask('GET', '/nowhere')).statusCode).toBe(401);
    expect((await ask('POST', '/health/live')).statusCode).toBe(401);
    expect((await ask('GET', '/nowhere', 'Bearer query')).statusCode).toBe(404);
  });
});
