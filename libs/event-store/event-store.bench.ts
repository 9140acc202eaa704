import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { BenchRow } from '../platform/bench/bench-row.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from './embedded/embedded-event-store.js';
import type { NewEvent } from './event-store.port.js';
import { openRawLog, type RawLog } from './raw-log.bench.js';

/** An envelope of the given size and an id of its own, made outside what is measured. */
const eventMaker = (bytes: number) => {
  const filler = 'x'.repeat(bytes - 110);
  let made = 0;
  return (): NewEvent => {
    made += 1;
    const digits = String(made).padStart(12, '0');
    return { id: `00000000-0000-5000-8000-${digits}`, type: 'OfficialAppointed', text: `{"commandId":"${digits}","data":{"effectiveOn":"2019-12-31","post":"${filler}"},"type":"OfficialAppointed","v":1}` };
  };
};

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const elapsed = async (work: () => Promise<void> | void): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

const warmUpRounds = 2;
/** Both sides in turn, in short rounds and by their medians, so that the machine's moods meet both; the first rounds warm up. Rates are per second. */
const compare = async (rounds: number, units: number, port: (round: number) => Promise<void>, raw: (round: number) => Promise<void> | void) => {
  const [portMs, rawMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    const rawFirst = round % 2 === 0;
    const early = await elapsed(() => (rawFirst ? raw(round) : port(round)));
    const late = await elapsed(() => (rawFirst ? port(round) : raw(round)));
    if (round < warmUpRounds) continue;
    const [ofPort, ofRaw] = rawFirst ? [late, early] : [early, late];
    portMs.push(ofPort);
    rawMs.push(ofRaw);
  }
  return { figure: median(rawMs) / median(portMs), portPerSecond: Math.round((units * 1000) / median(portMs)), rawPerSecond: Math.round((units * 1000) / median(rawMs)) };
};

const row = (name: string, target: number, { figure, ...detail }: Awaited<ReturnType<typeof compare>>): BenchRow => ({
  name,
  figure: Number(figure.toFixed(3)),
  target,
  unit: 'ratio',
  higherIsBetter: true,
  detail,
});

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
  return row('event store: appends one at a time, port / raw node:sqlite', 0.85, measured);
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
  return row('event store: appends in batches of 500, port / raw node:sqlite', 0.8, measured);
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
  return { ...row('event store: 64 appends at once / each committed alone', 6, measured), figure: Number(figure.toFixed(2)), detail };
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
  return row('event store: reads the whole log, port / raw rows', 0.8, measured);
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
