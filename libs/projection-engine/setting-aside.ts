import type { EventStoreReader } from '../event-store/event-store.port.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import type { Event } from '../kernel/event.js';
import type { LogIndex } from '../kernel/log.js';
import type { CollectionSpec, Document } from '../read-store/read-store.port.js';
import { decode, isUndecodable, type CatalogueReader } from './decode.js';
import type { DecodedEvent, Documents, Projection } from './projection.js';

/** Events that are decided to be left out of all documents. The engine knows no context: what is said of one is a document to it. */
export type SetAsides<Recorded extends Event = Event> = {
  /** As of now. @throws StoreUnavailable, CorruptHistory, UnknownEvent */
  standing(): Promise<StandingSetAsides>;
  /** The index that an event sets aside or takes back. */
  decidedOn(event: Recorded): LogIndex | undefined;
};
export type StandingSetAsides = ReadonlyMap<LogIndex, Document>;

/** How often what has stopped is looked at: it may have been set aside meanwhile. */
export const lookForSetAsidesEveryMs = 1_000;
export const nothingSetAside: SetAsides = { standing: () => Promise.resolve(new Map()), decidedOn: () => undefined };

/** In every projection: which events its documents leave out, and what was said of each. */
export const setAsideCollection: CollectionSpec = { name: 'set-aside', indexes: {} };
const keyOf = (index: LogIndex): string => String(index);

/** The documents were made with an event that is set aside, or without one that is not: from `wrongFrom` on they are not what a rebuild would make. */
export class FoldedOtherwise extends Error {
  override readonly name = 'FoldedOtherwise';
  constructor(readonly wrongFrom: LogIndex, isSetAside: boolean) {
    super(`these documents were folded ${isSetAside ? 'with' : 'without'} event ${wrongFrom}, or with another decision on it than the one that stands: rebuild them beside and switch`);
  }
}

const nothing: StandingSetAsides = new Map();
/**
 * What stands, read once a second for as long as somebody has stopped, and told once: by an older reading one that has stopped again would be begun again, for ever.
 * A log that is away is asked again the next time.
 */
export const openStanding = (setAsides: Pick<SetAsides, 'standing'>) => {
  let sinceMs = 0;
  return async (passedMs: number, isAsked: boolean): Promise<StandingSetAsides> => {
    sinceMs += passedMs;
    if (!isAsked || sinceMs < lookForSetAsidesEveryMs) return nothing;
    sinceMs = 0;
    return setAsides.standing().catch(() => nothing);
  };
};

export type SettingAside<Recorded extends Event> = {
  /** The same, leaving out what is set aside. */
  readonly projection: Projection<Recorded>;
  /** Reads what is set aside now. @throws StoreUnavailable, CorruptHistory, UnknownEvent */
  refresh(): Promise<void>;
  isSetAside(index: LogIndex): boolean;
  /** In place of `handle`, also where the event cannot be read. */
  skip(index: LogIndex, documents: Documents): void;
};

/**
 * A projection that skips what is set aside, whether or not this release could apply it, and marks what it skipped. Come to a decision on an event
 * before it, the mark must agree with what stands: it may have been applied before anybody decided.
 */
export const settingAside = <Recorded extends Event>(
  projection: Projection<Recorded>,
  { setAsides, store, catalogue }: { readonly setAsides: SetAsides<Recorded>; readonly store: EventStoreReader; readonly catalogue: CatalogueReader<Recorded> },
): SettingAside<Recorded> => {
  let standing: StandingSetAsides = new Map();
  const { name: collection } = setAsideCollection;

  const skip = (index: LogIndex, documents: Documents): void => {
    const why = standing.get(index) ?? {};
    documents.put(collection, keyOf(index), why);
    projection.skip?.(index, documents, why);
  };
  const isNothing = async (index: LogIndex): Promise<boolean> => {
    if (!projection.concerns) return false;
    for await (const [stored] of store.readAll({ fromIndex: index, limit: 1 })) {
      const event = stored?.index === index ? decode(stored, catalogue) : undefined;
      return event !== undefined && !isUndecodable(event) && !projection.concerns(event);
    }
    return false;
  };
  const agree = async (index: LogIndex, decoded: DecodedEvent<Recorded>, documents: Documents): Promise<void> => {
    const mark = documents.load(collection, keyOf(index));
    // Not what stood at the start: between the two more may have been decided, and what counts is what a rebuild would find.
    const now = (await setAsides.standing()).get(index);
    if (canonicalJson(mark ?? null) !== canonicalJson(now ?? null)) {
      if (!(await isNothing(index))) throw new FoldedOtherwise(index, now !== undefined);
      if (now) documents.put(collection, keyOf(index), now);
      else documents.delete(collection, keyOf(index));
    }
    await projection.handle(decoded, documents);
  };
  const decidedBefore = ({ event, index }: DecodedEvent<Recorded>): LogIndex | undefined => {
    const decidedOn = setAsides.decidedOn(event);
    return decidedOn === undefined || decidedOn >= index ? undefined : decidedOn;
  };

  return {
    projection: {
      ...projection,
      collections: [...projection.collections, setAsideCollection],
      keysOf: (decoded) => {
        if (standing.has(decoded.index)) return [];
        const keys = projection.keysOf?.(decoded) ?? [];
        const on = decidedBefore(decoded);
        return on === undefined ? keys : [...keys, { collection, key: keyOf(on) }];
      },
      handle: (decoded, documents) => {
        if (standing.has(decoded.index)) return skip(decoded.index, documents);
        const on = decidedBefore(decoded);
        return on === undefined ? projection.handle(decoded, documents) : agree(on, decoded, documents);
      },
    },
    refresh: async () => {
      standing = await setAsides.standing();
    },
    isSetAside: (index) => standing.has(index),
    skip,
  };
};
