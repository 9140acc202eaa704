import { setTimeout as pause } from 'node:timers/promises';
import { describeOnMongod, type OwnReplicaSet } from '../../libs/mongodb/mongod.fixtures.js';
import { openMongoReadStore } from '../../libs/read-store/mongodb/mongo-read-store.js';
import { CheckpointConflict, ReadStoreUnavailable, type Keyed, type Page, type ProjectionSpec, type ReadStore } from '../../libs/read-store/read-store.port.js';
import { breakReadStore } from './planted-faults.js';
import { openMongoKeyStore } from '../../libs/key-store/mongodb/mongo-key-store.js';
import { KeyStoreUnavailable, type Key } from '../../libs/key-store/key-store.port.js';

const log: ProjectionSpec = { name: 'log', version: 1, collections: [{ name: 'steps', indexes: {} }] };
const sumKey = 'sum';
const stepKey = (index: number) => `step-${String(index).padStart(8, '0')}`;

type Acknowledged = { readonly index: number; readonly by: string };
type Kept = { readonly index: number; readonly sum: number; readonly steps: ReadonlyMap<number, string> };

/** What must not be: an acknowledged commit that is gone or is another's, one index given to two, a sum that counts a step twice or not at all. */
const findViolations = (acknowledged: readonly Acknowledged[], { index, sum, steps }: Kept): readonly string[] => [
  ...acknowledged.filter((one) => steps.get(one.index) !== one.by).map((one) => `step ${one.index} was acknowledged to ${one.by} and holds ${steps.get(one.index) ?? 'nothing'}`),
  ...(steps.size === index + 1 ? [] : [`${steps.size} steps up to index ${index}`]),
  ...(sum === (index * (index + 1)) / 2 ? [] : [`the sum ${sum} up to index ${index}`]),
];

/** Goes on committing the step after the checkpoint, against others who do the same, until told to stop. */
const commitSteps = async (store: ReadStore, projector: string, signal: AbortSignal, acknowledged: Acknowledged[], gaps: { longestMs: number }): Promise<void> => {
  let lastAt = performance.now();
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const by = `${projector}, attempt ${attempt}`;
    try {
      const snapshot = await store.snapshot(log);
      const sum = await snapshot.get('steps', sumKey).finally(() => snapshot.close());
      const next = snapshot.checkpoint.index + 1;
      const writes = [
        { collection: 'steps', key: stepKey(next), document: { by } },
        { collection: 'steps', key: sumKey, document: { sum: Number(sum?.['sum'] ?? 0) + next } },
      ];
      await store.commit(log, { expected: next - 1, next, writes });
      acknowledged.push({ index: next, by });
      gaps.longestMs = Math.max(gaps.longestMs, performance.now() - lastAt);
      lastAt = performance.now();
    } catch (error) {
      if (error instanceof CheckpointConflict) continue;
      if (!(error instanceof ReadStoreUnavailable)) throw error;
      await pause(50);
    }
  }
};

const keptIn = async (store: ReadStore): Promise<Kept> => {
  const snapshot = await store.snapshot(log);
  try {
    const steps = new Map<number, string>();
    for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const page: Page<Keyed> = await snapshot.find({ collection: 'steps', from: 'step-', until: 'step.', limit: 10_000, ...(after === undefined ? {} : { after }) });
      for (const { key, document } of page.items) steps.set(Number(key.slice('step-'.length)), String(document['by']));
      after = page.next;
    }
    return { index: snapshot.checkpoint.index, sum: Number((await snapshot.get('steps', sumKey))?.['sum']), steps };
  } finally {
    await snapshot.close();
  }
};

const eventually = async <Result>(work: () => Promise<Result>, tries = 600): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === tries || !(error instanceof ReadStoreUnavailable || error instanceof KeyStoreUnavailable)) throw error;
      await pause(500);
    }
  }
};

it('notices a step that is lost, one that was given to two, and one counted twice', () => {
  const kept: Kept = { index: 2, sum: 3, steps: new Map([[0, 'a'], [1, 'b'], [2, 'a']]) };
  expect(findViolations([{ index: 0, by: 'a' }, { index: 1, by: 'b' }], kept)).toEqual([]);
  expect(findViolations([{ index: 3, by: 'a' }], kept)).toHaveLength(1);
  expect(findViolations([{ index: 1, by: 'a' }, { index: 1, by: 'b' }], kept)).toHaveLength(1);
  expect(findViolations([], { ...kept, sum: 5 })).toHaveLength(1);
  expect(findViolations([], { ...kept, steps: new Map([[0, 'a'], [2, 'a']]) })).toHaveLength(1);
});

describeOnMongod(
  'a replica set of three members that loses its primary',
  (server) => {
    const own = (): OwnReplicaSet => {
      const set = server().own;
      if (!set) throw new Error('started here');
      return set;
    };

    it('keeps every acknowledged commit of two projectors, each once, through a step-down and two primaries killed', async () => {
      const place = { url: server().url, database: server().freshDatabase() };
      const stores = await Promise.all([openMongoReadStore(place), openMongoReadStore(place)]);
      await stores[0]?.declare(log);
      const acknowledged: Acknowledged[] = [];
      const [stop, gaps] = [new AbortController(), { longestMs: 0 }];
      const working = stores.map((store, at) => commitSteps(store, `projector-${at}`, stop.signal, acknowledged, gaps));
      const goOn = async (commits: number): Promise<void> => {
        const least = acknowledged.length + commits;
        while (acknowledged.length < least) await pause(50);
      };
      await goOn(100);
      await own().stepDown();
      await goOn(100);
      await own().killPrimary();
      await goOn(100);
      await own().restart();
      await pause(4_000);
      await own().killPrimary();
      await goOn(100);
      await own().restart();
      stop.abort();
      await Promise.all(working);
      const [first] = stores;
      if (!first) throw new Error('two were opened');
      const kept = await eventually(() => keptIn(first));
      process.stdout.write(`MongoDB elections: ${acknowledged.length} commits acknowledged, ${kept.index + 1} kept, longest wait ${(gaps.longestMs / 1000).toFixed(1)} s\n`);
      expect(acknowledged.length).toBeGreaterThan(200);
      expect(findViolations(acknowledged, kept)).toEqual([]);
      await Promise.all(stores.map((store) => store.close()));
    }, 600_000);

    it('shows a projector that takes a refused commit for done', async () => {
      const place = { url: server().url, database: server().freshDatabase(), commitMaxMs: 0 };
      const stores = await Promise.all([openMongoReadStore(place), openMongoReadStore(place)]);
      await stores[0]?.declare(log);
      const acknowledged: Acknowledged[] = [];
      const stop = new AbortController();
      const working = stores.map((store, at) => commitSteps(breakReadStore('takes-refused-for-done', store), `projector-${at}`, stop.signal, acknowledged, { longestMs: 0 }));
      await own().failNext(['findAndModify'], 4, { closeConnection: true });
      while (acknowledged.length < 100) await pause(50);
      stop.abort();
      await Promise.all(working);
      const [first] = stores;
      if (!first) throw new Error('two were opened');
      expect(findViolations(acknowledged, await keptIn(first))).not.toEqual([]);
      await Promise.all(stores.map((store) => store.close()));
    }, 600_000);

    it('keeps every key that was handed out, and no one else’s in its place, when the primary is killed meanwhile', async () => {
      const place = { url: server().url, database: server().freshDatabase(), wrappingKey: new Uint8Array(32).fill(3) };
      const stores = await Promise.all([openMongoKeyStore(place), openMongoKeyStore(place)]);
      const handedOut = new Map<string, Key[]>();
      const stop = new AbortController();
      const working = stores.map(async (store) => {
        for (let at = 0; !stop.signal.aborted; at += 1) {
          const person = `official-${at}`;
          const key = await eventually(() => store.ensureKey(person));
          handedOut.set(person, [...(handedOut.get(person) ?? []), key]);
        }
      });
      const goOn = async (people: number): Promise<void> => {
        const least = handedOut.size + people;
        while (handedOut.size < least) await pause(50);
      };
      await goOn(100);
      await own().killPrimary();
      await goOn(100);
      await own().restart();
      stop.abort();
      await Promise.all(working);
      const fresh = await eventually(() => openMongoKeyStore(place));
      for (const [person, keys] of handedOut) {
        const kept = await fresh.findKey(person);
        for (const key of keys) expect({ person, key }).toEqual({ person, key: kept });
      }
      await Promise.all([...stores, fresh].map((store) => store.close()));
    }, 600_000);

    it('is told unavailable while no member is there, within a bound, and goes on when they are back', async () => {
      const store = await openMongoReadStore({ url: server().url, database: server().freshDatabase(), selectionTimeoutMs: 1_000, commitMaxMs: 3_000 });
      await store.declare(log);
      await store.commit(log, { expected: -1, next: 0, writes: [] });
      await own().killAll();
      const askedAt = performance.now();
      await expect(store.commit(log, { expected: 0, next: 1, writes: [] })).rejects.toThrow(ReadStoreUnavailable);
      await expect(store.checkpoint(log)).rejects.toThrow(ReadStoreUnavailable);
      await expect(store.snapshot(log)).rejects.toThrow(ReadStoreUnavailable);
      expect(performance.now() - askedAt).toBeLessThan(60_000);
      await own().restart();
      const { index } = await eventually(() => store.checkpoint(log));
      expect(index).toBe(0);
      await eventually(() => store.commit(log, { expected: 0, next: 1, writes: [] }));
      expect(await store.checkpoint(log)).toEqual({ index: 1 });
      await store.close();
    }, 600_000);
  },
  { members: 3 },
);
