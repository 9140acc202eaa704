import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CorruptHistory } from '../../kernel/errors.js';
import { OutcomeUnknown, StoreFull, StoreUnavailable } from '../event-store.port.js';
import { collect, event, events, textsOf } from '../event-store.fixtures.js';
import { openEmbeddedEventStore } from './embedded-event-store.js';
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

describe('running out of disk', () => {
  it('writes nothing of a group that does not fit, reads on, and writes again what fits', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile(), pagesMax: 60 });
    await store.append('a', 'none', events(0, 2));
    const large = event(5, `{"x":"${'x'.repeat(300_000)}"}`);
    const outcomes = await Promise.allSettled([store.append('b', 'none', [event(4)]), store.append('c', 'none', [event(6), large]), store.append('a', 0, [event(1)])]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([expect.any(StoreFull), expect.any(StoreFull), expect.any(StoreFull)]);
    expect(await textsOf(store.readAll())).toEqual(events(0, 2).map(({ text }) => text));
    expect(await store.append('b', 'none', [event(4)])).toMatchObject({ index: 2, revision: 0, isRepeat: false });
    expect(store.findDamage()).toEqual([]);
    await store.close();
  });
  it('forgets a stream whose first append did not fit', async () => {
    const store = await openEmbeddedEventStore({ file: freshFile(), pagesMax: 60 });
    await expect(store.append('a', 'none', [{ ...event(0, `{"x":"${'x'.repeat(300_000)}"}`), type: 'Large' }])).rejects.toThrow(StoreFull);
    expect(await store.append('a', 'none', [{ ...event(1), type: 'Large' }])).toMatchObject({ revision: 0, index: 0 });
    expect(await collect(store.readAll())).toMatchObject([{ stream: 'a', type: 'Large' }]);
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
    const text = `{"x":"${'x'.repeat(1_000_000)}"}`;
    for (let n = 0; n < 40; n += 1) await store.append('a', n === 0 ? 'none' : n - 1, [event(n, text)]);
    // Without a checkpoint all 40 MB would lie in the WAL.
    expect(statSync(`${file}-wal`).size).toBeLessThan(24_000_000);
    expect(statSync(file).size).toBeGreaterThan(24_000_000);
    await store.close();
  });
});
