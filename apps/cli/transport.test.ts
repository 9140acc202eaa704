import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { guardServer } from '../../libs/access/guard-server.js';
import { tokensText } from '../../libs/access/access.fixtures.js';
import { readServiceTokens } from '../../libs/access/service-tokens.js';
import { sourceOf } from './options.js';
import type { Terminal } from './terminal.js';
import { openTransport, ProblemAnswered } from './transport.js';

describe('asking a server that asks who is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-token-'));
  const tokenFile = join(folder, 'token');
  const terminal = (environment: NodeJS.ProcessEnv): Terminal => ({ environment, isWatched: false, out: () => undefined, err: () => undefined });
  let server: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    writeFileSync(tokenFile, 'so-noi-vu\n');
    server = Fastify();
    guardServer(server, readServiceTokens(tokensText({ 'so-noi-vu': ['query'] })));
    server.get('/api/v1/what', () => ({ is: 'answered' }));
    url = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['by its flag', { tokenFile }, {}],
    ['by its variable', {}, { PARITY_TOKEN_FILE: tokenFile }],
  ])('is answered with the token of a file, named %s', async (_, options, environment) => {
    const transport = await openTransport(sourceOf({ url, ...options }, terminal(environment)));
    expect(await transport.get('what')).toEqual({ is: 'answered' });
  });
  it('is told what is missing without one', async () => {
    const transport = await openTransport(sourceOf({ url }, terminal({})));
    await expect(transport.get('what')).rejects.toThrow(ProblemAnswered);
    await expect(transport.get('what')).rejects.toThrow(/^NOT_AUTHENTICATED: .*Authorization: Bearer/);
  });
});
