import type { CommandObserver } from '../../commands/command-observer.js';
import type { EventStore } from '../../event-store/event-store.port.js';
import type { KeyStore } from '../../key-store/key-store.port.js';
import type { ProjectionStatus } from '../../projection-engine/projection.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import { measureCommands } from './measure-commands.js';
import { measuredEventStore } from './measured-event-store.js';
import { measuredKeyStore } from './measured-key-store.js';
import { measuredReadStore } from './measured-read-store.js';
import { openMeters, type Meters } from './meters.js';
import { watchProcess } from './process-meters.js';
import { readProjections } from './projection-meters.js';

/** What is asked whenever the metrics are read, and not before. */
export type MetricsSources = { projections(): Promise<readonly ProjectionStatus[]>; isReady(): Promise<boolean>; answering(): number; /** Of a process that writes. */ clockAheadMs?(): Promise<number> };

export type Metrics = {
  readonly meters: Meters;
  readonly observer: CommandObserver;
  events(store: EventStore): EventStore;
  read(store: ReadStore): ReadStore;
  keys(store: KeyStore): KeyStore;
  /** The text that Prometheus reads. A source that fails, or does not answer within two seconds, leaves its own figures out. */
  render(sources: MetricsSources): Promise<string>;
  close(): void;
};

/** @param process names the kind of process in every figure: several are read by one Prometheus */
export const openMetrics = (process: string): Metrics => {
  const meters = openMeters(process);
  const watched = watchProcess(meters);
  const keyStores: KeyStore[] = [];
  return {
    meters,
    observer: measureCommands(meters),
    events: (store) => measuredEventStore(store, meters),
    read: (store) => measuredReadStore(store, meters),
    keys: (store) => {
      keyStores.push(store);
      return measuredKeyStore(store, meters);
    },
    render: async ({ projections, isReady, answering, clockAheadMs }) => {
      watched.read();
      readKeyLookups(meters, keyStores);
      const [found, aheadMs, ready] = await Promise.all([answeredSoon(projections()), answeredSoon(clockAheadMs?.()), isReady()]);
      readProjections(meters, found ?? []);
      meters.httpInFlight.set(answering());
      if (aheadMs === undefined) meters.clockAhead.remove();
      else meters.clockAhead.set(aheadMs / 1_000);
      meters.ready.set(ready ? 1 : 0);
      return meters.registry.metrics();
    },
    close: () => watched.close(),
  };
};

/** Longer than a store takes that is there, and far below the ten seconds after which Prometheus takes the process for gone. */
const soonMs = 2_000;

/** The answer; undefined where it fails, or does not come soon. */
const answeredSoon = async <Answer>(asked: Promise<Answer> | undefined): Promise<Answer | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => void (timer = setTimeout(resolve, soonMs, undefined)));
  return Promise.race([asked?.catch(() => undefined), late]).finally(() => clearTimeout(timer));
};

/** The stores count for themselves, from their opening on. */
const readKeyLookups = ({ keyLookups }: Meters, stores: readonly KeyStore[]): void => {
  keyLookups.reset();
  for (const { lookups } of stores)
    for (const [from, count] of Object.entries(lookups ?? {})) keyLookups.inc({ from }, count);
};
