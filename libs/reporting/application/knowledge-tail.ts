import type { KeyStore } from '../../key-store/key-store.port.js';
import { openFields, SealBroken } from '../../key-store/sealing.js';
import type { LogIndex } from '../../kernel/log.js';
import type { LiveGenerations } from '../../projection-engine/progress.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
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

/** Keeps what is known in memory in step with the ledger's documents, by index. */
export class KnowledgeTail {
  #running: Promise<void> | undefined;
  #isBehind = false;
  #failure: Error | undefined;
  /** Only while entries are taken in: a key that is destroyed must not live on here. */
  readonly #keys = new Map<string, Uint8Array>();

  #generation: number | undefined;

  /** @param live which of the ledger's documents answers are given from; after a switch they are read anew, from the first on, while the old ones still answer */
  constructor(private readonly knowledge: Knowledge, private readonly readStore: ReadStore, private readonly keys: NameKeys, private readonly live?: LiveGenerations) {
    this.#generation = this.#liveGeneration();
  }

  /** Takes in everything that the documents hold. Names are opened with the keys there are. */
  async load(): Promise<void> {
    for await (const page of this.keys.keys()) for (const { person, key } of page) this.#keys.set(person, key);
    await this.follow();
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
    const generation = this.#liveGeneration();
    const target = generation === this.#generation ? this.knowledge : this.knowledge.anew();
    await this.#readInto(target, generation);
    if (target === this.knowledge) return;
    this.#generation = generation;
    this.knowledge.becomes(target);
  }

  async #readInto(target: Knowledge, generation: number | undefined): Promise<void> {
    const snapshot = await this.readStore.snapshot({ ...ledgerProjection, ...(generation === undefined ? {} : { generation }) });
    try {
      for (let next: LogIndex = target.index + 1; next <= snapshot.checkpoint.index; next = target.index + 1) {
        const { items } = await snapshot.find({ collection: entries, from: blockKey(next), limit: blocksAtOnce });
        const found = items.flatMap(({ document }) => (document as EntryBlock).entries).filter(({ index }) => index >= next); // Only the ledger projection writes the collection.
        if (found.length === 0) throw new Error(`the ledger's documents end before index ${next}, its checkpoint is ${snapshot.checkpoint.index}`);
        await this.#fetchKeys(found);
        this.#take(target, found);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      await snapshot.close();
    }
  }

  /** An entry taken in halfway cannot be taken back: from then on nothing is answered. */
  #take(target: Knowledge, found: readonly LedgerEntry[]): void {
    try {
      for (const entry of found) target.take(entry, this.#openName);
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  async #fetchKeys(found: readonly LedgerEntry[]): Promise<void> {
    for (const { official, registered } of found) {
      if (official === undefined || !registered?.sealed || this.#keys.has(official)) continue;
      const key = await this.keys.findKey(official);
      if (key) this.#keys.set(official, key);
    }
  }

  /** A name that its key does not open stays sealed: no number depends on it. */
  readonly #openName: OpenName = (official, { sealed, revision }) => {
    const key = this.#keys.get(official);
    if (!key || !sealed) return undefined;
    try {
      return openFields(key, sealingContext(`official-${official}`, revision), sealed)['name'];
    } catch (error) {
      if (error instanceof SealBroken) return undefined;
      throw error;
    }
  };
}
