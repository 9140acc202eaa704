import { StoreUnavailable } from '../../libs/event-store/event-store.port.js';
import { openHealth } from '../../libs/platform/health/health.js';
import { openInMemoryEventStore } from '../../libs/event-store/in-memory/in-memory-event-store.js';
import { eventLoop } from '../../libs/projection-engine/scheduler.js';
import { openInMemoryReadStore } from '../../libs/read-store/in-memory/in-memory-read-store.js';
import { openNotary } from './notary.js';

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a notary whose event store goes away', () => {
  it('says so by the name of the failure, and is ready once the store is back, though nothing new was recorded', async () => {
    const log = openInMemoryEventStore();
    let isAway = false;
    const orAway = <Answer>(answer: () => Answer): Answer => {
      if (isAway) throw new StoreUnavailable('connect esdb://admin:changeit@host');
      return answer();
    };
    const away = new AbortController();
    const events = {
      readStream: log.readStream.bind(log),
      readAll: log.readAll.bind(log),
      head: async () => orAway(() => log.head()),
      follow: async function* (...[from, { signal }]: Parameters<typeof log.follow>) {
        yield* orAway(() => log.follow(from, { signal: AbortSignal.any([signal, away.signal]) }));
        orAway(() => undefined);
      },
    };
    const notary = await openNotary({ events, read: openInMemoryReadStore(), clock: { now: () => 0 }, scheduler: eventLoop });
    const health = openHealth({ probes: [], projections: async () => [await notary.status()], keptMs: 0 });
    const whyNotReady = async () => (await health.readiness()).checks[0]?.why;
    expect(await whyNotReady()).toBeUndefined();
    isAway = true;
    away.abort();
    await until(async () => (await whyNotReady()) !== undefined);
    expect(await whyNotReady()).toBe('StoreUnavailable');
    isAway = false;
    await until(async () => (await whyNotReady()) === undefined);
    await notary.close();
  });
});
