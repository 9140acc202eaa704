import type { EventStoreReader, NewEvent, StoredEvent } from '../event-store/event-store.port.js';
import type { Envelope } from '../kernel/envelope.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import { catalogueOf, defineEvent, type EventOf } from '../kernel/event.js';
import { code, integer } from '../kernel/schema.js';
import type { Keyed, ProjectionSpec, ReadStore } from '../read-store/read-store.port.js';
import type { Projection } from './projection.js';

const moved = defineEvent('Moved', 1, 'Chuyển', { who: code, to: code, by: integer(0, 1_000) });
const left = defineEvent('Left', 1, 'Rời', { who: code });
export const toyCatalogue = catalogueOf(moved, left);
export type ToyEvent = EventOf<(typeof toyCatalogue.definitions)[number]>;

export const startedAtMs = Date.UTC(2020, 0, 1);
/** The n-th event of a toy log, as it is stored. */
export const toyEvent = (n: number, event: { readonly type: string; readonly data: object }, stream = 'toy', schema = 1): NewEvent => {
  const envelope: Envelope = {
    v: 1, type: event.type, schema, stream, revision: n, recordedAt: new Date(startedAtMs + n * 1_000).toISOString(), actor: 'clerk', role: 'clerk',
    commandId: `command-${n}`, request: 'r', reliedOn: -1, causation: null, correlation: 'c', salt: 's', data: event.data, sealed: [],
  };
  return { id: `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`, type: event.type, text: canonicalJson(envelope) };
};

type Place = { readonly who: string; readonly at: string; readonly steps: number; readonly index: number };
type Roster = { readonly people: readonly string[] };

/** Where everybody is, and who is at a place: an event touches up to three documents, and their order matters. */
export const placesProjection = (name = 'places', version = 1): Projection<ToyEvent> => ({
  name,
  version,
  collections: [{ name: 'people', indexes: { byPlace: ['at'] } }, { name: 'rosters', indexes: {} }],
  // The rosters are left out on purpose: they are read when they are first asked for.
  keysOf: ({ event }) => [{ collection: 'people', key: event.data.who }],
  handle: ({ event, index }, documents) => {
    const { who } = event.data;
    const was = documents.load<Place>('people', who);
    if (was && was.index >= index) throw new RangeError(`${who} is at index ${was.index} before ${index} is applied`);
    if (was) {
      const people = (documents.load<Roster>('rosters', was.at)?.people ?? []).filter((person) => person !== who);
      if (people.length === 0) documents.delete('rosters', was.at);
      else documents.put('rosters', was.at, { people });
    }
    if (event.type === 'Left') return documents.delete('people', who);
    const { to, by } = event.data;
    documents.put('people', who, { who, at: to, steps: (was?.steps ?? 0) + by, index });
    documents.put('rosters', to, { people: [...(documents.load<Roster>('rosters', to)?.people ?? []), who] });
  },
});

/** The same as `placesProjection` in a few lines without store, batch or map: what the documents must be. */
export const placesAfter = (events: readonly ToyEvent[]): Record<string, unknown> => {
  const people = new Map<string, Place>();
  const rosters = new Map<string, string[]>();
  for (const [index, event] of events.entries()) {
    const { who } = event.data;
    const was = people.get(who);
    people.delete(who);
    if (was) rosters.set(was.at, (rosters.get(was.at) ?? []).filter((person) => person !== who));
    if (event.type === 'Left') continue;
    people.set(who, { who, at: event.data.to, steps: (was?.steps ?? 0) + event.data.by, index });
    rosters.set(event.data.to, [...(rosters.get(event.data.to) ?? []), who]);
  }
  return Object.fromEntries([
    ...[...people].map(([key, place]): [string, unknown] => [`people/${key}`, place]),
    ...[...rosters].filter(([, names]) => names.length > 0).map(([key, names]): [string, unknown] => [`rosters/${key}`, { people: names }]),
  ]);
};

export const documentsOf = async (readStore: ReadStore, projection: ProjectionSpec): Promise<Record<string, unknown>> => {
  const snapshot = await readStore.snapshot(projection);
  const all: [string, unknown][] = [];
  for (const { name } of projection.collections) {
    const { items }: { readonly items: readonly Keyed[] } = await snapshot.find({ collection: name, limit: 10_000 });
    for (const { key, document } of items) all.push([`${name}/${key}`, document]);
  }
  await snapshot.close();
  return Object.fromEntries(all);
};

/** A log that delivers in pages of these sizes, and again what it delivered before wherever `isRepeated` says so. */
export const delivering = (store: EventStoreReader, pageSizes: readonly number[], isRepeated: (page: number) => boolean = () => false): EventStoreReader => {
  let page = 0;
  async function* cut(source: AsyncIterable<readonly StoredEvent[]>) {
    for await (const events of source)
      for (let at = 0; at < events.length; ) {
        const size = pageSizes[page % pageSizes.length] ?? 1;
        const some = events.slice(at, at + size);
        yield some;
        if (isRepeated(page)) yield events.slice(Math.max(0, at - 2), at + size);
        page += 1;
        at += size;
      }
  }
  return {
    readStream: (stream, range) => store.readStream(stream, range),
    head: () => store.head(),
    readAll: (range) => cut(store.readAll(range)),
    follow: (from, options) => cut(store.follow(from, options)),
  };
};
