import type { EventStore } from '../event-store/event-store.port.js';
import { openEmbeddedEventStore } from '../event-store/embedded/embedded-event-store.js';
import { openInMemoryEventStore } from '../event-store/in-memory/in-memory-event-store.js';
import { commandIdOf, madeIdOf, openedStreamOf } from '../kernel/command-identity.js';
import { uuidV5 } from '../kernel/ids.js';
import { openInMemoryKeyStore } from '../key-store/in-memory/in-memory-key-store.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add, appending, atMs, envelopesIn, open, openDesk, receiptOf, type Desk } from './pipeline.fixtures.js';
import { sha1 } from './recording.js';

const directory = mkdtempSync(join(tmpdir(), 'parity-commands-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let files = 0;

describe.each([
  ['in memory', async (): Promise<EventStore> => openInMemoryEventStore()],
  ['on SQLite', (): Promise<EventStore> => openEmbeddedEventStore({ file: join(directory, `${(files += 1)}.db`) })],
])('giving a command again, %s', (_, openStore) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = openDesk({ store: await openStore() });
  });
  afterEach(() => desk.store.close());

  it('is answered with the very same receipt, also by another process', async () => {
    const here = desk.executor();
    const opened = await here.execute(open('k-1'));
    const folder = receiptOf(opened).id;
    const added = receiptOf(await here.execute(add(folder, 'k-2', { label: 'B', times: 3 })));
    expect(opened).toMatchObject({ outcome: 'recorded', isReplay: false });
    for (const again of [here, desk.executor()]) {
      expect(await again.execute(open('k-1'))).toEqual({ ...opened, isReplay: true });
      expect(receiptOf(await again.execute(add(folder, 'k-2', { label: 'B', times: 3 })))).toEqual(added);
    }
    expect(added.events).toHaveLength(3);
    expect(added).toMatchObject({ revision: 3, index: 3 });
    expect(await desk.store.head()).toBe(3);
  });

  it('ten times at once records it once', async () => {
    const [one, other] = [desk.executor(), desk.executor()];
    const opened = await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? one : other).execute(open('k-1'))));
    expect(new Set(opened.map((outcome) => JSON.stringify(receiptOf(outcome)))).size).toBe(1);
    const folder = opened[0] ? receiptOf(opened[0]).id : '';
    const added = await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? one : other).execute(add(folder, 'k-2', { label: 'B' }))));
    expect(new Set(added.map((outcome) => JSON.stringify(receiptOf(outcome)))).size).toBe(1);
    expect(added.filter((outcome) => outcome.outcome === 'recorded' && !outcome.isReplay)).toHaveLength(1);
    expect(await desk.store.head()).toBe(1);
  });

  it('with another body is told that the key was used', async () => {
    await desk.executor().execute(open('k-1'));
    expect(await desk.executor().execute(open('k-1', { label: 'A', note: 'khác' }))).toEqual({ outcome: 'key-reused' });
    expect(await desk.store.head()).toBe(0);
  });
});

describe('deriving ids', () => {
  it('follows actor, operation, target and key', async () => {
    const desk = openDesk();
    const { id, commandId, events, stream } = receiptOf(await desk.executor().execute(open('k-1')));
    expect(commandId).toBe(commandIdOf(sha1, { actor: 'chi.lan', context: 'folders', operation: 'open', target: '', key: 'k-1' }));
    expect(id).toBe(openedStreamOf(sha1, commandId));
    expect(stream).toBe(`folder-${id}`);
    expect(events[0]?.actId).toBe(madeIdOf(sha1, commandId, 0));
    const added = receiptOf(await desk.executor().execute(add(id, 'k-1', { label: 'B', times: 2 })));
    expect(added.commandId).toBe(commandIdOf(sha1, { actor: 'chi.lan', context: 'folders', operation: 'add', target: id, key: 'k-1' }));
    expect(added.events.map(({ actId }) => actId)).toEqual([madeIdOf(sha1, added.commandId, 0), madeIdOf(sha1, added.commandId, 1)]);
  });
  it('gives one key of two actors, operations and targets as many commands', async () => {
    const desk = openDesk();
    const here = desk.executor();
    const one = receiptOf(await here.execute(open('k')));
    const other = receiptOf(await here.execute(open('k', { label: 'A' }, { actor: 'anh.ba' })));
    const added = [receiptOf(await here.execute(add(one.id, 'k', { label: 'B' }))), receiptOf(await here.execute(add(other.id, 'k', { label: 'B' })))];
    expect(new Set([one, other, ...added].map(({ commandId }) => commandId)).size).toBe(4);
    expect(await desk.store.head()).toBe(3);
  });
});

describe('two clerks at one record', () => {
  const opened = async (desk: Desk) => receiptOf(await desk.executor().execute(open('open'))).id;

  it('are both recorded when both may be, in two processes', async () => {
    const desk = openDesk();
    const folder = await opened(desk);
    const outcomes = await Promise.all(['B', 'C', 'D'].map((label) => desk.executor().execute(add(folder, label, { label }))));
    expect(outcomes.map(receiptOf).map(({ revision }) => revision).toSorted()).toEqual([1, 2, 3]);
  });
  it('wanting the same: one has it, one is refused with what is true now', async () => {
    const desk = openDesk();
    const folder = await opened(desk);
    const outcomes = await Promise.all(['x', 'y'].map((key) => desk.executor().execute(add(folder, key, { label: 'B' }))));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['recorded', 'refused']);
    expect(outcomes).toContainEqual({ outcome: 'refused', refusal: { code: 'LABEL_TAKEN', label: 'B' } });
    expect(await desk.store.head()).toBe(1);
  });
  it('is never refused on the word of a memory that is out of date', async () => {
    const desk = openDesk();
    const [here, there] = [desk.executor(), desk.executor()];
    expect(await here.execute(add('6f1c1a52-0000-5000-8000-000000000000', 'early', { label: 'B' }))).toMatchObject({ refusal: { code: 'UNKNOWN_FOLDER' } });
    const folder = receiptOf(await there.execute(open('open'))).id;
    await here.execute(add(folder, 'x', { label: 'B' }));
    await there.execute(add(folder, 'y', { label: 'C' }));
    expect(await here.execute(add(folder, 'z', { label: 'C' }))).toMatchObject({ refusal: { code: 'LABEL_TAKEN' } });
    expect(await here.execute(add(folder, 'if', { label: 'D' }, { ifMatch: 2 }))).toMatchObject({ outcome: 'recorded' });
  });

  /** Another event slips in before each of the first `times` appends. */
  const overtaken = ({ store, executor }: Desk, folder: string, times: number): { readonly store: EventStore; readonly tries: () => number } => {
    const rival = executor();
    let tries = 0;
    return {
      tries: () => tries,
      store: appending(store, async (append, ...call) => {
        tries += 1;
        if (tries <= times) receiptOf(await rival.execute(add(folder, `rival-${tries}`, { label: `R${tries}` })));
        return append(...call);
      }),
    };
  };
  it.each([
    [3, { outcome: 'recorded' }],
    [4, { outcome: 'conflict', revision: 4 }],
  ])('overtaken %i times', async (times, expected) => {
    const desk = openDesk();
    const folder = await opened(desk);
    const slow = overtaken(desk, folder, times);
    expect(await openDesk({ store: slow.store, keys: desk.keys }).executor().execute(add(folder, 'x', { label: 'B' }))).toMatchObject(expected);
    expect(slow.tries()).toBe(4);
  });

  describe('stating the revision they saw', () => {
    it('are recorded at that revision alone', async () => {
      const desk = openDesk();
      const folder = await opened(desk);
      expect(await desk.executor().execute(add(folder, 'x', { label: 'B' }, { ifMatch: 0 }))).toMatchObject({ outcome: 'recorded', receipt: { revision: 1 } });
      expect(await desk.executor().execute(add(folder, 'y', { label: 'C' }, { ifMatch: 0 }))).toEqual({ outcome: 'precondition-failed', revision: 1 });
      expect(await desk.executor().execute(add(folder, 'z', { label: 'C' }, { ifMatch: 2 }))).toEqual({ outcome: 'precondition-failed', revision: 1 });
    });
    it('are never decided anew when overtaken', async () => {
      const desk = openDesk();
      const folder = await opened(desk);
      const slow = overtaken(desk, folder, 1);
      const outcome = await openDesk({ store: slow.store, keys: desk.keys }).executor().execute(add(folder, 'x', { label: 'B' }, { ifMatch: 0 }));
      expect(outcome).toEqual({ outcome: 'precondition-failed', revision: 1 });
      expect(slow.tries()).toBe(1);
    });
    it('find no revision where there is no record', async () =>
      expect(await openDesk().executor().execute(add('6f1c1a52-0000-5000-8000-000000000000', 'x', { label: 'B' }, { ifMatch: 0 }))).toEqual({ outcome: 'precondition-failed', revision: -1 }));
    it('get the old receipt for a command that was recorded', async () => {
      const desk = openDesk();
      const folder = await opened(desk);
      const first = receiptOf(await desk.executor().execute(add(folder, 'x', { label: 'B' }, { ifMatch: 0 })));
      await desk.executor().execute(add(folder, 'y', { label: 'C' }));
      expect(receiptOf(await desk.executor().execute(add(folder, 'x', { label: 'B' }, { ifMatch: 0 })))).toEqual(first);
    });
  });
});

describe('appending', () => {
  it('states that there is no stream, or its exact revision, and derives every event id from the bytes', async () => {
    const calls: unknown[] = [];
    const store = appending(openInMemoryEventStore(), (append, stream, expected, events) => {
      calls.push(expected);
      expect(events.map(({ id }) => id)).toEqual(events.map(({ text }) => uuidV5(sha1, text)));
      return append(stream, expected, events);
    });
    const desk = openDesk({ store });
    const folder = receiptOf(await desk.executor().execute(open('k'))).id;
    for (const label of ['B', 'C']) await desk.executor().execute(add(folder, label, { label, times: 2 }));
    expect(calls).toEqual(['none', 0, 2]);
  });
});

describe('a person whose key was destroyed', () => {
  it('has nothing personal recorded, and repeats are answered without being compared', async () => {
    const keys = openInMemoryKeyStore();
    const desk = openDesk({ keys });
    const first = receiptOf(await desk.executor().execute(open('k')));
    await keys.destroyKey(first.id);
    expect(await desk.executor().execute(add(first.id, 'x', { label: 'B' }))).toEqual({ outcome: 'refused', refusal: { code: 'KEY_DESTROYED' } });
    expect(receiptOf(await desk.executor().execute(open('k', { label: 'other' })))).toEqual(first);
  });
  it('is refused also when no event was recorded before', async () => {
    const keys = openInMemoryKeyStore();
    const commandId = commandIdOf(sha1, { actor: 'chi.lan', context: 'folders', operation: 'open', target: '', key: 'k' });
    await keys.destroyKey(openedStreamOf(sha1, commandId));
    expect(await openDesk({ keys }).executor().execute(open('k'))).toEqual({ outcome: 'refused', refusal: { code: 'KEY_DESTROYED' } });
  });
});

describe('what cannot be recorded', () => {
  const writes = async (desk: Desk) => (await envelopesIn(desk.store)).length;

  it('is refused with its size when an event is over the limit', async () => {
    const claimed: string[] = [];
    const desk = openDesk();
    expect(await desk.executor({ claim: async ({ id }) => void claimed.push(id), catalogue: lenient }).execute(open('k', { label: 'A', note: 'ữ'.repeat(30_000) })))
      .toMatchObject({ outcome: 'refused', refusal: { code: 'EVENT_TOO_LARGE', most: 65_535, bytes: expect.any(Number) } });
    expect(claimed).toEqual([]);
    expect(await writes(desk)).toBe(0);
  });
  it('is refused when a text is no text', async () => {
    const desk = openDesk();
    expect(await desk.executor().execute(open('k', { label: 'A', note: 'x\ud800' }))).toMatchObject({ outcome: 'refused', refusal: { code: 'TEXT_NOT_RECORDABLE' } });
    expect(await writes(desk)).toBe(0);
  });
  it('is a defect when a decider makes an event against its own definition', async () => {
    const desk = openDesk();
    await expect(desk.executor().execute(open('k', { label: 'two words' }))).rejects.toMatchObject({ name: 'MalformedEvent', message: 'FolderOpened.label: must be code' });
    await expect(desk.executor().execute(open('k', { label: 'A', note: 'ệ'.normalize('NFD') }))).rejects.toMatchObject({ name: 'MalformedEvent' });
    expect(await writes(desk)).toBe(0);
  });
  const anything = { describe: 'anything', isOptional: true, accepts: (_: unknown): _ is unknown => true };
  const lenient = {
    get: (type: string) => ({ type, schema: 1, act: '', fields: { actId: anything, label: anything, title: anything }, personal: { note: anything } }),
    read: () => { throw new Error('nothing is read'); },
  };
});

describe('deciding anew what was prepared too long ago', () => {
  it('sends no bytes older than 30 s', async () => {
    const desk = openDesk();
    let now = 0;
    let prepared = 0;
    const slow = desk.executor(
      { prepare: async ({ ids }) => { prepared += 1; now += prepared === 1 ? 31_000 : 0; return { context: { ids }, reliedOn: -1 }; } },
      { clock: { now: () => atMs + now }, patience: { now: () => now, pause: () => Promise.resolve() } },
    );
    receiptOf(await slow.execute(open('k')));
    expect(prepared).toBe(2);
    expect((await envelopesIn(desk.store)).map(({ recordedAt }) => Date.parse(recordedAt))).toEqual([atMs + 31_000]);
  });
});

describe('reading a stream that does not hold together', () => {
  it('stops', async () => {
    const desk = openDesk();
    const { id, stream } = receiptOf(await desk.executor().execute(open('k')));
    await desk.store.append(stream, 0, [{ id: 'x', type: 'LabelAdded', text: '{}' }]);
    await expect(desk.executor().execute(add(id, 'x', { label: 'B' }))).rejects.toMatchObject({ name: 'CorruptHistory' });
  });
});
