import { canonicalJson } from '../../libs/kernel/canonical-json.js';
import { isUndecodable } from '../../libs/projection-engine/decode.js';
import type { Documents, Projection } from '../../libs/projection-engine/projection.js';
import type { Document, ProjectionSpec, ReadStore, Write } from '../../libs/read-store/read-store.port.js';
import type { DomainEvent } from '../../libs/reporting/read-models/ledger-projection.js';
import type { Chronicle } from './chronicle.js';

/** What the documents must be: the projection's handler over the true log in a plain map, without batches, stores, checkpoints or retries. */
export class PureFold {
  index = -1;
  readonly documents = new Map<string, Document>();

  constructor(readonly projection: Projection<DomainEvent>, private readonly chronicle: Chronicle) {}

  upTo(index: number): void {
    const documents: Documents = {
      load: <Shape extends Document>(collection: string, key: string) => this.documents.get(`${collection}/${key}`) as Shape | undefined, // The handler's own.
      put: (collection, key, document) => void this.documents.set(`${collection}/${key}`, document),
      delete: (collection, key) => void this.documents.delete(`${collection}/${key}`),
    };
    for (; this.index < index; this.index += 1) {
      const next = this.chronicle.written[this.index + 1];
      if (!next || isUndecodable(next.delivered)) return;
      void this.projection.handle(next.delivered, documents);
    }
  }

  /** How a batch that was just committed up to `next` differs from the fold, if it does. */
  findWrong(next: number, writes: readonly Write[]): string | undefined {
    if (next < this.index) return `goes back from ${this.index} to ${next}`;
    this.upTo(next);
    if (this.index !== next) return `stands at ${next} where the log can be applied up to ${this.index} only`;
    for (const { collection, key, document } of new Map(writes.map((write) => [`${write.collection}/${write.key}`, write])).values()) {
      const expected = this.documents.get(`${collection}/${key}`);
      if (differs(expected, document ?? undefined)) return `${collection}/${key} at ${next} is ${said(document ?? undefined)} and must be ${said(expected)}`;
    }
    return undefined;
  }

  /** How all documents in the store differ from the fold, if they do. */
  async findDifference(disk: ReadStore, spec: ProjectionSpec): Promise<string | undefined> {
    const { index } = await disk.checkpoint(spec);
    const wrong = this.findWrong(index, []);
    if (wrong !== undefined) return wrong;
    const stored = await documentsOf(disk, spec);
    for (const key of new Set([...stored.keys(), ...this.documents.keys()]))
      if (differs(stored.get(key), this.documents.get(key))) return `${key} at ${index} is ${said(stored.get(key))} and must be ${said(this.documents.get(key))}`;
    return undefined;
  }
}

const said = (document: Document | undefined): string => (document === undefined ? 'absent' : canonicalJson(JSON.parse(JSON.stringify(document))));
/** The same fields in another order are the same document; mostly they are in the same one, which is found out faster. */
const differs = (a: Document | undefined, b: Document | undefined): boolean => JSON.stringify(a) !== JSON.stringify(b) && said(a) !== said(b);

const documentsOf = async (disk: ReadStore, projection: ProjectionSpec): Promise<ReadonlyMap<string, Document>> => {
  const snapshot = await disk.snapshot(projection);
  const found = new Map<string, Document>();
  for (const { name } of projection.collections)
    for (const { key, document } of (await snapshot.find({ collection: name, limit: 10_000 })).items) found.set(`${name}/${key}`, document);
  await snapshot.close();
  return found;
};
