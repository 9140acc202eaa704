import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestMongod, whyNoMongod } from '../../libs/mongodb/mongod.fixtures.js';
import { eventStoreDbForTests } from '../doubles/eventstoredb/event-store-db.fixtures.js';
import type { PairPlace } from './store-pairs.js';

/** A pair of stores to try something on: where nobody wrote before, and gone at the end. */
export type PairForTests = { readonly name: string; readonly whyNot?: string; open(): Promise<{ freshPlace(): PairPlace; close(): Promise<void> }> };

export const embeddedPair: PairForTests = {
  name: 'embedded',
  open: () => {
    const folders: string[] = [];
    return Promise.resolve({
      freshPlace: () => {
        const directory = mkdtempSync(join(tmpdir(), 'parity-faults-'));
        folders.push(directory);
        return { pair: 'embedded', directory } satisfies PairPlace;
      },
      close: async () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })),
    });
  },
};

const whyNoEngines = whyNoMongod();
/** EventStoreDB, or its double, and a MongoDB replica set. */
const enginePair: PairForTests = {
  name: 'EventStoreDB and MongoDB',
  ...(whyNoEngines === undefined ? {} : { whyNot: whyNoEngines }),
  open: async () => {
    const [events, mongod] = [await eventStoreDbForTests(), await openTestMongod()];
    return {
      freshPlace: () => ({ pair: 'engines', eventStoreUrl: events.url, log: events.freshLog(), mongoUrl: mongod.url, database: mongod.freshDatabase() }),
      close: async () => {
        await events.close();
        await mongod.stop();
      },
    };
  },
};

export const everyPair: readonly PairForTests[] = [embeddedPair, enginePair];
