import { randomUUID } from 'node:crypto';
import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import type { Clock } from '../../libs/kernel/ports.js';
import type { KeyStore } from '../../libs/key-store/key-store.port.js';
import { setAsidesOf } from '../../libs/operations/application/set-asides.js';
import type { Operation } from '../../libs/platform/operation/operation.js';
import { liveReadStore } from '../../libs/projection-engine/control/live-read-store.js';
import { openProjector, type Projector } from '../../libs/projection-engine/control/projector.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import { makeCommandSide, type CommandSide } from '../registry/command-side.js';
import { projections } from '../registry/projections.js';
import { makeKnown, type Known } from '../registry/query-side.js';

export type RegistryStores = { readonly events: EventStore; readonly read: ReadStore; readonly keys: KeyStore };
export type RegistryOptions = {
  readonly stores: RegistryStores;
  readonly clock: Clock;
  readonly province: string;
  /** Bulk recording does not ask the read side about seats, pools and registered decisions: it is far behind, and paused. */
  readonly asksReadSide?: boolean;
  /** What measures and traces the work; without it nothing does. */
  readonly operation?: Pick<Operation, 'over' | 'observer' | 'projections'>;
  /** Nothing is folded until `engine.withhold(false)`: the documents are recorded into elsewhere, or may not be written. */
  readonly isWithheld?: boolean;
  /** Streams kept folded in memory, for each kind. */
  readonly streamsMax?: number;
};

/** Everything that one process on one machine holds: command side, projections and what is known. */
export type Registry = RegistryStores & CommandSide & Omit<Known, 'close'> & {
  readonly clock: Clock;
  readonly province: string;
  readonly engine: Projector;
  close(): Promise<void>;
};

/** Opens the application over its stores; the caller owns the lock. Projections start from their checkpoints. */
export const openRegistry = async ({ stores, clock, province, asksReadSide = true, isWithheld = false, operation, streamsMax }: RegistryOptions): Promise<Registry> => {
  const { events, read: readStore, keys } = operation?.over(stores) ?? stores;
  const engine = await openProjector({
    store: events, readStore, catalogue: domainCatalogue, projections: operation?.projections(projections) ?? projections, clock, isWithheld,
    setAsides: setAsidesOf(events),
    holder: `standalone-${process.pid}-${randomUUID().slice(0, 8)}`,
    // The directory's lock says so.
    isAlone: true,
  });
  const read = liveReadStore(readStore, engine, projections);
  const { close: endKeeping, ...known } = makeKnown({ read, keys, progress: engine, clock });
  const commandSide = makeCommandSide({
    events, keys, clock, province,
    ...(asksReadSide ? { readSide: { read, progress: engine, ...known } } : {}),
    ...(operation ? { observer: operation.observer } : {}),
    ...(streamsMax === undefined ? {} : { streamsMax }),
  });
  return {
    events, read, keys, clock, province, engine, ...known, ...commandSide,
    close: async () => {
      await endKeeping();
      await engine.close();
      await events.close();
      await read.close();
      await keys.close();
    },
  };
};
