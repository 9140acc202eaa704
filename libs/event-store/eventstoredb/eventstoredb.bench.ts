import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import type { BenchRow } from '../../platform/bench/bench-row.js';
import { openBenchServers } from '../../platform/bench/bench-servers.js';
import type { NewEvent } from '../event-store.port.js';
import { compare, eventMaker, ratioRow } from '../side-by-side.bench.js';
import { openEventStoreDb, type EventStoreDbStore } from './eventstoredb-event-store.js';
import type { SavedPlace, SavedPositions } from './saved-positions.js';

type Sides = { readonly store: EventStoreDbStore; readonly bare: EventStoreDBClient; readonly bareLog: string };

const asJson = ({ id, type, text }: NewEvent) => jsonEvent({ id, type, data: JSON.parse(text) });

const inBatches = async ({ store, bare, bareLog }: Sides): Promise<BenchRow> => {
  const make = eventMaker(600);
  const [batches, size] = [8, 500];
  const measured = await compare(
    9,
    batches * size,
    async (round) => {
      for (let at = 0; at < batches; at += 1) await store.append(`batch-${round}-${at}`, 'none', Array.from({ length: size }, make));
    },
    async (round) => {
      for (let at = 0; at < batches; at += 1)
        await bare.appendToStream(`${bareLog}.batch-${round}-${at}`, Array.from({ length: size }, () => asJson(make())), { expectedRevision: NO_STREAM });
    },
  );
  return ratioRow('EventStoreDB: appends in batches of 500, port / bare client', 0.8, measured);
};

const together = async ({ store, bare, bareLog }: Sides): Promise<BenchRow> => {
  const make = eventMaker(600);
  const [rounds, concurrency] = [15, 64];
  const measured = await compare(
    11,
    rounds * concurrency,
    async (round) => {
      for (let at = 0; at < rounds; at += 1) await Promise.all(Array.from({ length: concurrency }, (_, n) => store.append(`one-${round}-${at}-${n}`, 'none', [make()])));
    },
    async (round) => {
      for (let at = 0; at < rounds; at += 1)
        await Promise.all(Array.from({ length: concurrency }, (_, n) => bare.appendToStream(`${bareLog}.one-${round}-${at}-${n}`, asJson(make()), { expectedRevision: NO_STREAM })));
    },
  );
  return ratioRow('EventStoreDB: 64 appends at once, port / bare client', 0.8, measured);
};

/** Both sides read the very same records: those this log got last, without a stranger's between. */
const readingAll = async (url: string, bare: EventStoreDBClient): Promise<BenchRow> => {
  const make = eventMaker(600);
  const log = `read-${randomUUID()}`;
  const [streams, size] = [40, 500];
  let place: SavedPlace | undefined;
  const positions: SavedPositions = { load: async () => place, save: async (saved) => void (place = { ...saved, positions: saved.positions.slice() }) };
  const writing = await openEventStoreDb({ url, log, positions });
  let first: bigint | undefined;
  for (let at = 0; at < streams; at += 1) await writing.append(`held-${at}`, 'none', Array.from({ length: size }, make));
  for await (const [event] of writing.readAll({ limit: 1 })) first = BigInt(event?.position ?? 0);
  await writing.head();
  await writing.close();
  const commit = first ?? 0n;
  const isWhole = (seen: number) => {
    if (seen !== streams * size) throw new Error(`read ${seen} events, not ${streams * size}`);
  };
  // Opened where the last run ended: it has the places at hand and no event.
  const store = await openEventStoreDb({ url, log, positions });
  const port = async () => {
    let seen = 0;
    for await (const page of store.readAll()) seen += page.length;
    isWhole(seen);
  };
  const raw = async () => {
    let seen = 0;
    for await (const { event } of bare.readAll({ fromPosition: { commit, prepare: commit }, maxCount: streams * size })) if (event) seen += 1;
    isWhole(seen);
  };
  const measured = await compare(11, streams * size, port, raw);
  await store.close();
  return ratioRow('EventStoreDB: reads the whole log, port / bare client', 0.8, measured);
};

/** The adapter against the bare client on one server, in turn. */
export const benchEventStoreDb = async (): Promise<BenchRow[]> => {
  const servers = await openBenchServers({ needsMongo: false });
  const { url } = servers.eventStore;
  const store = await openEventStoreDb({ url, log: `bench-${randomUUID()}` });
  const bare = EventStoreDBClient.connectionString(url);
  const sides = { store, bare, bareLog: `bare-${randomUUID()}` };
  try {
    return [await inBatches(sides), await together(sides), await readingAll(url, bare)];
  } finally {
    await store.close();
    await bare.dispose();
    await servers.close();
  }
};
