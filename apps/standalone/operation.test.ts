import { StoreUnavailable } from '../../libs/event-store/event-store.port.js';
import { headers, openOperated, province, type Operated } from './operated.fixtures.js';
import type { RegistryStores } from './open-registry.js';
import { inMemoryStores } from './registry.fixtures.js';

let operated: Operated;
afterEach(() => operated.close());
/** The figure of that name with those labels, whatever others it has. */
const metric = async (name: string, labels: { readonly [label: string]: string } = {}): Promise<number | undefined> => {
  const lines = (await operated.ask('GET', '/metrics')).text.split('\n').filter((line) => line.startsWith(`${name}{`));
  const found = lines.find((line) => Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)));
  return found === undefined ? undefined : Number(found.split(' ').at(-1));
};
type Events = RegistryStores['events'];
const withEvents = (more: (events: Events) => Partial<Events>): RegistryStores => {
  const stores = inMemoryStores();
  const { events } = stores;
  const bound: Events = {
    append: (...given) => events.append(...given), readStream: (...given) => events.readStream(...given), readAll: (...given) => events.readAll(...given),
    head: () => events.head(), follow: (...given) => events.follow(...given), close: () => events.close(),
  };
  return { ...stores, events: { ...bound, ...more(events) } };
};

describe('asking a process how it is', () => {
  it('is live and ready, outside the API and without headers', async () => {
    operated = await openOperated();
    expect((await operated.server.inject({ method: 'GET', url: '/health/live' })).statusCode).toBe(200);
    const ready = await operated.server.inject({ method: 'GET', url: '/health/ready' });
    expect([ready.statusCode, ready.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(ready.json().checks.map(({ name }: { name: string }) => name)).toEqual([
      'event store', 'read store', 'key store', 'projection ledger', 'projection planning', 'projection training', 'projection decisions',
    ]);
  });
  it('names the store that is away and the moment since, and not what its driver said', async () => {
    let isAway = false;
    operated = await openOperated({ stores: withEvents((events) => ({ head: () => (isAway ? Promise.reject(new StoreUnavailable('connect esdb://admin:changeit@host')) : events.head()) })) });
    isAway = true;
    const { status, text } = await operated.ask('GET', '/health/ready');
    isAway = false;
    expect(status).toBe(503);
    expect(JSON.parse(text).checks).toContainEqual({ name: 'event store', ok: false, since: expect.stringMatching(/^\d{4}-/), why: 'StoreUnavailable' });
    expect(text).not.toContain('changeit');
  });
  it('is not described as part of the API', async () => {
    operated = await openOperated();
    expect((await operated.ask('GET', '/api/openapi.json')).text).not.toContain('/health');
    expect((await operated.ask('GET', '/api/v1/health/live')).status).toBe(404);
  });
});

describe('measuring what a process does', () => {
  it('counts a command, its append and its request by words of closed lists', async () => {
    operated = await openOperated();
    await operated.register();
    await operated.register();
    await operated.ask('GET', '/api/v1/officials/Nguyen-Thi-Lan?q=secret');
    await operated.ask('GET', '/nothing/at/all');
    await operated.registry.engine.whenCaughtUp();
    expect(await metric('parity_commands_total', { context: 'organisation', operation: 'register-province', outcome: 'recorded' })).toBe(1);
    expect(await metric('parity_commands_total', { context: 'organisation', operation: 'register-province', outcome: 'replayed' })).toBe(1);
    expect(await metric('parity_append_seconds_count', { outcome: 'appended' })).toBe(1);
    expect(await metric('parity_appended_events_total')).toBe(1);
    expect(await metric('parity_http_request_seconds_count', { method: 'POST', route: '/api/v1/organisation/register-province', status: '2xx' })).toBe(2);
    expect(await metric('parity_http_request_seconds_count', { method: 'GET', route: 'none', status: '4xx' })).toBe(1);
    expect(await metric('parity_projection_index', { projection: 'ledger' })).toBe(0);
    expect(await metric('parity_projection_lag_events', { projection: 'ledger' })).toBe(0);
    expect(await metric('parity_projection_state', { projection: 'ledger', state: 'running' })).toBe(1);
    expect(await metric('parity_projection_batch_events_sum', { projection: 'ledger' })).toBe(1);
    expect(await metric('parity_ready', { process: 'standalone' })).toBe(1);
    expect(await metric('parity_event_loop_delay_seconds', { quantile: '0.99' })).toBeGreaterThanOrEqual(0);
    expect(await metric('parity_memory_bytes', { kind: 'resident' })).toBeGreaterThan(10_000_000);
    expect((await operated.ask('GET', '/metrics')).text).not.toMatch(/Nguyen|secret|nothing/);
  });
});

describe('logging what a process does', () => {
  it('writes a line for the request and one for the command, tied by one trace', async () => {
    operated = await openOperated();
    await operated.register({ 'x-correlation-id': 'list-7/row-3' });
    const [command, request] = operated.logged().filter(({ message }) => message === 'command judged' || message === 'http answered');
    expect(command).toMatchObject({ level: 'info', process: 'standalone', context: 'organisation', operation: 'register-province', outcome: 'recorded', index: 0, events: 1 });
    expect(request).toMatchObject({ method: 'POST', route: '/api/v1/organisation/register-province', status: 201, trace: command?.['trace'] });
    expect(command?.['trace']).toMatch(/^[0-9a-f]{32}$/);
  });
  it('says the code of a refusal', async () => {
    operated = await openOperated();
    await operated.register();
    await operated.ask('POST', '/api/v1/organisation/register-province', province, { 'idempotency-key': 'another' });
    expect(operated.logged()).toContainEqual(expect.objectContaining({ message: 'command judged', outcome: 'refused', code: 'PROVINCE_ALREADY_REGISTERED' }));
  });
  it('says of an unforeseen error where it came from, and not its words', async () => {
    operated = await openOperated({ stores: withEvents(() => ({ append: () => Promise.reject(new SyntaxError('Unexpected token, "Nguyễn Thị Lan" is not JSON')) })), level: 'warn' });
    expect((await operated.register()).status).toBe(500);
    const failed = operated.logged().find(({ message }) => message === 'failed');
    expect(failed).toMatchObject({ level: 'error', error: 'SyntaxError', context: 'http', at: expect.stringContaining('operation.test') });
    expect(operated.lines.join('')).not.toContain('Lan');
  });
  it('writes nothing of what succeeds at the default level', async () => {
    operated = await openOperated({ level: 'warn' });
    await operated.register();
    expect(operated.lines).toEqual([]);
  });
});

describe('stopping a process', () => {
  it('says first that it is not ready, answers what was begun, and takes no new connection', async () => {
    const { promise: goOn, resolve: release } = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    operated = await openOperated({ stores: withEvents((events) => ({
      append: async (...given) => {
        begun.resolve();
        await goOn;
        return events.append(...given);
      },
    })) });
    const port = await operated.listen();
    const answer = fetch(`http://127.0.0.1:${port}/api/v1/organisation/register-province`, { method: 'POST', headers: { ...headers, 'idempotency-key': 'k' }, body: JSON.stringify(province) });
    await begun.promise;
    const stopped = operated.operation.stop();
    expect((await operated.ask('GET', '/health/ready')).status).toBe(503);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow('fetch failed');
    release();
    const answered = await answer;
    expect([answered.status, answered.headers.get('connection')]).toEqual([201, 'close']);
    await stopped;
  });
  it('does not wait for live updates, which never end', async () => {
    operated = await openOperated();
    const port = await operated.listen();
    const live = await fetch(`http://127.0.0.1:${port}/api/v1/live`);
    const sinceLiveMs = performance.now();
    await operated.operation.stop();
    expect(performance.now() - sinceLiveMs).toBeLessThan(250);
    await live.body?.cancel();
  });
  it('cuts off a request that never ends when its time is over', async () => {
    const begun = Promise.withResolvers<void>();
    operated = await openOperated({ stores: withEvents(() => ({ append: () => new Promise(() => begun.resolve()) })) });
    const port = await operated.listen();
    const answer = fetch(`http://127.0.0.1:${port}/api/v1/organisation/register-province`, { method: 'POST', headers: { ...headers, 'idempotency-key': 'k' }, body: JSON.stringify(province) });
    await begun.promise;
    const startedMs = performance.now();
    const [outcome] = await Promise.all([answer.then(() => 'answered', () => 'cut off'), operated.operation.stop().then(() => operated.server.close()).catch(() => undefined)]);
    expect(outcome).toBe('cut off');
    expect(performance.now() - startedMs).toBeGreaterThan(250);
  });
});
