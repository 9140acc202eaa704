import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import { event } from '../../libs/event-store/event-store.fixtures.js';
import { openEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { openServerWriteLock } from '../../libs/event-store/eventstoredb/server-write-lock.js';
import { digestOf } from '../../libs/interchange/copying/log-digest.js';
import { filesOf, lockDirectory } from '../../libs/platform/data-directory/data-directory.js';
import { eventStoreDbForTests, type EventStoreDbForTests } from '../../tests/doubles/eventstoredb/event-store-db.fixtures.js';
import { run } from './program.js';
import type { Terminal } from './terminal.js';

let server: EventStoreDbForTests;
let folder: string;
let log: string;
beforeEach(async () => {
  server = await eventStoreDbForTests();
  folder = mkdtempSync(join(tmpdir(), 'parity-copy-'));
  log = server.freshLog();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const parity = async (...args: readonly string[]) => {
  let [out, err] = ['', ''];
  const terminal: Terminal = { environment: {}, isWatched: false, out: (text) => void (out += text), err: (text) => void (err += text) };
  return { code: await run(args, terminal), out, err };
};
const at = (name: string) => join(folder, name);
/** Events over a few streams, in runs of several, after those that are there. */
const record = async (directory: string, count: number) => {
  const lock = lockDirectory(directory);
  const store = await openEmbeddedEventStore({ file: filesOf(directory).events });
  const revisions = new Map<string, number>();
  for await (const page of store.readAll()) for (const { stream, revision } of page) revisions.set(stream, revision);
  const before = (await store.head()) + 1;
  for (let n = before; n < before + count; n += 1) {
    const stream = `official-${Math.floor(n / 3) % 5}`;
    const revision = revisions.get(stream);
    await store.append(stream, revision ?? 'none', [event(n, JSON.stringify({ n, name: 'Nguyễn Thị Hoà' }))]);
    revisions.set(stream, (revision ?? -1) + 1);
  }
  const digest = await digestOf(store);
  await store.close();
  lock.release();
  return digest;
};
const recorded = (name: string, count: number) => {
  mkdirSync(at(name));
  return record(at(name), count);
};

describe('copying a log between a directory and EventStoreDB', () => {
  it('brings the same bytes there and back, and goes on with what came later', async () => {
    const digest = await recorded('one', 100);
    const there = ['copy', '--from', at('one'), '--to', server.url, '--event-store-log', log];
    expect(JSON.parse((await parity(...there, '--json')).out)).toEqual({ ...digest, before: 0 });
    const later = await record(at('one'), 20);
    const again = await parity(...there);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toBe(`Hai nhật ký giống nhau: 120 sự kiện (20 vừa chép)\nSHA-256 ${later.sha256}\n`);
    expect(JSON.parse((await parity('copy', '--from', server.url, '--to', at('two'), '--event-store-log', log, '--json')).out)).toEqual({ ...later, before: 0 });
  });
  it('writes nothing to a log that parts from the source, and names the event', async () => {
    await recorded('one', 30);
    const target = await openEventStoreDb({ url: server.url, log });
    await target.append('official-0', 'none', [event(0, '{"n":99}')]);
    const { code, err } = await parity('copy', '--from', at('one'), '--to', server.url, '--event-store-log', log);
    expect(code).toBe(1);
    expect(err).toContain('they part at event 0');
    expect(await target.head()).toBe(0);
    await target.close();
  });
  it('is refused while another copy holds the lock, until that one is let go', async () => {
    await recorded('one', 5);
    const lock = openServerWriteLock({ url: server.url, log });
    await lock.take('a copy that was killed');
    const args = ['copy', '--from', at('one'), '--to', server.url, '--event-store-log', log];
    const refused = await parity(...args);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('locked against commands by a copy that was killed');
    expect((await parity(...args, '--release-lock')).code).toBe(0);
    expect((await parity(...args)).code).toBe(0);
    expect(await lock.holder()).toBeUndefined();
    await lock.close();
  });
  it('is refused while the target directory is served', async () => {
    await recorded('one', 5);
    mkdirSync(at('two'));
    const held = lockDirectory(at('two'));
    expect((await parity('copy', '--from', at('one'), '--to', at('two'))).err).toContain('is being served by another process');
    held.release();
  });
});
