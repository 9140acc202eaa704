import { KeyStoreUnavailable, type KeyStore } from '../../key-store/key-store.port.js';
import { openFields, SealBroken } from '../../key-store/sealing.js';
import { nothingKnown, type LogIndex } from '../../kernel/log.js';
import type { LiveGenerations } from '../../projection-engine/progress.js';
import { ReadStoreUnavailable, type ProjectionSpec, type ReadStore } from '../../read-store/read-store.port.js';
import { sealingContext } from '../../commands/recording.js';
import { blockKey, type EntryBlock, type LedgerEntry } from '../read-models/ledger-entry.js';
import { entries, ledgerProjection } from '../read-models/ledger-projection.js';
import type { Knowledge, OpenName } from './knowledge.js';

/** Where the keys of names are found. */
export type NameKeys = Pick<KeyStore, 'keys' | 'findKey'>;
/** For who knows what is known without names: the command side needs none. */
export const noNames: NameKeys = { keys: async function* () {}, findKey: () => Promise.resolve(undefined) };

/** Blocks of entries taken in before others get their turn. */
const blocksAtOnce = 64;
/** How often documents that are behind the known ones are read on before they are taken as they are. */
const roundsMax = 10;

/** Keeps what is known in memory in step with the ledger's documents, by index. */
export class KnowledgeTail {
  #running: Promise<void> | undefined;
  #isBehind = false;
  #failure: Error | undefined;
  /** Only while entries are taken in: a key that is destroyed must not live on here. */
  readonly #keys = new Map<string, Uint8Array>();

  #adopting: Promise<void> | undefined;

  /** @param live which of the ledger's documents answers are given from; after a switch they are read anew, from the first on, while the old ones are kept up and answer */
  constructor(private readonly knowledge: Knowledge, private readonly readStore: ReadStore, private readonly keys: NameKeys, private readonly live?: LiveGenerations) {}

  /** Takes in everything that the documents hold. Names are opened with the keys there are. */
  async load(): Promise<void> {
    await this.#fetchAll(this.#keys);
    await this.follow();
  }

  /** Other documents are live than those that are known: `follow` begins to read them. */
  get isToAdopt(): boolean {
    return this.knowledge.generation !== this.#liveGeneration();
  }

  /** Settles when no other documents are being read. */
  async adopted(): Promise<void> {
    await this.#adopting;
  }

  /**
   * Catches up with the documents; calls while one is under way share it. A store that could not be read is asked again at the next call.
   * @throws ReadStoreUnavailable, KeyStoreUnavailable; what stopped an earlier call at an entry that cannot be taken in
   */
  async follow(): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#isBehind = true;
    this.#running ??= this.#catchUp().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #catchUp(): Promise<void> {
    try {
      while (this.#isBehind) {
        this.#isBehind = false;
        await this.#takeNew();
      }
    } finally {
      this.#keys.clear();
    }
  }

  #liveGeneration(): number | undefined {
    return this.live?.liveGeneration(ledgerProjection.name);
  }

  async #takeNew(): Promise<void> {
    if (this.knowledge.index === nothingKnown) this.knowledge.becomes(this.knowledge.anew(this.#liveGeneration()));
    if (this.isToAdopt)
      this.#adopting ??= this.#adopt(this.#liveGeneration()).finally(() => {
        this.#adopting = undefined;
      });
    // Others may take the place of those that are read meanwhile: what comes of them then is no business of the new ones.
    await this.#readInto(this.knowledge.pinned(), this.#keys);
    // In step but for a moment; who has been promised more waits until the new ones are read.
    if (this.#adopting && this.knowledge.index < (await this.#liveIndex())) await this.#adopting;
  }

  /** Reads the documents of another generation beside those that answer, and takes them over all at once. */
  async #adopt(generation: number | undefined): Promise<void> {
    const keys = new Map<string, Uint8Array>();
    const next = this.knowledge.anew(generation);
    try {
      await this.#fetchAll(keys);
      await this.#readInto(next, keys);
      // What came while it was read; a generation that was rolled back to may be behind for good.
      for (let rounds = 0; next.index < this.knowledge.index && rounds < roundsMax; rounds += 1) await this.#readInto(next, keys);
    } catch (error) {
      // It is begun anew at the next call: until then the old ones answer.
      if (error instanceof ReadStoreUnavailable || error instanceof KeyStoreUnavailable) return;
      this.#failure = error instanceof Error ? error : new Error(String(error));
      return;
    } finally {
      keys.clear();
    }
    if (generation !== this.#liveGeneration()) return;
    this.knowledge.becomes(next);
    this.#isBehind = true;
  }

  async #liveIndex(): Promise<LogIndex> {
    return (await this.readStore.checkpoint(ofGeneration(this.#liveGeneration()))).index;
  }

  async #readInto(target: Knowledge, keys: Map<string, Uint8Array>): Promise<void> {
    const snapshot = await this.readStore.snapshot(ofGeneration(target.generation));
    try {
      for (let next: LogIndex = target.index + 1; next <= snapshot.checkpoint.index; next = target.index + 1) {
        const { items } = await snapshot.find({ collection: entries, from: blockKey(next), limit: blocksAtOnce });
        const found = items.flatMap(({ document }) => (document as EntryBlock).entries).filter(({ index }) => index >= next); // Only the ledger projection writes the collection.
        if (found.length === 0) throw new Error(`the ledger's documents end before index ${next}, its checkpoint is ${snapshot.checkpoint.index}`);
        await this.#fetchKeys(found, keys);
        this.#take(target, found, keys);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      await snapshot.close();
    }
  }

  /** An entry taken in halfway cannot be taken back: from then on nothing is answered. */
  #take(target: Knowledge, found: readonly LedgerEntry[], keys: ReadonlyMap<string, Uint8Array>): void {
    try {
      for (const entry of found) target.take(entry, openNameWith(keys));
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  async #fetchAll(keys: Map<string, Uint8Array>): Promise<void> {
    for await (const page of this.keys.keys()) for (const { person, key } of page) keys.set(person, key);
  }

  async #fetchKeys(found: readonly LedgerEntry[], keys: Map<string, Uint8Array>): Promise<void> {
    for (const { official, registered } of found) {
      if (official === undefined || !registered?.sealed || keys.has(official)) continue;
      const key = await this.keys.findKey(official);
      if (key) keys.set(official, key);
    }
  }
}

const ofGeneration = (generation: number | undefined): ProjectionSpec => ({ ...ledgerProjection, ...(generation === undefined ? {} : { generation }) });

/** A name that its key does not open stays sealed: no number depends on it. */
const openNameWith = (keys: ReadonlyMap<string, Uint8Array>): OpenName => (official, { sealed, revision }) => {
  const key = keys.get(official);
  if (!key || !sealed) return undefined;
  try {
    return openFields(key, sealingContext(`official-${official}`, revision), sealed)['name'];
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
};
