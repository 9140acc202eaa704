import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CorruptHistory } from '../../kernel/errors.js';
import { event, take, textsOf } from '../event-store.fixtures.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from './embedded-event-store.js';

const directory = mkdtempSync(join(tmpdir(), 'parity-commits-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const freshFile = () => join(directory, `${(files += 1)}.db`);
const tamper = (file: string, sql: string) => {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
};
const appendEach = (store: EmbeddedEventStore, name: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => store.append(`${name}-${n}`, 'none', [event(n)])));

describe('sharing a durable commit', () => {
  it('commits once for all that wait, and once each for those that come one by one', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile() });
    await appendEach(store, 'together', 64);
    expect(store.counts).toEqual({ commits: 1, appends: 64, waiting: 0 });
    for (let n = 0; n < 10; n += 1) await store.append('alone', n === 0 ? 'none' : n - 1, [event(n)]);
    expect(store.counts).toEqual({ commits: 11, appends: 74, waiting: 0 });
    await store.close();
  });
  it('takes into a group what comes until the loop turns', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile() });
    const late = Promise.resolve().then(() => Promise.resolve()).then(() => store.append('late', 'none', [event(9)]));
    await Promise.all([appendEach(store, 'early', 2), late]);
    expect(store.counts).toMatchObject({ commits: 1, appends: 3 });
    await store.close();
  });
  it('leaves the others of a group alone when SQLite refuses one', async () => {
    const file = freshFile();
    const store = await openEmbeddedEventStore({ file });
    await store.append('a', 'none', [event(0)]);
    tamper(file, `CREATE TRIGGER poison BEFORE INSERT ON event WHEN NEW.text = '{"poison":1}' BEGIN SELECT RAISE(ABORT, 'poison'); END`);
    const outcomes = await Promise.allSettled([
      store.append('a', 0, [event(1)]),
      store.append('b', 'none', [event(2), event(3, '{"poison":1}')]),
      store.append('b', 'none', [event(4)]),
      store.append('a', 1, [event(5)]),
    ]);
    expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.name : outcome.value.index))).toEqual([1, 'CorruptHistory', 2, 3]);
    expect(await textsOf(store.readAll())).toEqual([0, 1, 4, 5].map((n) => event(n).text));
    expect(store.counts.commits).toBe(2);
    await expect(store.append('c', 'none', [event(6, '{"poison":1}')])).rejects.toThrow(CorruptHistory);
    expect(await store.append('c', 'none', [event(7)])).toMatchObject({ index: 4, revision: 0 });
    await store.close();
  });
  it('gathers appends that come one after another within one turn of a busy server', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile() });
    await appendEach(store, 'busy', 2);
    const request = async (n: number) => {
      await new Promise(setImmediate);
      await store.append(`request-${n}`, 'none', [event(n)]);
    };
    await Promise.all(Array.from({ length: 30 }, (_, n) => request(n)));
    expect(store.counts).toMatchObject({ commits: 2, appends: 32 });
    await store.close();
  });
  it('commits a lone append before the event loop turns, and lets it turn in a long run of them', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile() });
    let turns = 0;
    const turning = setImmediate(function turn() {
      turns += 1;
      if (turns < 1_000) setImmediate(turn);
    });
    await store.append('a', 'none', [event(0)]);
    expect(turns).toBe(0);
    for (let n = 1; n < 100; n += 1) await store.append('a', n - 1, [event(n)]);
    expect(turns).toBeGreaterThan(20);
    clearImmediate(turning);
    await store.close();
  });
  it('answers only after the commit: another reader of the file has it by then', async () => {
    const file = freshFile();
    const store = await openEmbeddedEventStore({ file });
    const auditor = await openEmbeddedEventStore({ file, readOnly: true });
    await Promise.all(Array.from({ length: 5 }, async (_, n) => {
      const { index } = await store.append(`s${n}`, 'none', [event(n)]);
      expect(await auditor.head()).toBeGreaterThanOrEqual(index ?? Infinity);
    }));
    await Promise.all([auditor.close(), store.close()]);
  });
  it('tells followers of the same process at once', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile(), pollMs: 3_600_000 });
    const taking = take(store, 0, 3);
    for (let n = 0; n < 3; n += 1) await store.append(`s${n}`, 'none', [event(n)]);
    expect(await taking).toHaveLength(3);
    await store.close();
  });
  it('refuses at a full queue, and takes appends again after it', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile(), queueMax: 3 });
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, (_, n) => store.append(`s${n}`, 'none', [event(n)])));
    expect(outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.name : 'kept'))).toEqual(['kept', 'kept', 'kept', 'StoreUnavailable', 'StoreUnavailable']);
    expect(await store.append('s4', 'none', [event(4)])).toMatchObject({ index: 3 });
    await store.close();
  });
  it('flushes what waits without a turn, also by closing', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile() });
    const waiting = appendEach(store, 'flushed', 3);
    expect(store.counts.waiting).toBe(3);
    store.flush();
    expect(store.counts).toEqual({ commits: 1, appends: 3, waiting: 0 });
    const last = store.append('closed', 'none', [event(9)]);
    await store.close();
    expect([...(await waiting), await last].map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });
});
