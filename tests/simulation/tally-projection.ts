import type { Projection } from '../../libs/projection-engine/projection.js';
import type { DomainEvent } from '../../libs/reporting/read-models/ledger-projection.js';

type Tally = { readonly events: number; readonly indexes: number };
const collection = 'tallies';

/** Counts every event, and adds up its index, for its stream and for all: one event too many, too few or in another's place shows for ever. */
export const tallyProjection: Projection<DomainEvent> = {
  name: 'tally',
  version: 1,
  collections: [{ name: collection, indexes: {} }],
  keysOf: ({ envelope }) => [envelope.stream, 'all'].map((key) => ({ collection, key })),
  handle: ({ envelope, index }, documents) => {
    for (const key of [envelope.stream, 'all']) {
      const { events, indexes } = documents.load<Tally>(collection, key) ?? { events: 0, indexes: 0 };
      documents.put(collection, key, { events: events + 1, indexes: indexes + index });
    }
  },
};
