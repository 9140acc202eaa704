import { openInMemoryKeyStore } from '../../key-store/in-memory/in-memory-key-store.js';
import { openMetrics } from './open-metrics.js';

const rendered = async (clockAheadMs?: () => Promise<number>, lookups?: { readonly memory: number; readonly store: number }): Promise<readonly string[]> => {
  const metrics = openMetrics('test');
  metrics.keys({ ...openInMemoryKeyStore(), ...(lookups && { lookups }) });
  const sources = { projections: () => Promise.resolve([]), isReady: () => Promise.resolve(true), answering: () => 0, ...(clockAheadMs && { clockAheadMs }) };
  await metrics.render(sources);
  const text = await metrics.render(sources);
  metrics.close();
  return text.split('\n').filter((line) => /^parity_(clock|key_lookups)/.test(line));
};

describe('telling what stores know of themselves', () => {
  it('tells where keys were found, however often it is asked', async () =>
    expect(await rendered(undefined, { memory: 3, store: 1 })).toEqual(expect.arrayContaining(['parity_key_lookups_total{from="memory",process="test"} 3', 'parity_key_lookups_total{from="store",process="test"} 1'])));
  it('tells how far the clock is off, in seconds', async () => expect(await rendered(() => Promise.resolve(-7_250))).toContain('parity_clock_ahead_seconds{process="test"} -7.25'));
  it('tells neither where nobody knows', async () => expect(await rendered()).toEqual([]));
});

describe('asking for metrics while a store hangs', () => {
  const hanging = new Promise<never>(() => undefined);
  it('tells the rest all the same: Prometheus would take the process for gone', async () => {
    const metrics = openMetrics('test');
    const sources = { isReady: () => Promise.resolve(false), answering: () => 3, projections: () => Promise.resolve([{ name: 'ledger', version: 1, state: 'running' as const, index: 5 }]), clockAheadMs: () => Promise.resolve(0) };
    await metrics.render(sources);
    const text = await metrics.render({ ...sources, projections: () => hanging, clockAheadMs: () => hanging });
    metrics.close();
    expect(text).toContain('parity_ready{process="test"} 0');
    expect(text).toContain('parity_http_requests_in_flight{process="test"} 3');
    expect(text).not.toMatch(/^parity_(projection_index|clock)/m);
  });
});
