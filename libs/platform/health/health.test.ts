import { StoreUnavailable } from '../../event-store/event-store.port.js';
import type { ProjectionStatus } from '../../projection-engine/projection.js';
import { openHealth, type HealthOptions } from './health.js';

const running: ProjectionStatus = { name: 'ledger', version: 1, state: 'running', index: 5 };
const opened = (more: Partial<HealthOptions> = {}) => {
  const clock = { nowMs: Date.parse('2026-01-01T00:00:00Z') };
  const store: { answer: () => Promise<unknown>; asked: number } = { answer: () => Promise.resolve(5), asked: 0 };
  const ask = () => {
    store.asked += 1;
    return store.answer();
  };
  return { clock, store, health: openHealth({ probes: [{ name: 'event store', ask }], projections: () => Promise.resolve([running]), clock: { now: () => clock.nowMs }, timeoutMs: 20, ...more }) };
};
const away = () => Promise.reject(new StoreUnavailable('esdb://admin:changeit@10.0.0.5'));
const ofProjection = async (status: Partial<ProjectionStatus>) => {
  const { isReady, checks } = await opened({ projections: () => Promise.resolve([{ ...running, ...status }]) }).health.readiness();
  return { isReady, why: checks.at(-1)?.why };
};

describe('being ready', () => {
  it('is everything answering', async () =>
    expect(await opened().health.readiness()).toEqual({
      isReady: true,
      checks: [{ name: 'event store', ok: true, since: '2026-01-01T00:00:00.000Z' }, { name: 'projection ledger', ok: true, since: '2026-01-01T00:00:00.000Z' }],
    }));
  it('is not a store that fails, and says since when and the failure’s name alone', async () => {
    const { clock, store, health } = opened();
    await health.readiness();
    store.answer = away;
    clock.nowMs += 5_000;
    await health.readiness();
    clock.nowMs += 5_000;
    const { isReady, checks } = await health.readiness();
    expect(isReady).toBe(false);
    expect(checks[0]).toEqual({ name: 'event store', ok: false, since: '2026-01-01T00:00:05.000Z', why: 'StoreUnavailable' });
  });
  it('is not a store that never answers', async () => {
    const { store, health } = opened();
    store.answer = () => new Promise(() => undefined);
    expect((await health.readiness()).checks[0]).toMatchObject({ ok: false, why: 'timed out' });
  });
  it('is asked of the stores once a second at most', async () => {
    const { clock, store, health } = opened();
    await Promise.all([health.readiness(), health.readiness()]);
    clock.nowMs += 999;
    await health.readiness();
    expect(store.asked).toBe(1);
    clock.nowMs += 1;
    await health.readiness();
    expect(store.asked).toBe(2);
  });
  it('ends with the wish to stop, at once', async () => {
    const { health } = opened();
    await health.readiness();
    health.stopping();
    expect((await health.readiness()).checks[0]).toMatchObject({ name: 'process', ok: false, why: 'stopping' });
  });
});

describe('a projection', () => {
  it('that has stopped is not ready: answers that reach its event are refused', async () =>
    expect(await ofProjection({ state: 'stopped', stoppedAt: { index: 7, type: 'X', reason: 'SyntaxError: "Nguyễn Thị Lan" is not JSON' } })).toEqual({ isReady: false, why: 'stopped at event 7: SyntaxError' }));
  it('that waits for its store is not ready', async () =>
    expect(await ofProjection({ waitingBecause: 'ReadStoreUnavailable: mongodb://parity:secret@db' })).toEqual({ isReady: false, why: 'ReadStoreUnavailable' }));
  it('that somebody paused still answers', async () => expect(await ofProjection({ state: 'paused' })).toEqual({ isReady: true, why: 'paused' }));
  it('of which nothing can be known is not ready', async () =>
    expect((await opened({ projections: () => Promise.reject(new TypeError('x')) }).health.readiness()).checks.at(-1)).toMatchObject({ name: 'projections', ok: false, why: 'TypeError' }));
});
