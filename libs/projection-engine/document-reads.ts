import type { LogIndex } from '../kernel/log.js';
import { CheckpointConflict, type Document, type ProjectionSpec, type ReadSnapshot, type ReadStore } from '../read-store/read-store.port.js';
import type { IdentityMap } from './identity-map.js';
import type { Scheduler } from './scheduler.js';

export const keysAtOnceMax = 1_000;

/** What a batch asks for, read from one snapshot into the identity map. */
export class DocumentReads {
  private snapshot: ReadSnapshot | undefined;

  /** @param standsAt where the stored documents are believed to stand */
  constructor(
    private readonly projection: ProjectionSpec,
    private readonly around: { readonly readStore: ReadStore; readonly scheduler: Scheduler },
    private readonly map: IdentityMap,
    private readonly standsAt: () => LogIndex,
  ) {}

  /** @throws CheckpointConflict, ReadStoreUnavailable */
  async learnAll(unknown: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    for (const [collection, wanted] of unknown) {
      const keys = [...wanted].sort();
      for (let start = 0; start < keys.length; start += keysAtOnceMax) {
        await this.learn(collection, keys.slice(start, start + keysAtOnceMax));
        if (start > 0) await this.around.scheduler.turn();
      }
    }
  }

  /** @throws CheckpointConflict, ReadStoreUnavailable */
  async learn(collection: string, keys: readonly string[]): Promise<void> {
    const found = await this.read(collection, keys);
    for (const key of keys) this.map.learn(collection, key, found.get(key));
  }

  async close(): Promise<void> {
    const snapshot = this.snapshot;
    this.snapshot = undefined;
    await snapshot?.close();
  }

  /** Before the first event there is nothing to read; that it still is so shows at the commit. */
  private async read(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, Document>> {
    const expected = this.standsAt();
    if (expected === -1) return new Map();
    this.snapshot ??= await this.around.readStore.snapshot(this.projection);
    const { index } = this.snapshot.checkpoint;
    if (index !== expected) throw new CheckpointConflict(this.projection.name, expected, index);
    return this.snapshot.getMany(collection, keys);
  }
}
