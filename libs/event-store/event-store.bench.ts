import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from '../platform/bench/bench-row.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from './embedded/embedded-event-store.js';
import { openRawLog, type RawLog } from './raw-log.bench.js';
import { compare, eventMaker, ratioRow } from './side-by-side.bench.js';

const singly = async (store: EmbeddedEventStore, raw: RawLog): Promise<BenchRow> => {
  const make = eventMaker(250);
  const each = 50;
  const batch = () => Array.from({ length: each }, make);
  const measured = await compare(
    80,
    each,
    async (round) => {
      const events = batch();
      for (let at = 0; at < each; at += 1) await store.append(`single-${round}`, at === 0 ? 'none' : at - 1, events.slice(at, at + 1));
    },
    (round) => {
      const key = raw.newStream(`single-${round}`);
      batch().forEach((event, at) => raw.append(key, at, event));
    },
  );
  return ratioRow('event store: appends one at a time, port / raw node:sqlite', 0.85, measured);
};

const inBatches = async (store: EmbeddedEventStore, raw: RawLog): Promise<BenchRow> => {
  const make = eventMaker(250);
  const [batches, size] = [20, 500];
  const all = () => Array.from({ length: batches }, () => Array.from({ length: size }, make));
  let [ofPort, ofRaw] = [all(), all()];
  const measured = await compare(
    11,
    batches * size,
    async (round) => {
      for (let at = 0; at < batches; at += 1) await store.append(`batch-${round}-${at}`, 'none', ofPort[at] ?? []);
    },
    (round) => {
      for (let at = 0; at < batches; at += 1) raw.appendMany(raw.newStream(`batch-${round}-${at}`), ofRaw[at] ?? []);
    },
  );
  [ofPort, ofRaw] = [[], []];
  return ratioRow('event store: appends in batches of 500, port / raw node:sqlite', 0.8, measured);
};

const streamsHeld = 20_000;
const fill = async (store: EmbeddedEventStore) => {
  const make = eventMaker(600);
  for (let stream = 0; stream < streamsHeld; stream += 200)
    await Promise.all(Array.from({ length: 200 }, (_, n) => store.append(`official-${stream + n}`, 'none', Array.from({ length: 10 }, make))));
};

const together = async (store: EmbeddedEventStore): Promise<BenchRow> => {
  const make = eventMaker(600);
  const concurrency = 64;
  const revisions = new Map<number, number>();
  let at = 0;
  const appendNext = async () => {
    at = (at + 7_919) % streamsHeld;
    const stream = at;
    const revision = revisions.get(stream) ?? 9;
    revisions.set(stream, revision + 1);
    await store.append(`official-${stream}`, revision, [make()]);
  };
  const count = concurrency * 8;
  const before = store.counts.commits;
  const measured = await compare(
    15,
    count,
    async () => {
      for (let sent = 0; sent < count; sent += concurrency) await Promise.all(Array.from({ length: concurrency }, appendNext));
    },
    async () => {
      for (let sent = 0; sent < count; sent += 1) await appendNext();
    },
  );
  const { figure, portPerSecond, rawPerSecond } = measured;
  const detail = { togetherPerSecond: portPerSecond, alonePerSecond: rawPerSecond, eventsHeld: streamsHeld * 10, commits: store.counts.commits - before };
  return { ...ratioRow('event store: 64 appends at once / each committed alone', 6, measured), figure: Number(figure.toFixed(2)), detail };
};

const readingAll = async (store: EmbeddedEventStore, file: string): Promise<BenchRow> => {
  const raw = openRawLog(file);
  let sum = 0;
  const held = (await store.head()) + 1;
  const measured = await compare(
    7,
    held,
    async () => {
      for await (const page of store.readAll()) for (const { text } of page) sum += JSON.parse(text).v;
    },
    () => raw.readAll((text) => (sum += JSON.parse(text).v)),
  );
  raw.close();
  if (sum !== held * 18) throw new Error(`read ${sum} events, not ${held * 18}`);
  return ratioRow('event store: reads the whole log, port / raw rows', 0.8, measured);
};

/** Every figure is a ratio of two things measured in turn in this process, on the disk of the temporary directory. */
export const benchEventStore = async (): Promise<BenchRow[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'parity-bench-events-'));
  const file = join(directory, 'held.db');
  const [small, held] = [await openEmbeddedEventStore({ file: join(directory, 'port.db') }), await openEmbeddedEventStore({ file })];
  const raw = openRawLog(join(directory, 'raw.db'));
  try {
    const rows = [await singly(small, raw), await inBatches(small, raw)];
    await fill(held);
    return [...rows, await together(held), await readingAll(held, file)];
  } finally {
    raw.close();
    await Promise.all([small.close(), held.close()]);
    rmSync(directory, { recursive: true });
  }
};
