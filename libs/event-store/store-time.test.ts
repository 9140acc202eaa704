import { event } from './event-store.fixtures.js';
import { openInMemoryEventStore } from './in-memory/in-memory-event-store.js';
import { ClockOff, keepTime, newestRecordedMs, notBefore, refusingOffTime, type StoreTime } from './store-time.js';

const being = (aheadMs: number, name = 'store'): StoreTime => ({ name, aheadMs: () => Promise.resolve(aheadMs) });
const still = () => 0;
const away: StoreTime = { name: 'away', aheadMs: () => Promise.reject(new Error('no answer')) };

describe('writing with a clock that is not the store’s', () => {
  it.each([[5_001, '5.0 s ahead of the store'], [-5_001, '5.0 s behind the store'], [86_400_000, '86400.0 s ahead of the store']])('is refused at %s ms, with nothing written', async (aheadMs, words) => {
    const store = openInMemoryEventStore();
    const refusing = refusingOffTime(store, keepTime([being(aheadMs)], still));
    await expect(refusing.append('a', 'none', [event(0)])).rejects.toThrow(ClockOff);
    await expect(refusing.append('a', 'none', [event(0)])).rejects.toThrow(words);
    expect(await refusing.head()).toBe(-1);
  });
  it.each([[5_000], [-5_000], [0]])('is accepted at %s ms', async (aheadMs) => {
    const refusing = refusingOffTime(openInMemoryEventStore(), keepTime([being(aheadMs)], still));
    await refusing.append('a', 'none', [event(0)]);
    expect(await refusing.head()).toBe(0);
  });
  it('is judged by the store that is furthest off, and not by one that does not answer', async () => {
    await expect(keepTime([being(1_000), away, being(-7_000, 'event store'), being(6_000)], still).require()).rejects.toMatchObject({ difference: { store: 'event store', aheadMs: -7_000 } });
    await expect(keepTime([away], still).require()).resolves.toBeUndefined();
    await expect(keepTime([], still).require()).resolves.toBeUndefined();
  });
  it('is looked at anew after two seconds, and accepted once the clock is set', async () => {
    let [nowMs, aheadMs, asked] = [0, 9_000, 0];
    const time = keepTime([{ name: 'store', aheadMs: async () => ((asked += 1), aheadMs) }], () => nowMs);
    await expect(time.require()).rejects.toThrow(ClockOff);
    aheadMs = 0;
    nowMs = 1_999;
    await expect(time.require()).rejects.toThrow(ClockOff);
    expect(asked).toBe(1);
    nowMs = 2_000;
    await expect(time.require()).resolves.toBeUndefined();
  });
});

describe('knowing the time of the newest event alone', () => {
  const nowMs = Date.parse('2026-11-24T00:00:00Z');
  const clock = { now: () => nowMs };
  it.each<[string, number | undefined, number]>([['earlier', nowMs - 1_000_000, 0], ['later', nowMs + 7_000, -7_000], ['unknown', undefined, 0]])('tells how far now is behind one that is %s', async (_, newest, aheadMs) =>
    expect(await notBefore('log', () => Promise.resolve(newest), clock).aheadMs()).toBe(aheadMs));
  it('takes what the last event says, and nothing of one that says nothing', async () => {
    const store = openInMemoryEventStore();
    expect(await newestRecordedMs(store)).toBeUndefined();
    await store.append('a', 'none', [event(0, '{"data":{"recordedAt":"2030-01-01T00:00:00.000Z"},"recordedAt":"2026-11-24T00:00:00.000Z"}')]);
    expect(await newestRecordedMs(store)).toBe(nowMs);
    for (const [at, text] of ['{"recordedAt":"soon"}', '{}'].entries()) {
      await store.append(`b-${at}`, 'none', [event(at + 1, text)]);
      expect(await newestRecordedMs(store)).toBeUndefined();
    }
  });
});
