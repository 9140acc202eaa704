import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CorruptHistory } from '../../kernel/errors.js';
import { OutcomeUnknown, StoreFull, StoreUnavailable } from '../event-store.port.js';
import { collect, event, events, textsOf } from '../event-store.fixtures.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from './embedded-event-store.js';
import { UnknownStoreFormat } from './log-file.js';

const directory = mkdtempSync(join(tmpdir(), 'parity-embedded-'));
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const freshFile = () => join(directory, `${(files += 1)}.db`);
/** Changes the file behind the store's back. */
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

describe('running out of disk', () => {
  it('writes nothing of a group that does not fit, reads on, and writes again what fits', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile(), pagesMax: 60 });
    await store.append('a', 'none', events(0, 2));
    const large = event(5, `"${'x'.repeat(300_000)}"`);
    const outcomes = await Promise.allSettled([store.append('b', 'none', [event(4)]), store.append('c', 'none', [event(6), large]), store.append('a', 0, [event(1)])]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([expect.any(StoreFull), expect.any(StoreFull), expect.any(StoreFull)]);
    expect(await textsOf(store.readAll())).toEqual(events(0, 2).map(({ text }) => text));
    expect(await store.append('b', 'none', [event(4)])).toMatchObject({ index: 2, revision: 0, isRepeat: false });
    expect(store.findDamage()).toEqual([]);
    await store.close();
  });
});

describe('failing to commit', () => {
  it('is told once to whoever ends the process, is an unknown outcome to the caller, and ends all writing', async () => {
    const file = freshFile();
    const told: unknown[] = [];
    const store = await openEmbeddedEventStore({ file, onFatal: (cause) => told.push(cause) });
    await store.append('a', 'none', [event(0)]);
    // The table is gone under the open store: an error that is nobody's append.
    tamper(file, 'DROP TABLE event');
    await expect(store.append('a', 0, [event(1)])).rejects.toThrow(OutcomeUnknown);
    expect(told).toHaveLength(1);
    await expect(store.append('b', 'none', [event(2)])).rejects.toThrow(StoreUnavailable);
    await store.close();
  });
  it('refuses, having written nothing, while another process holds the file too long', async () => {
    const file = freshFile();
    const store = await openEmbeddedEventStore({ file, busyTimeoutMs: 20 });
    const holder = new DatabaseSync(file);
    holder.exec('BEGIN IMMEDIATE');
    await expect(store.append('a', 'none', [event(0)])).rejects.toThrow(StoreUnavailable);
    expect(await store.head()).toBe(-1);
    holder.exec('ROLLBACK');
    holder.close();
    expect(await store.append('a', 'none', [event(0)])).toMatchObject({ index: 0 });
    await store.close();
  });
});

describe('opening a file', () => {
  it.each([
    ['of a newer release', 'PRAGMA user_version = 2', /store format 2, this release knows 1/],
    ['of another program', 'PRAGMA application_id = 7', /is not an event store/],
  ])('refuses one %s and leaves it as it is', async (_, sql, message) => {
    const file = freshFile();
    await (await openEmbeddedEventStore({ file })).close();
    tamper(file, sql);
    await expect(openEmbeddedEventStore({ file })).rejects.toThrow(UnknownStoreFormat);
    await expect(openEmbeddedEventStore({ file, readOnly: true })).rejects.toThrow(message);
  });
  it('refuses a database of somebody else without switching its journal', async () => {
    const file = freshFile();
    tamper(file, 'CREATE TABLE theirs (x)');
    await expect(openEmbeddedEventStore({ file })).rejects.toThrow(UnknownStoreFormat);
    const db = new DatabaseSync(file);
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' });
    db.close();
  });
  it('refuses what is no database as damaged', async () => {
    const file = freshFile();
    writeFileSync(file, 'not a database, '.repeat(100));
    await expect(openEmbeddedEventStore({ file })).rejects.toThrow(CorruptHistory);
  });
  it('refuses to read what is not there, and makes no file', async () => {
    await expect(openEmbeddedEventStore({ file: freshFile(), readOnly: true })).rejects.toThrow(StoreUnavailable);
  });
  it('opened read-only, reads and refuses to append', async () => {
    const file = freshFile();
    const store = await openEmbeddedEventStore({ file });
    await store.append('a', 'none', events(0, 3));
    const auditor = await openEmbeddedEventStore({ file, readOnly: true });
    expect(await collect(auditor.readAll())).toHaveLength(3);
    await expect(auditor.append('a', 2, [event(3)])).rejects.toThrow(/read-only/);
    await Promise.all([auditor.close(), store.close()]);
  });
  it('lets several open a new file at once', async () => {
    const file = freshFile();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openEmbeddedEventStore({ file })));
    await Promise.all(stores.map((store, n) => store.append(`s${n}`, 'none', [event(n)])));
    expect(await stores[0]?.head()).toBe(3);
    await Promise.all(stores.map((store) => store.close()));
  });
  it('is durable at every commit: WAL, synchronous FULL', async () => {
    const file = freshFile();
    const seen: unknown[] = [];
    const prepare = DatabaseSync.prototype.prepare;
    const exec = DatabaseSync.prototype.exec;
    DatabaseSync.prototype.exec = function (sql) {
      exec.call(this, sql);
      if (sql.includes('cache_size')) seen.push(prepare.call(this, 'PRAGMA synchronous').get(), prepare.call(this, 'PRAGMA journal_mode').get());
    };
    await (await openEmbeddedEventStore({ file })).close();
    DatabaseSync.prototype.exec = exec;
    expect(seen).toEqual([{ synchronous: 2 }, { journal_mode: 'wal' }]);
  });
});

describe('keeping a log sound', () => {
  it('stops a reader at an event that was taken out', async () => {
    const file = freshFile();
    const store = await openEmbeddedEventStore({ file });
    await store.append('a', 'none', events(0, 5));
    tamper(file, 'DELETE FROM event WHERE idx = 2');
    await expect(collect(store.readAll())).rejects.toThrow(CorruptHistory);
    await expect(collect(store.readStream('a'))).rejects.toThrow(/a has no event 2, but 3/);
    await expect(collect(store.readAll({ direction: 'backwards' }))).rejects.toThrow(CorruptHistory);
    await store.close();
  });
  it('copies the whole log into another file', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile() });
    await store.append('a', 'none', events(0, 5));
    const copyFile = freshFile();
    await store.backUp(copyFile);
    const copy = await openEmbeddedEventStore({ file: copyFile });
    expect(await collect(copy.readAll())).toEqual(await collect(store.readAll()));
    await Promise.all([copy.close(), store.close()]);
  });
  it('moves a grown WAL into the file', async () => {
    const file = freshFile();
    const store = await openEmbeddedEventStore({ file });
    const text = `"${'x'.repeat(1_000_000)}"`;
    for (let n = 0; n < 40; n += 1) await store.append('a', n === 0 ? 'none' : n - 1, [event(n, text)]);
    // Without a checkpoint all 40 MB would lie in the WAL.
    expect(statSync(`${file}-wal`).size).toBeLessThan(24_000_000);
    expect(statSync(file).size).toBeGreaterThan(24_000_000);
    await store.close();
  });
});
