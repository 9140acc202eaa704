import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { openTracing } from '../../libs/platform/tracing/open-tracing.js';
import { clerkOf, decision, establishOffice, recruitment } from './office.fixtures.js';
import { openOperated } from './operated.fixtures.js';
import { inMemoryStores } from './registry.fixtures.js';

const people = 10_000;
const letters = 'aeiouygh';
/** Its last syllable is of no language: wherever it is found, a name is. */
const nameOf = (at: number): string => `Nguyễn Thị Wxqzwxqz${[...at.toString(8)].map((digit) => letters[Number(digit)]).join('')}`;
/** A woman of the recruitment’s year of birth. */
const identityOf = (at: number): string => `096185${String(at).padStart(6, '0')}`;
const personal = /wxqzwxqz[aeiouygh]+|096185\d{6}/gi;
const found = (text: string): readonly string[] => text.match(personal) ?? [];

/** A driver that quotes what it was given. */
const quoting = (events: EventStore, isQuoting: () => string | undefined): EventStore => {
  const append = events.append.bind(events);
  events.append = (...given) => {
    const name = isQuoting();
    return name === undefined ? append(...given) : Promise.reject(new SyntaxError(`Unexpected token, "${name}"\n    at ${name} is not valid JSON`));
  };
  return events;
};

/** Names and identity numbers in every place of a request that a person, a form or a script might put them. */
const requestWith = (at: number): { readonly method: 'GET' | 'POST'; readonly url: string; readonly headers?: object; readonly payload?: string } => {
  const [name, identityNumber] = [nameOf(at), identityOf(at)];
  const body = { ...recruitment(name, { decision: decision(1 + (at % 90_000)) }), identityNumber, note: `${name} ${identityNumber}` };
  const ascii = name.split(' ').at(-1) ?? '';
  const post = (payload: string, headers: object = {}) => ({ method: 'POST' as const, url: '/api/v1/officials/recruit', headers, payload });
  switch (at % 8) {
    case 0: return post(JSON.stringify(body), { 'x-correlation-id': ascii, 'idempotency-key': identityNumber });
    case 1: return post(JSON.stringify(body).slice(0, -1));
    case 2: return post(JSON.stringify({ ...body, unit: 'khong-co' }));
    case 3: return post(JSON.stringify({ ...body, identityNumber: `${identityNumber}9`, birthDate: name }), { 'x-correlation-id': `${identityNumber} two` });
    case 4: return { method: 'GET', url: `/api/v1/officials?name=${encodeURIComponent(name)}&limit=1` };
    case 5: return { method: 'GET', url: `/api/v1/officials/${ascii}?q=${identityNumber}` };
    case 6: return { method: 'GET', url: `/${encodeURIComponent(name)}/${identityNumber}` };
    default: return post(JSON.stringify(body), { 'parity-actor': ascii });
  }
};

describe('what an operator sees of ten thousand people’s names and identity numbers', () => {
  it('is none of them in logs, metrics, traces, errors and headers', async () => {
    const exporter = new InMemorySpanExporter();
    const stores = inMemoryStores();
    let quoted: string | undefined;
    const operated = await openOperated({
      stores: { ...stores, events: quoting(stores.events, () => quoted) }, level: 'debug', tracing: openTracing('http://127.0.0.1:1', { process: 'standalone', exporter, delayMs: 10 }),
    });
    await establishOffice(clerkOf(operated.registry));
    const statuses = new Map<number, number>();
    const told: string[] = [];
    for (let at = 0; at < people; at += 1) {
      const { method, url, headers, payload } = requestWith(at);
      quoted = at % 16 === 7 ? nameOf(at) : undefined;
      const answer = await operated.server.inject({
        method, url, ...(payload === undefined ? {} : { payload }),
        headers: { 'content-type': 'application/json', 'parity-actor': 'lan.nt', 'parity-role': 'van-thu', 'idempotency-key': `k-${at}`, ...headers },
      });
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      told.push(JSON.stringify(answer.headers), ...(answer.statusCode >= 400 ? [answer.body] : []));
    }
    await operated.registry.engine.whenCaughtUp();
    const metrics = (await operated.ask('GET', '/metrics')).text;
    await operated.ask('GET', '/health/ready');
    await operated.close();
    const spans = exporter.getFinishedSpans().map(({ name, attributes, links, status, events }) => JSON.stringify([name, attributes, links, status, events]));

    expect(Object.fromEntries(statuses)).toMatchObject({ 200: people / 8, 201: expect.any(Number), 400: expect.any(Number), 404: people / 8, 422: people / 8, 500: people / 16 });
    expect(operated.lines.length).toBeGreaterThan(people);
    expect(found(`${nameOf(9_999)} ${encodeURIComponent(nameOf(0))} ${identityOf(7)}`)).toHaveLength(3);
    for (const text of [operated.lines.join(''), metrics, spans.join(''), told.join('')]) expect(found(text)).toEqual([]);
    expect(metrics.length).toBeLessThan(200_000);
  }, 120_000);
});
