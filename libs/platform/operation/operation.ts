import type { FastifyInstance } from 'fastify';
import type { CommandObserver } from '../../commands/command-observer.js';
import type { EventStore } from '../../event-store/event-store.port.js';
import type { TimeKeeping } from '../../event-store/store-time.js';
import type { Event } from '../../kernel/event.js';
import type { KeyStore } from '../../key-store/key-store.port.js';
import type { Projection, ProjectionStatus } from '../../projection-engine/projection.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import { openHealth, type Probe } from '../health/health.js';
import { serveHealth } from '../health/serve-health.js';
import { watchAnswering } from '../http/answering.js';
import { logCommands } from '../logging/log-commands.js';
import type { Log } from '../logging/log.js';
import { logRequests } from '../logging/request-log.js';
import { measureRequests } from '../metrics/measure-requests.js';
import { openMetrics } from '../metrics/open-metrics.js';
import { serveMetrics } from '../metrics/serve-metrics.js';
import type { Tracing } from '../tracing/open-tracing.js';
import { observers } from './observers.js';

export type OperationOptions = {
  /** The kind of process: `standalone`, `command-api`, … */
  readonly process: string;
  readonly log: Log;
  /** The collector that takes traces (OTLP/HTTP). Empty or absent: nothing is traced, nor loaded to do so. */
  readonly otlpEndpoint?: string;
  /** Instead of one that is opened here. */
  readonly tracing?: Tracing;
  /** How long requests that have begun are waited for when the process stops. */
  readonly answersWithinMs?: number;
  /** How long it is answered that the process is not ready before connections are refused: the time a load balancer takes to see it. */
  readonly noticeMs?: number;
};

/** What the process answers from: asked for its health and for the metrics. */
export type Operated = {
  readonly probes: readonly Probe[];
  projections(): Promise<readonly ProjectionStatus[]>;
  /** Of a process that writes: while its clock is off it is not ready. */
  readonly time?: TimeKeeping;
};

type Stores = { readonly events: EventStore; readonly read: ReadStore; readonly keys: KeyStore };

/** All that shows how a process is doing, and how it stops. One for each process; every root puts its ports and its server into it. */
export type Operation = {
  readonly log: Log;
  readonly observer: CommandObserver;
  /** The same store, with what it is asked measured and traced. */
  events(store: EventStore): EventStore;
  read(store: ReadStore): ReadStore;
  keys(store: KeyStore): KeyStore;
  /** All three at once. */
  over(stores: Stores): Stores;
  /** The same projections, with what they make visible traced. */
  projections<Recorded extends Event>(projections: readonly Projection<Recorded>[]): readonly Projection<Recorded>[];
  /** Adds health, metrics and the hooks to a server that is not ready yet. */
  serve(server: FastifyInstance, operated: Operated): void;
  /** Says that it is not ready, takes no new connections, and waits until what was begun is answered. The server is still to be closed. */
  stop(): Promise<void>;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
};

const tracingTo = async (endpoint: string, process: string): Promise<Tracing | undefined> => {
  if (endpoint === '') return undefined;
  const { openTracing } = await import('../tracing/open-tracing.js');
  return openTracing(endpoint, { process });
};

/** Opens them; nothing listens yet. */
export const openOperation = async ({ process, log, otlpEndpoint = '', tracing: given, answersWithinMs = 10_000, noticeMs = 0 }: OperationOptions): Promise<Operation> => {
  const metrics = openMetrics(process);
  const tracing = given ?? (await tracingTo(otlpEndpoint, process));
  const events = (store: EventStore): EventStore => metrics.events(tracing?.events(store) ?? store);
  const read = (store: ReadStore): ReadStore => metrics.read(tracing?.read(store) ?? store);
  const keys = (store: KeyStore): KeyStore => metrics.keys(store);
  let stop = (): Promise<void> => Promise.resolve();
  return {
    log,
    observer: observers([metrics.observer, logCommands(log), ...(tracing ? [tracing.observer] : [])]),
    events,
    read,
    keys,
    over: (stores) => ({ events: events(stores.events), read: read(stores.read), keys: keys(stores.keys) }),
    projections: (projections) => tracing?.projections(projections) ?? projections,
    serve: (server, { probes, projections, time }) => {
      const health = openHealth({ probes: time ? [...probes, { name: 'clock', ask: () => time.require() }] : probes, projections });
      const clock = time && { clockAheadMs: async () => (await time.furthest())?.aheadMs ?? 0 };
      const answering = watchAnswering(server);
      tracing?.requests(server);
      logRequests(server, log);
      measureRequests(server, metrics.meters);
      serveHealth(server, health);
      serveMetrics(server, () => metrics.render({ projections, isReady: async () => (await health.readiness()).isReady, answering: answering.count, ...clock }));
      stop = async () => {
        health.stopping();
        if (noticeMs > 0) await new Promise((resolve) => setTimeout(resolve, noticeMs));
        answering.closing();
        if (server.server.listening) server.server.close();
        server.server.closeIdleConnections();
        await answering.ended(answersWithinMs);
      };
    },
    stop: () => stop(),
    close: async () => {
      metrics.close();
      await tracing?.close();
    },
  };
};
