import { openInMemoryEventStore } from '../event-store/in-memory/in-memory-event-store.js';
import { openInMemoryReadStore } from '../read-store/in-memory/in-memory-read-store.js';
import { openProjectionEngine, type ProjectionEngine, type ProjectionEngineOptions } from './projection-engine.js';
import { placesProjection, startedAtMs, toyCatalogue, toyEvent, type ToyEvent } from './toy-log.fixtures.js';

export const places = placesProjection();
export const moved = (who: string, to: string, by = 1): ToyEvent => ({ type: 'Moved', data: { who, to, by } });
export const history: readonly ToyEvent[] = [moved('lan', 'a'), moved('hoa', 'a'), moved('lan', 'b', 3), { type: 'Left', data: { who: 'hoa' } }, moved('mai', 'b')];

/** An empty log and read store in memory, and engines on them that `close` closes. A hundred seconds have passed since the log's first event. */
export const openToy = () => {
  const store = openInMemoryEventStore();
  const readStore = openInMemoryReadStore();
  const engines: ProjectionEngine[] = [];
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
    close: async (): Promise<void> => {
      for (const engine of engines) await engine.close();
      await store.close();
    },
  };
};
