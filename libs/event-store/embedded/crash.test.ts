import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, event } from '../event-store.fixtures.js';
import type { StoredEvent } from '../event-store.port.js';
import { startChild } from './child-process.fixtures.js';
import { openEmbeddedEventStore } from './embedded-event-store.js';

const worker = new URL('./append-worker.fixtures.ts', import.meta.url);
const directory = mkdtempSync(join(tmpdir(), 'parity-crash-'));
afterAll(() => rmSync(directory, { recursive: true }));

const read = async (file: string): Promise<StoredEvent[]> => {
  const store = await openEmbeddedEventStore({ file });
  expect(store.findDamage()).toEqual([]);
  const log = await collect(store.readAll());
  await store.close();
  return log;
};
/** Batches are pairs, and each has its halves side by side. */
const expectWholeBatches = (log: readonly StoredEvent[]) => {
  const ends = log.map(({ stream, text }) => [stream, JSON.parse(text).name.slice(-2)]);
  for (let at = 0; at < ends.length; at += 2) expect([ends[at], ends[at + 1]]).toEqual([[ends[at]?.[0], '-a'], [ends[at]?.[0], '-b']]);
};

describe('ending the process while it appends', () => {
  it('loses nothing that was acknowledged and keeps no half of a batch, over 20 times kill -9', async () => {
    const file = join(directory, 'killed.db');
    const acknowledged: string[] = [];
    for (let cycle = 0; cycle < 20; cycle += 1) {
      const child = startChild(worker, [file, `w${cycle}`, '100000']);
      await child.printed(1 + cycle * 7);
      child.process.kill('SIGKILL');
      expect(await child.ended()).toMatchObject({ signal: 'SIGKILL', stderr: '' });
      acknowledged.push(...child.lines);
      const log = await read(file);
      const held = new Set(log.map(({ stream, revision }) => `${stream} ${revision}`));
      expect(acknowledged.filter((line) => !held.has(line))).toEqual([]);
      expectWholeBatches(log);
    }
    expect(acknowledged.length).toBeGreaterThan(20 * 60);
  }, 90_000);

  it('is left with an intact prefix wherever the last writes to the disk were cut off', async () => {
    const file = join(directory, 'whole.db');
    const store = await openEmbeddedEventStore({ file });
    for (let n = 0; n < 6; n += 1) await store.append('a', n === 0 ? 'none' : 2 * n - 1, [event(2 * n), event(2 * n + 1)]);
    const cut = join(directory, 'cut.db');
    copyFileSync(file, cut);
    const wal = readFileSync(`${file}-wal`);
    await store.close();
    const lengths = new Set<number>();
    for (let bytes = 0; bytes <= wal.length; bytes += 1_500) {
      copyFileSync(join(directory, 'cut.db'), join(directory, 'torn.db'));
      writeFileSync(join(directory, 'torn.db-wal'), wal.subarray(0, bytes));
      const log = await read(join(directory, 'torn.db'));
      expect(log.length % 2).toBe(0);
      expect(log.map(({ text }) => text)).toEqual(Array.from({ length: log.length }, (_, n) => event(n).text));
      lengths.add(log.length);
    }
    expect([...lengths]).toEqual([0, 2, 4, 6, 8, 10, ...(lengths.has(12) ? [12] : [])]);
  });

  it('ends the process by itself when a write to the disk fails, and what it acknowledged is there', async () => {
    const file = join(directory, 'failing.db');
    // A file-size limit with its signal ignored: writing past it fails as a broken disk does.
    const child = startChild(worker, [file, 'w', '100000'], `trap '' XFSZ; ulimit -f 4000; exec "$@"`);
    const { code, stderr } = await child.ended();
    expect(stderr).toMatch(/could not commit and ends the process: .*disk I\/O error/);
    expect(code).toBe(74);
    const held = new Set((await read(file)).map(({ stream, revision }) => `${stream} ${revision}`));
    expect(child.lines.length).toBeGreaterThan(50);
    expect(child.lines.filter((line) => !held.has(line))).toEqual([]);
  });
});

describe('writing from two processes', () => {
  it('keeps one order, every acknowledged event and every expectation', async () => {
    const file = join(directory, 'two.db');
    const children = ['p', 'q'].map((name) => startChild(worker, [file, name, '60']));
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual(children.map(() => ({ code: 0, signal: null, stderr: '' })));
    const log = await read(file);
    expect(log.map(({ index }) => index)).toEqual(Array.from({ length: 2 * 60 * 3 * 2 }, (_, index) => index));
    expectWholeBatches(log);
    const shared = log.filter(({ stream }) => stream === 'shared');
    expect(shared.map(({ revision }) => revision)).toEqual(Array.from({ length: 240 }, (_, revision) => revision));
    expect(new Set(shared.map(({ text }) => text)).size).toBe(240);
    const lines = children.flatMap((child) => child.lines);
    expect(new Set(lines).size).toBe(2 * 60 * 3);
  });
});
