import type { SavedPlace, SavedPositions } from '../../libs/event-store/eventstoredb/saved-positions.js';
import { CheckpointConflict, type Document, type ProjectionSpec, type ReadSnapshot, type ReadStore, type Write } from '../../libs/read-store/read-store.port.js';

const collection = 'places';
const spec = (log: string): ProjectionSpec => ({ name: `searched-${log}`, version: 1, collections: [{ name: collection, indexes: {} }] });
const blockSize = 4_096;
const blocksAtOnce = 64;
const placeKey = 'place';
const blockKey = (block: number) => `block-${block}`;

/** Positions as their differences in base 36: a tenth of what they are as numbers. */
const packed = (positions: BigUint64Array): string => {
  let before = 0n;
  return Array.from(positions, (position) => {
    const step = position - before;
    before = position;
    return step.toString(36);
  }).join(' ');
};
const unpacked = (text: string): bigint[] => {
  let position = 0;
  // Differences and their sums within a block lie far below 2^53: a server's log of 9,000 terabytes.
  return text.split(' ').map((step) => BigInt((position += Number.parseInt(step, 36))));
};

type StoredPlace = { readonly count: number; readonly lastId: string | null; readonly position: string; readonly id: string };
const isPlace = (document: Document | undefined): document is StoredPlace =>
  typeof document?.count === 'number' && typeof document.position === 'string' && typeof document.id === 'string';

const loadPositions = async (snapshot: ReadSnapshot, count: number): Promise<BigUint64Array | undefined> => {
  const positions = new BigUint64Array(count);
  const keys = Array.from({ length: Math.ceil(count / blockSize) }, (_, block) => blockKey(block));
  for (let first = 0; first < keys.length; first += blocksAtOnce) {
    const asked = keys.slice(first, first + blocksAtOnce);
    const blocks = await snapshot.getMany(collection, asked);
    for (const [at, key] of asked.entries()) {
      const block = blocks.get(key)?.positions;
      if (typeof block !== 'string') return undefined;
      positions.set(unpacked(block).slice(0, count - (first + at) * blockSize), (first + at) * blockSize);
    }
  }
  return positions;
};

/** Keeps beside the read models how far the server's log was searched. Several processes may save: what they find is the same, and the first to save a stretch wins. */
export const savedPositionsIn = async (store: ReadStore, log: string): Promise<SavedPositions> => {
  const projection = spec(log);
  await store.declare(projection);
  let saved = (await store.checkpoint(projection)).index + 1;

  const load = async (): Promise<SavedPlace | undefined> => {
    const snapshot = await store.snapshot(projection);
    try {
      const place = await snapshot.get(collection, placeKey);
      const positions = isPlace(place) ? await loadPositions(snapshot, place.count) : undefined;
      if (!isPlace(place) || !positions) return undefined;
      return { positions, lastId: place.lastId ?? undefined, searchedTo: { position: BigInt(place.position), id: place.id } };
    } finally {
      await snapshot.close();
    }
  };
  const save = async ({ positions, lastId, searchedTo }: SavedPlace): Promise<void> => {
    const count = positions.length;
    if (count < saved) return;
    const document: StoredPlace = { count, lastId: lastId ?? null, position: String(searchedTo.position), id: searchedTo.id };
    const writes: Write[] = [{ collection, key: placeKey, document }];
    for (let block = Math.floor(saved / blockSize); block * blockSize < count; block += 1)
      writes.push({ collection, key: blockKey(block), document: { positions: packed(positions.subarray(block * blockSize, (block + 1) * blockSize)) } });
    try {
      await store.commit(projection, { expected: saved - 1, next: count - 1, writes });
      saved = count;
    } catch (error) {
      if (!(error instanceof CheckpointConflict)) throw error;
      saved = error.actual + 1;
    }
  };
  return { load, save };
};
