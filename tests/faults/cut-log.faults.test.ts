import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import { event } from '../../libs/event-store/event-store.fixtures.js';
import { readLog } from './find-violations.js';

const directory = mkdtempSync(join(tmpdir(), 'parity-cut-'));
const [file, copy, torn] = ['whole.db', 'copy.db', 'torn.db'].map((name) => join(directory, name)) as [string, string, string]; // Three names, three paths.
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Bytes on the disk once `count` events were acknowledged. */
type Synced = { readonly bytes: number; readonly count: number };

const walBytesLeast = 500_000;
const sector = 512;
const texts: string[] = [];

/** Appends until the log is long enough, and notes after each acknowledgement how long it is: what lies within was synced. */
const record = async (): Promise<{ readonly wal: Buffer; readonly synced: readonly Synced[]; readonly acknowledgedEarly: readonly Synced[] }> => {
  const store = await openEmbeddedEventStore({ file });
  const [synced, acknowledgedEarly]: [Synced[], Synced[]] = [[], []];
  const walBytes = () => statSync(`${file}-wal`).size;
  for (let count = 0; walBytes() < walBytesLeast; ) {
    const batch = Array.from({ length: 1 + (count % 3) }, (_, at) => event(count + at, JSON.stringify({ n: count + at, filler: 'x'.repeat(((count + at) * 97) % 900) })));
    const before = walBytes();
    await store.append('a', count === 0 ? 'none' : count - 1, batch);
    count += batch.length;
    texts.push(...batch.map(({ text }) => text));
    synced.push({ bytes: walBytes(), count });
    acknowledgedEarly.push({ bytes: before, count });
  }
  copyFileSync(file, copy);
  const wal = readFileSync(`${file}-wal`);
  await store.close();
  return { wal, synced, acknowledgedEarly };
};
let recorded: Awaited<ReturnType<typeof record>>;
beforeAll(async () => {
  recorded = await record();
});

/** The texts that a store finds when its log ends so. */
const recover = async (wal: Uint8Array): Promise<string[]> => {
  copyFileSync(copy, torn);
  writeFileSync(`${torn}-wal`, wal);
  const store = await openEmbeddedEventStore({ file: torn });
  const log = await readLog({ events: store });
  const damage = store.findDamage();
  await store.close();
  return damage.length > 0 ? [...damage] : log.map(({ text }) => text);
};
const atLeastAt = (bytes: number, synced: readonly Synced[]): number => synced.findLast((known) => known.bytes <= bytes)?.count ?? 0;

type Torn = (wal: Buffer, bytes: number) => Uint8Array;
const shapes: readonly (readonly [string, Torn])[] = [
  ['is missing', (wal, bytes) => wal.subarray(0, bytes)],
  ['holds zeros', (wal, bytes) => Buffer.concat([wal.subarray(0, bytes), Buffer.alloc(wal.length - bytes)])],
  ['holds older bytes', (wal, bytes) => Buffer.concat([wal.subarray(0, bytes), wal.subarray(0, wal.length - bytes)])],
];

describe('cutting the log off as a loss of power does', () => {
  it.each(shapes.map(([rest, tornAt]) => ({ rest, tornAt })))('at every 512 bytes leaves an intact prefix with everything synced before, when the rest $rest', async ({ tornAt }) => {
    const { wal, synced } = recorded;
    const wrong: string[] = [];
    for (let bytes = 0; bytes <= wal.length; bytes += sector) {
      const found = await recover(tornAt(wal, bytes));
      if (found.some((text, at) => text !== texts[at]) || found.length < atLeastAt(bytes, synced)) wrong.push(`${bytes}: ${found.length} events, ${atLeastAt(bytes, synced)} synced`);
    }
    expect(wrong).toEqual([]);
    expect(wal.length).toBeGreaterThan(walBytesLeast);
    expect(await recover(wal)).toEqual(texts);
  }, 600_000);
  it('shows a store that acknowledges before it has synced', async () => {
    const { wal, acknowledgedEarly } = recorded;
    const at = Math.floor(wal.length / 2 / sector) * sector;
    expect((await recover(wal.subarray(0, at))).length).toBeLessThan(atLeastAt(at, acknowledgedEarly));
  });
});
