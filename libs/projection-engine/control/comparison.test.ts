import { openInMemoryReadStore } from '../../read-store/in-memory/in-memory-read-store.js';
import type { Document, ProjectionSpec } from '../../read-store/read-store.port.js';
import { eventLoop } from '../scheduler.js';
import { compareSnapshots } from './comparison.js';

const units: ProjectionSpec = { name: 'units', version: 1, collections: [{ name: 'units', indexes: {} }] };
const key = (n: number): string => `unit-${String(n).padStart(5, '0')}`;
const documents = (count: number): Map<string, Document> => new Map(Array.from({ length: count }, (_, n) => [key(n), { n, spans: [{ from: n }] }]));

const compare = async (live: ReadonlyMap<string, Document>, rebuilt: ReadonlyMap<string, Document>, signal = new AbortController().signal) => {
  const store = openInMemoryReadStore();
  const snapshots = [];
  for (const [generation, held] of [live, rebuilt].entries()) {
    const one = { ...units, generation };
    await store.declare(one);
    await store.commit(one, { expected: -1, next: 7, writes: [...held].map(([at, document]) => ({ collection: 'units', key: at, document })) });
    snapshots.push(await store.snapshot(one));
  }
  const [old, fresh] = snapshots;
  if (!old || !fresh) throw new Error('two snapshots were taken');
  return compareSnapshots(units, old, fresh, eventLoop, signal);
};

describe('comparing old and new documents', () => {
  it('finds those of several pages equal, in whatever order their fields were written', async () => {
    const turned = new Map([...documents(1_203)].map(([at, { n, spans }]) => [at, { spans, n }]));
    expect(await compare(documents(1_203), turned)).toEqual({
      index: 7, isEqual: true, collections: [{ collection: 'units', live: 1_203, rebuilt: 1_203, differing: { count: 0, keys: [] }, missing: { count: 0, keys: [] }, extra: { count: 0, keys: [] } }],
    });
  });
  it('names what differs within, what only one of them has, and counts the rest', async () => {
    const rebuilt = documents(1_203);
    for (const n of [0, 700, 1_202]) rebuilt.set(key(n), { n, spans: [{ from: n + 1 }] });
    for (let n = 100; n < 150; n += 1) rebuilt.delete(key(n));
    rebuilt.set('a', {}).set('unit-00700-x', {}).set('z', {});
    const [found] = (await compare(documents(1_203), rebuilt)).collections;
    expect(found).toMatchObject({ live: 1_203, rebuilt: 1_156, differing: { count: 3, keys: [key(0), key(700), key(1_202)] }, extra: { count: 3, keys: ['a', 'unit-00700-x', 'z'] } });
    expect(found?.missing).toEqual({ count: 50, keys: Array.from({ length: 20 }, (_, n) => key(100 + n)) });
  });
  it('is broken off when nobody waits for it any more', async () => {
    const ended = new AbortController();
    ended.abort(new Error('ended'));
    await expect(compare(documents(3), documents(3), ended.signal)).rejects.toThrow('ended');
  });
});
