import { join } from 'node:path';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { openEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { openEmbeddedReadStore } from '../../libs/read-store/embedded/embedded-read-store.js';
import { openMongoReadStore } from '../../libs/read-store/mongodb/mongo-read-store.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';

/** Where a pair of stores is, so that any process finds it: it goes to workers as JSON. `pagesMax`: see the embedded event store; `commitMaxMs`: see the read store on MongoDB. */
export type PairPlace =
  | { readonly pair: 'embedded'; readonly directory: string; readonly pagesMax?: number }
  | { readonly pair: 'engines'; readonly eventStoreUrl: string; readonly log: string; readonly mongoUrl: string; readonly database: string; readonly commitMaxMs?: number };
export type StorePair = { readonly events: EventStore; readonly read: ReadStore };

export const openPair = async (place: PairPlace): Promise<StorePair> => {
  if (place.pair === 'engines') {
    const patience = place.commitMaxMs === undefined ? {} : { commitMaxMs: place.commitMaxMs };
    return { events: await openEventStoreDb({ url: place.eventStoreUrl, log: place.log }), read: await openMongoReadStore({ url: place.mongoUrl, database: place.database, ...patience }) };
  }
  const limit = place.pagesMax === undefined ? {} : { pagesMax: place.pagesMax };
  return { events: await openEmbeddedEventStore({ file: join(place.directory, 'events.db'), ...limit }), read: openEmbeddedReadStore({ file: join(place.directory, 'read.db') }) };
};

export const closePair = async ({ events, read }: StorePair): Promise<void> => {
  await events.close();
  await read.close();
};
