import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { AlwaysOnSampler, BatchSpanProcessor, ParentBasedSampler, TracerProvider, type SpanExporter, type TracerProviderOptions } from '@opentelemetry/sdk-trace';
import type { FastifyInstance } from 'fastify';
import type { CommandObserver } from '../../commands/command-observer.js';
import type { EventStore } from '../../event-store/event-store.port.js';
import type { Event } from '../../kernel/event.js';
import type { Projection } from '../../projection-engine/projection.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import { GivenIds, Spans } from './spans.js';
import { traceCommands } from './traced-commands.js';
import { tracedEventStore } from './traced-event-store.js';
import { tracedProjections } from './traced-projections.js';
import { traceRequests } from './traced-requests.js';

export type Tracing = {
  readonly observer: CommandObserver;
  events(store: EventStore): EventStore;
  read(store: ReadStore): ReadStore;
  projections<Recorded extends Event>(projections: readonly Projection<Recorded>[]): readonly Projection<Recorded>[];
  requests(server: FastifyInstance): void;
  /** Sends what has not been sent, for two seconds at most: a collector that is away holds nothing up. */
  close(): Promise<void>;
};

export type TracingOptions = {
  /** The kind of process, as the traces' service name has it. */
  readonly process: string;
  /** Takes the spans; over OTLP/HTTP by default. */
  readonly exporter?: SpanExporter;
  /** How long spans are collected before they are sent together. */
  readonly delayMs?: number;
};

const closingMaxMs = 2_000;

type Resource = NonNullable<TracerProviderOptions['resource']>;
const resourceOf = (process: string): Resource => {
  const resource: Resource = { attributes: { 'service.name': `parity-${process}` }, merge: () => resource, getRawAttributes: () => [['service.name', `parity-${process}`]] };
  return resource;
};

/** Where a collector takes traces: its address, or that of its traces alone. */
const tracesAt = (endpoint: string): string => {
  const url = new URL(endpoint);
  if (url.pathname === '/') url.pathname = '/v1/traces';
  return url.href;
};

/** Spans are made from now on and sent to the collector at `endpoint`. Spans that it does not take in time are dropped: work never waits for them. */
export const openTracing = (endpoint: string, { process, exporter = new OTLPTraceExporter({ url: tracesAt(endpoint), timeoutMillis: closingMaxMs }), delayMs = 1_000 }: TracingOptions): Tracing => {
  const ids = new GivenIds();
  const provider = new TracerProvider({
    resource: resourceOf(process),
    idGenerator: ids,
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: delayMs, exportTimeoutMillis: closingMaxMs })],
  });
  const spans = new Spans(provider.getTracer('parity'), ids);
  const { projections, read } = tracedProjections(spans);
  return {
    observer: traceCommands(spans),
    events: (store) => tracedEventStore(store, spans),
    read,
    projections,
    requests: (server) => traceRequests(server, spans),
    close: async () => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<void>((resolve) => void (timer = setTimeout(resolve, closingMaxMs)));
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
};
