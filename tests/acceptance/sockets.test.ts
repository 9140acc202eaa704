import { connect } from 'node:net';
import { expectProblem } from './fixtures/refusing.js';
import { openTestApplication, type Answer, type TestApplication } from './fixtures/test-application.js';

const requestTimeoutMs = 400;
let test: TestApplication;
let port = 0;
beforeAll(async () => {
  test = await openTestApplication({ requestTimeoutMs });
  const server = test.application.getHttpAdapter().getInstance();
  await server.listen({ host: '127.0.0.1', port: 0 });
  const bound = server.server.address();
  port = typeof bound === 'object' && bound ? bound.port : 0;
});
afterAll(() => test.close());

/** Everything that comes back until the server closes; `write` may go on writing. */
const talk = (write: (send: (text: string) => boolean) => void): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    const received: Buffer[] = [];
    socket.on('data', (piece) => received.push(piece));
    socket.on('close', () => resolve(Buffer.concat(received).toString('utf8')));
    // A server that has answered may close while we still write.
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? undefined : reject(error)));
    write((text) => (socket.destroyed ? false : socket.write(text)));
  });

const answersIn = (text: string): readonly Answer[] =>
  text.split(/(?=HTTP\/1\.1 )/).filter((part) => part !== '').map((part) => {
    const [head = '', ...body] = part.split('\r\n\r\n');
    const [status = '', ...lines] = head.split('\r\n');
    return { status: Number(status.split(' ')[1]), headers: Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)])), text: body.join('\r\n\r\n') };
  });
const only = (text: string): Answer => {
  const [answer, ...others] = answersIn(text);
  if (!answer || others.length > 0) throw new Error(`not one answer: ${JSON.stringify(text)}`);
  return answer;
};
const commandHead = (length: number) =>
  `POST /api/v1/officials/recruit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\nParity-Actor: a\r\nParity-Role: r\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`;

describe('speaking HTTP badly', () => {
  afterEach(async () => expect(await test.registry.events.head()).toBe(-1));

  it('is answered 413 for a body of 10 MB, without reading it all', async () =>
    expectProblem(only(await talk((send) => void (send(commandHead(10_000_000)) && send('x'.repeat(1_000_000))))), { status: 413, code: 'CONTENT_TOO_LARGE' }));
  it('is answered 413 for a body of 10 MB in chunks', async () => {
    const head = commandHead(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    expectProblem(only(await talk((send) => void send(head + chunk.repeat(160)))), { status: 413, code: 'CONTENT_TOO_LARGE' });
  });
  it('is answered 408 for half a request', async () =>
    expectProblem(only(await talk((send) => send('POST /api/v1/officials/recruit HTTP/1.1\r\nHost: x\r\n'))), { status: 408, code: 'REQUEST_TIMEOUT' }));
  it('is answered 408 for a body that comes too slowly', async () => {
    let drip: NodeJS.Timeout | undefined;
    const answer = await talk((send) => {
      send(commandHead(1_000));
      drip = setInterval(() => send(' '), 100);
    });
    clearInterval(drip);
    expectProblem(only(answer), { status: 408, code: 'REQUEST_TIMEOUT' });
  });
  it('is answered 431 for a header that is too long', async () =>
    expectProblem(only(await talk((send) => send(`GET /api/v1/units HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`))), { status: 431, code: 'HEADERS_TOO_LARGE' }));
  it('is answered 431 for an address that is too long', async () =>
    expectProblem(only(await talk((send) => send(`GET /api/v1/units?colour=${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`))), { status: 431, code: 'HEADERS_TOO_LARGE' }));
  it.each([
    ['garbage', '\u0001\u0002 what is this\r\n\r\n'],
    ['two lengths that differ', 'POST /api/v1/officials/recruit HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
    ['a length beside chunks', 'POST /api/v1/officials/recruit HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a method that there is not', 'STEAL /api/v1/units HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('is answered 400 for %s', async (_, text) => expectProblem(only(await talk((send) => send(text))), { status: 400, code: 'BAD_REQUEST' }));
  it('is answered what came before the garbage behind it', async () => {
    const [good, bad] = answersIn(await talk((send) => send('GET /api/v1/units HTTP/1.1\r\nHost: x\r\n\r\n\u0001garbage\r\n\r\n')));
    expect([good?.status, bad?.status].filter((status) => status !== undefined)).toContain(400);
  });
  it('is answered 415 for a body without a type', async () =>
    expectProblem(only(await talk((send) => send(commandHead(2).replace('Content-Type: application/json\r\n', '') + '{}'))), { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' }));
  it('leaves the server as it was', async () => expect((await test.get('/units')).status).toBe(200));
});

describe('following along live', () => {
  const until = async (isMet: () => boolean): Promise<void> => {
    for (let waited = 0; !isMet() && waited < 3_000; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isMet()).toBe(true);
  };
  it('is told of every projection’s commit, and its subscription ends with its connection', async () => {
    const ended: string[] = [];
    let open = 0;
    const { engine } = test.registry;
    const subscribe = engine.subscribe;
    Object.assign(engine, {
      subscribe: (...given: Parameters<typeof subscribe>) => {
        const end = subscribe(...given);
        open += 1;
        return () => {
          open -= 1;
          ended.push('ended');
          end();
        };
      },
    });
    const leaving = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/live`, { signal: leaving.signal, headers: { accept: 'text/event-stream' } });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    let told = '';
    const reading = (async () => {
      for await (const piece of response.body ?? []) told += Buffer.from(piece).toString();
    })().catch(() => undefined);
    await until(() => told.includes('event: open'));
    expect(open).toBe(1);
    const answer = await test.post('/organisation/register-province', { province: '74', name: 'Tỉnh', tiers: [{ tier: 'tinh', name: 'Tỉnh' }], unitTypes: [{ unitType: 'tinh', name: 'Tỉnh' }] });
    expect(answer.status).toBe(201);
    const told0 = (name: string) => told.includes(`event: committed\nid: ${name}-0\ndata: {"projection":"${name}","index":0}`);
    await until(() => ['ledger', 'planning', 'training', 'decisions'].every(told0));
    leaving.abort();
    await reading;
    await until(() => open === 0);
    expect(ended).toEqual(['ended']);
  });
});
