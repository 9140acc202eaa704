import { openInMemoryEventStore } from '../event-store/in-memory/in-memory-event-store.js';
import type { ReadStore } from '../read-store/read-store.port.js';
import { openInMemoryReadStore } from '../read-store/in-memory/in-memory-read-store.js';
import { openProjectionEngine, type ProjectionEngine, type ProjectionEngineOptions } from './projection-engine.js';
import { openProjectionFollower, type ProjectionFollower, type ProjectionFollowerOptions } from './control/follower.js';
import { openProjector, type Projector, type ProjectorOptions } from './control/projector.js';
import { eventLoop, type Scheduler } from './scheduler.js';
import { placesProjection, startedAtMs, toyCatalogue, toyEvent, type ToyEvent } from './toy-log.fixtures.js';

export const places = placesProjection();
export const moved = (who: string, to: string, by = 1): ToyEvent => ({ type: 'Moved', data: { who, to, by } });
export const history: readonly ToyEvent[] = [moved('lan', 'a'), moved('hoa', 'a'), moved('lan', 'b', 3), { type: 'Left', data: { who: 'hoa' } }, moved('mai', 'b')];

const swift: Scheduler = { turn: eventLoop.turn, delay: (ms, signal) => eventLoop.delay(ms / 20, signal) };

/** An empty log and read store in memory, and engines on them that `close` closes. A hundred seconds have passed since the log's first event. */
export const openToy = (readStore: ReadStore = openInMemoryReadStore()) => {
  const store = openInMemoryEventStore();
  const engines: { close(): Promise<void> }[] = [];
  let written = 0;
  return {
    store,
    readStore,
    record: async (...events: readonly { readonly type: string; readonly data: object }[]): Promise<void> => {
      await store.append('toy', written === 0 ? 'none' : written - 1, events.map((event, at) => toyEvent(written + at, event)));
      written += events.length;
    },
    open: async (options: Partial<ProjectionEngineOptions<ToyEvent>> = {}): Promise<ProjectionEngine> => {
      const clock = { now: () => startedAtMs + 100_000 };
      const engine = await openProjectionEngine<ToyEvent>({ store, readStore, catalogue: toyCatalogue, projections: [places], clock, ...options });
      engines.push(engine);
      return engine;
    },
    /** One of several processes, in a time that runs twenty times as fast. */
    openProjector: async (options: Partial<ProjectorOptions<ToyEvent>> = {}): Promise<Projector> => {
      const clock = { now: () => startedAtMs + 100_000 };
      const projector = await openProjector<ToyEvent>({ store, readStore, catalogue: toyCatalogue, projections: [places], clock, scheduler: swift, holder: `projector-${engines.length}`, ...options });
      engines.push(projector);
      return projector;
    },
    openFollower: async (options: Partial<ProjectionFollowerOptions> = {}): Promise<ProjectionFollower> => {
      const follower = await openProjectionFollower({ store, readStore, projections: [places], clock: { now: () => startedAtMs }, scheduler: swift, ...options });
      engines.push(follower);
      return follower;
    },
    close: async (): Promise<void> => {
      for (const engine of engines.toReversed()) await engine.close();
      await store.close();
    },
  };
};
