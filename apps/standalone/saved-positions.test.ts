import type { SavedPlace } from '../../libs/event-store/eventstoredb/saved-positions.js';
import { openInMemoryReadStore } from '../../libs/read-store/in-memory/in-memory-read-store.js';
import { savedPositionsIn } from './saved-positions.js';

/** A log of so many events, three bytes apart on average, in a file that others write to as well. */
const place = (count: number, searchedTo = BigInt(count) * 900n): SavedPlace => ({
  positions: BigUint64Array.from({ length: count }, (_, index) => 2n ** 41n + BigInt(index) * 731n + BigInt(index % 7)),
  lastId: count === 0 ? undefined : `event-${count}`,
  searchedTo: { position: searchedTo, id: `record-${searchedTo}` },
});

describe('keeping the place in a searched log beside the read models', () => {
  it('gives nothing before the first save', async () => {
    expect(await (await savedPositionsIn(openInMemoryReadStore(), 'parity')).load()).toBeUndefined();
  });
  it.each([[0], [1], [4_095], [4_096], [4_097], [9_000]])('gives back a log of %i events as it was saved', async (count) => {
    const store = openInMemoryReadStore();
    await (await savedPositionsIn(store, 'parity')).save(place(count));
    expect(await (await savedPositionsIn(store, 'parity')).load()).toEqual(place(count));
  });
  it('goes on from any save to any later one, also by another process', async () => {
    const store = openInMemoryReadStore();
    for (const count of [0, 3, 4_090, 4_100, 12_288, 12_288, 20_000]) {
      const saving = await savedPositionsIn(store, 'parity');
      await saving.save(place(count));
      expect(await saving.load()).toEqual(place(count));
    }
  });
  it('keeps how far was searched also where nothing was found', async () => {
    const positions = await savedPositionsIn(openInMemoryReadStore(), 'parity');
    await positions.save(place(5));
    await positions.save(place(5, 77_777n));
    expect((await positions.load())?.searchedTo.position).toBe(77_777n);
  });
  it('lets the one that was faster be, and saves again from there', async () => {
    const store = openInMemoryReadStore();
    const [slow, fast] = [await savedPositionsIn(store, 'parity'), await savedPositionsIn(store, 'parity')];
    await fast.save(place(8_200));
    await slow.save(place(4_000));
    expect(await slow.load()).toEqual(place(8_200));
    await slow.save(place(4_001));
    await slow.save(place(8_300));
    expect(await fast.load()).toEqual(place(8_300));
  });
  it('tells logs apart', async () => {
    const store = openInMemoryReadStore();
    await (await savedPositionsIn(store, 'parity')).save(place(5));
    expect(await (await savedPositionsIn(store, 'other')).load()).toBeUndefined();
  });
});
