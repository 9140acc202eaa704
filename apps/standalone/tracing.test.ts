import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import { OutcomeUnknown } from '../../libs/event-store/event-store.port.js';
import { openTracing } from '../../libs/platform/tracing/open-tracing.js';
import { openOperated, type Operated } from './operated.fixtures.js';
import { inMemoryStores } from './registry.fixtures.js';

let operated: Operated | undefined;
afterEach(async () => {
  await operated?.close();
  operated = undefined;
});

const openTraced = async (more: Parameters<typeof openOperated>[0] = {}) => {
  const exporter = new InMemorySpanExporter();
  operated = await openOperated({ tracing: openTracing('http://127.0.0.1:1', { process: 'standalone', exporter, delayMs: 1 }), ...more });
  const { register, ask, registry } = operated;
  /** The spans of one trace by their names, once every projection has come so far. */
  const spans = async (traceId: string) => {
    await registry.engine.whenCaughtUp();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
  };
  return { register, ask, spans, exporter };
};
type Spans = Awaited<ReturnType<Awaited<ReturnType<typeof openTraced>>['spans']>>;
const named = (spans: Spans, name: string) => {
  const [found] = spans.filter((span) => span.name === name);
  if (!found) throw new Error(`no span ${name} among ${spans.map((span) => span.name).join(', ')}`);
  return found;
};

const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;

describe('tracing a command', () => {
  it('leads from the caller through request, command, decision and append to every projection that made it visible', async () => {
    const { register, spans } = await openTraced();
    const { headers } = await register({ traceparent });
    const found = await spans(caller.traceId);
    const [request, command, decide, append] = ['POST /api/v1/organisation/register-province', 'command register-province', 'decide', 'append'].map((name) => named(found, name));
    expect(headers['traceparent']).toBe(`00-${caller.traceId}-${request?.spanContext().spanId}-01`);
    expect(request?.parentSpanContext).toMatchObject(caller);
    expect(command?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
    for (const span of [decide, append]) expect(span?.parentSpanContext?.spanId).toBe(command?.spanContext().spanId);
    for (const projection of ['ledger', 'planning', 'training', 'decisions']) {
      expect(named(found, `project ${projection}`).parentSpanContext?.spanId).toBe(append?.spanContext().spanId);
      expect(named(found, `project ${projection}`).attributes).toMatchObject({ 'parity.index': 0, 'parity.batch': 1 });
    }
    expect(found).toHaveLength(8);
  });
  it('stands in the trace of its correlation id, and links the caller’s', async () => {
    const { register, spans } = await openTraced();
    const correlation = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const { headers } = await register({ traceparent, 'x-correlation-id': correlation });
    const traceId = correlation.replaceAll('-', '');
    expect(headers['traceparent']).toMatch(new RegExp(`^00-${traceId}-`));
    const found = await spans(traceId);
    expect(named(found, 'POST /api/v1/organisation/register-province').links).toMatchObject([{ context: caller }]);
    expect(found).toHaveLength(8);
  });
  it('is found by the append that came through, of several attempts', async () => {
    const stores = inMemoryStores();
    const append = stores.events.append.bind(stores.events);
    let attempts = 0;
    stores.events.append = async (...given) => {
      const appended = await append(...given);
      attempts += 1;
      if (attempts === 1) throw new OutcomeUnknown('the answer was lost');
      return appended;
    };
    const { register, spans } = await openTraced({ stores });
    expect((await register({ traceparent })).status).toBe(201);
    const found = await spans(caller.traceId);
    const appends = found.filter(({ name }) => name === 'append');
    expect(appends.map(({ status }) => status)).toEqual([{ code: 2, message: 'OutcomeUnknown' }, { code: 0 }]);
    expect(named(found, 'project ledger').parentSpanContext?.spanId).toBe(appends[1]?.spanContext().spanId);
  });
  it('is not recorded where the caller has decided against it', async () => {
    const { register, exporter, spans } = await openTraced();
    await register({ traceparent: `00-${caller.traceId}-${caller.spanId}-00` });
    expect((await spans(caller.traceId)).map(({ name }) => name).filter((name) => !name.startsWith('project'))).toEqual([]);
    expect(exporter.getFinishedSpans().every(({ name }) => name.startsWith('project'))).toBe(true);
  });
  it('holds neither addresses nor what was asked', async () => {
    const { ask, spans, exporter } = await openTraced();
    await ask('GET', '/api/v1/officials?name=Nguyen', undefined, { traceparent });
    await ask('GET', '/health/ready', undefined, { traceparent });
    expect((await spans(caller.traceId)).map(({ name }) => name)).toEqual(['GET /api/v1/officials']);
    expect(JSON.stringify(exporter.getFinishedSpans().map(({ name, attributes, links, status, events }) => [name, attributes, links, status, events]))).not.toContain('Nguyen');
  });
});

describe('a process that folds what another one appended', () => {
  it('tells it in the same trace, with nothing but the log between them', async () => {
    const stores = inMemoryStores();
    const writer = await openTraced({ stores });
    await operated?.registry.engine.pause('ledger');
    await writer.register({ traceparent });
    const append = named(await writer.spans(caller.traceId), 'append');
    const writing = operated;
    const reader = await openTraced({ stores: { ...inMemoryStores(), events: stores.events } });
    expect(named(await reader.spans(caller.traceId), 'project ledger').parentSpanContext).toMatchObject({ traceId: caller.traceId, spanId: append.spanContext().spanId });
    await writing?.close();
  });
});

describe('sending traces', () => {
  const bodyOf = async (request: IncomingMessage): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    return Buffer.concat(parts).toString();
  };
  it('sends spans to the collector over OTLP/HTTP, the last ones when it closes', async () => {
    const received: { readonly path: string | undefined; readonly body: string }[] = [];
    const collector = createServer((request, response) => void bodyOf(request).then((body) => {
      received.push({ path: request.url, body });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }));
    await new Promise<void>((resolve) => void collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo; // It listens on an address, not on a pipe.
    operated = await openOperated({ otlpEndpoint: `http://127.0.0.1:${port}` });
    await operated.register({ traceparent });
    await operated.registry.engine.whenCaughtUp();
    await operated.close();
    operated = undefined;
    collector.close();
    collector.closeAllConnections();
    expect(received.map(({ path }) => path)).toContain('/v1/traces');
    const sent = received.map(({ body }) => body).join('');
    for (const part of [caller.traceId, '"append"', '"project ledger"', 'parity-standalone']) expect(sent).toContain(part);
  });
  it('answers and stops all the same when the collector is away', async () => {
    operated = await openOperated({ otlpEndpoint: 'http://127.0.0.1:9' });
    expect((await operated.register({ traceparent })).status).toBe(201);
    const startedMs = performance.now();
    await operated.close();
    operated = undefined;
    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });
});
