import fc from 'fast-check';
import { canonicalJson, NotCanonical } from '../kernel/canonical-json.js';
import { appendsAsModelled } from './append-model.contract.js';
import { collect, event, events, textsOf, type OpenedStore } from './event-store.fixtures.js';
import { appendBytesMax, AppendTooLarge, RevisionConflict, StoreUnavailable, type EventStore, type ExpectedRevision } from './event-store.port.js';
import { describeFollowing } from './following.contract.js';

/** Bytes that are left for the text of one event of this type; a text of so many bytes, most of them in characters of three. */
const room = appendBytesMax - 2 * event(1).type.length;
const ofBytes = (bytes: number) => `{"x":"${'ế'.repeat(Math.floor((bytes - 8) / 3))}${'x'.repeat((bytes - 8) % 3)}"}`;

/** What every adapter of the event store does. `openFresh` opens a new, empty log for one test. */
export const describeEventStore = (adapter: string, openFresh: () => Promise<OpenedStore>): void => {
  let opened: OpenedStore;
  let store: EventStore;
  beforeEach(async () => {
    opened = await openFresh();
    store = opened.store;
  });
  afterEach(() => store.close());

  describe(`appending to the ${adapter} event store`, () => {
    const missing = 'a stream without events';
    const present = 'a stream at revision 1';
    it.each<[string, ExpectedRevision, 'accepted' | { actual: number | 'none' }]>([
      [missing, 'none', 'accepted'],
      [missing, 'any', 'accepted'],
      [missing, 'exists', { actual: 'none' }],
      [missing, 0, { actual: 'none' }],
      [missing, 7, { actual: 'none' }],
      [present, 1, 'accepted'],
      [present, 'any', 'accepted'],
      [present, 'exists', 'accepted'],
      [present, 'none', { actual: 1 }],
      [present, 0, { actual: 1 }],
      [present, 2, { actual: 1 }],
    ])('to %s expected at %s is %j', async (stream, expected, outcome) => {
      await store.append('other', 'none', [event(1)]);
      if (stream === present) await store.append('a', 'none', events(2, 2));
      const head = await store.head();
      const appending = store.append('a', expected, [event(9)]);
      if (outcome === 'accepted') {
        expect(await appending).toMatchObject({ revision: stream === present ? 2 : 0, isRepeat: false });
        expect((await textsOf(store.readStream('a'))).at(-1)).toBe(event(9).text);
      } else {
        await expect(appending).rejects.toThrow(RevisionConflict);
        await expect(appending).rejects.toMatchObject({ stream: 'a', expected, actual: outcome.actual });
      }
      expect(await store.head()).toBe(outcome === 'accepted' ? head + 1 : head);
    });

    it.each<[ExpectedRevision]>([['none'], ['any'], ['exists'], [1]])('answers the same events again at %s as the first time, and writes nothing', async (expected) => {
      if (expected !== 'none') await store.append('a', 'none', events(1, 2));
      const first = await store.append('a', expected, events(5, 3));
      await store.append('a', first.revision, [event(8)]);
      await store.append('b', 'none', [event(9)]);
      const head = await store.head();
      expect(await store.append('a', expected, events(5, 3))).toEqual({ ...first, isRepeat: true });
      expect(await store.append('a', expected, events(5, 2))).toMatchObject({ revision: first.revision - 1, isRepeat: true });
      expect(await store.head()).toBe(head);
    });
    it.each<[string, ExpectedRevision, readonly number[]]>([
      ['with another event behind the known ones', 'none', [1, 2, 3]],
      ['with another event behind the known ones', 0, [2, 3]],
      ['with another event before the known one', 'none', [3, 2]],
      ['in another order', 'none', [2, 1]],
      ['at another revision', 'none', [2]],
      ['with another event behind the known ones', 'any', [2, 3]],
    ])('refuses a batch %s (%s)', async (_, expected, ids) => {
      await store.append('a', 'none', events(1, 2));
      await expect(store.append('a', expected, ids.map((n) => event(n)))).rejects.toMatchObject({ name: 'RevisionConflict', actual: 1 });
      expect(await store.head()).toBe(1);
    });
    it('takes an id of another stream, and one the stream holds elsewhere, as a new event', async () => {
      await store.append('a', 'none', [event(1)]);
      expect(await store.append('b', 'none', [event(1)])).toMatchObject({ revision: 0, isRepeat: false });
      expect(await store.append('a', 0, [event(1)])).toMatchObject({ revision: 1, isRepeat: false });
    });
    it('compares ids and not texts', async () => {
      await store.append('a', 'none', [event(1, '{}')]);
      await expect(store.append('a', 'none', [event(2, '{}')])).rejects.toThrow(RevisionConflict);
    });
    it('keeps an id twice in a batch as two events, and knows the batch again', async () => {
      const twice = [event(1), event(1)];
      expect(await store.append('a', 'none', twice)).toMatchObject({ revision: 1, isRepeat: false });
      expect(await store.append('a', 'none', twice)).toMatchObject({ revision: 1, isRepeat: true });
    });
    it('lets exactly one of several in that believe the same', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => store.append('a', 'none', [event(n)])));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.head()).toBe(0);
    });
    it('appends concurrently, and a conflict disturbs no other', async () => {
      const expectations = Array.from({ length: 50 }, (_, n): ExpectedRevision => (n % 5 === 0 ? 3 : 'none'));
      const outcomes = await Promise.allSettled(expectations.map((expected, n) => store.append(`s${n}`, expected, [event(n)])));
      expect(outcomes.map(({ status }) => status)).toEqual(expectations.map((expected) => (expected === 'none' ? 'fulfilled' : 'rejected')));
      expect(await store.head()).toBe(39);
    });
    it('does what a list would do, over any run of appends', () => fc.assert(appendsAsModelled(async () => (await openFresh()).store), { numRuns: 25 }));
    it('takes the events as they were when asked', async () => {
      const batch = events(1, 2);
      const appending = store.append('a', 'none', batch);
      batch.pop();
      expect(await appending).toMatchObject({ revision: 1 });
    });
  });

  describe(`refusing what the ${adapter} event store cannot keep`, () => {
    it.each([
      ['an empty batch', [], RangeError],
      ['half a surrogate pair', [event(1, '{"x":"\ud800"}')], NotCanonical],
      ['U+0000', [event(1, '{"x":"\0"}')], NotCanonical],
      ['half a surrogate pair in the type', [{ ...event(1), type: '\udfff' }], NotCanonical],
      ['text without anything', [event(1, '')], NotCanonical],
      ['text that is no object', [event(1, '"x"')], NotCanonical],
      ['one byte too many in one event', [event(1, ofBytes(room + 1))], AppendTooLarge],
      ['bytes, not characters, too many over a batch', [event(1, `{"x":"${'ế'.repeat(200_000)}"}`), event(2, `{"x":"${'ế'.repeat(160_000)}"}`)], AppendTooLarge],
    ])('refuses %s and writes nothing', async (_, batch, error) => {
      await expect(store.append('a', 'none', batch)).rejects.toThrow(error);
      await expect(store.append('a', 'none', [event(3), ...batch, event(4)].slice(0, batch.length === 0 ? 0 : undefined))).rejects.toThrow(error);
      expect(await store.head()).toBe(-1);
    });
    it.each([['\ud800'], ['a\0b'], ['']])('refuses the stream name %j', async (stream) => {
      await expect(store.append(stream, 'none', [event(1)])).rejects.toThrow(NotCanonical);
    });
    it.each([[-1], [0.5], [Number.NaN]])('refuses the expected revision %s', async (expected) => {
      await expect(store.append('a', expected, [event(1)])).rejects.toThrow(RangeError);
    });
    it('takes as many bytes in one append as it says it does', async () => {
      const text = ofBytes(room);
      await store.append('a', 'none', [event(1, text)]);
      expect(await textsOf(store.readStream('a'))).toEqual([text]);
    });
    it('refuses everything once closed', async () => {
      await store.close();
      await expect(store.append('a', 'none', [event(1)])).rejects.toThrow(StoreUnavailable);
      await expect(store.head()).rejects.toThrow(StoreUnavailable);
      await expect(collect(store.readAll())).rejects.toThrow(StoreUnavailable);
    });
  });

  describe(`reading the ${adapter} event store`, () => {
    it('reads nothing of an empty log and of a stream that is not there', async () => {
      expect(await store.head()).toBe(-1);
      expect(await collect(store.readAll())).toEqual([]);
      expect(await collect(store.readAll({ direction: 'backwards' }))).toEqual([]);
      expect(await collect(store.readStream('a'))).toEqual([]);
      expect(await collect(store.readStream('a', { direction: 'backwards' }))).toEqual([]);
    });
    it('gives back every character as it went in', async () => {
      const texts = [
        { nfc: 'Huế', nfd: 'Huế'.normalize('NFD'), emoji: '👩🏽‍💼', line: '\u2028', control: '\u0001', zero: '\\u0000' },
        { small: 1e-7, float: 0.1, most: 2 ** 53 - 1, none: null, list: [[], {}, ''], '': 'no name', 'Z before a': true, ['__proto__']: 1 },
      ].map((value) => canonicalJson(value));
      await store.append('official-Đặng', 'none', texts.map((text, n) => event(n + 1, text)));
      const read = await collect(store.readStream('official-Đặng'));
      expect(read.map((stored) => stored.text)).toEqual(texts);
      expect(read[0]).toMatchObject({ index: 0, stream: 'official-Đặng', revision: 0, type: 'Type1' });
    });
    it('counts index and revision from 0 in the order of appending', async () => {
      await store.append('a', 'none', events(0, 2));
      await store.append('b', 'none', events(2, 1));
      const last = await store.append('a', 1, events(3, 2));
      const read = await collect(store.readAll());
      expect(read.map(({ index, stream, revision }) => [index, stream, revision])).toEqual([[0, 'a', 0], [1, 'a', 1], [2, 'b', 0], [3, 'a', 2], [4, 'a', 3]]);
      expect(read.at(-1)?.position).toBe(last.position);
      expect(new Set(read.map(({ position }) => position)).size).toBe(5);
      expect(last.index ?? 4).toBe(4);
    });
    it.each<[object, readonly number[]]>([
      [{}, [0, 1, 2, 3, 4]],
      [{ from: 3 }, [3, 4]],
      [{ from: 5 }, []],
      [{ from: 1, limit: 2 }, [1, 2]],
      [{ limit: 0 }, []],
      [{ limit: 99 }, [0, 1, 2, 3, 4]],
      [{ direction: 'backwards' }, [4, 3, 2, 1, 0]],
      [{ direction: 'backwards', from: 2 }, [2, 1, 0]],
      [{ direction: 'backwards', from: 99, limit: 2 }, [4, 3]],
      [{ direction: 'backwards', from: -1 }, []],
    ])('reads %j of the log and of a stream', async (range, expected) => {
      await store.append('a', 'none', events(0, 5));
      const { from, ...rest } = { from: undefined, ...range };
      expect((await collect(store.readStream('a', range))).map(({ revision }) => revision)).toEqual(expected);
      expect((await collect(store.readAll({ ...rest, ...(from === undefined ? {} : { fromIndex: from }) }))).map(({ index }) => index)).toEqual(expected);
    });
    it('reads a log of several pages whole, both ways', async () => {
      const batches = Array.from({ length: 5 }, (_, at) => events(at * 500, 500));
      for (const [at, batch] of batches.entries()) await store.append('a', at === 0 ? 'none' : at * 500 - 1, batch);
      const texts = batches.flat().map(({ text }) => text);
      expect(await textsOf(store.readAll())).toEqual(texts);
      expect(await textsOf(store.readStream('a', { direction: 'backwards' }))).toEqual(texts.toReversed());
      expect(await textsOf(store.readAll({ fromIndex: 700, limit: 1_500 }))).toEqual(texts.slice(700, 2_200));
    });
  });

  describeFollowing(adapter, () => opened);
};
