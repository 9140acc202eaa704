import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import { event } from '../../libs/event-store/event-store.fixtures.js';
import { openEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { openServerWriteLock } from '../../libs/event-store/eventstoredb/server-write-lock.js';
import { digestOf } from '../../libs/interchange/copying/log-digest.js';
import { openEmbeddedKeyStore } from '../../libs/key-store/embedded/embedded-key-store.js';
import type { KeyStore } from '../../libs/key-store/key-store.port.js';
import { describeOnMongod } from '../../libs/mongodb/mongod.fixtures.js';
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

describeOnMongod('copying a log with the keys of its people', (mongod) => {
  const kekOf = (name: string) => `${filesOf(at(name)).keys}.kek`;
  const inKeys = async <Result>(name: string, work: (keys: KeyStore) => Promise<Result>): Promise<Result> => {
    const keys = openEmbeddedKeyStore({ file: filesOf(at(name)).keys });
    return work(keys).finally(() => keys.close());
  };
  const people = ['official-0', 'official-1', 'official-2'];
  const readAll = (keys: KeyStore) => Promise.all([keys.lookupKey(), keys.findReservation('hmac-1'), keys.isDestroyed('official-1'), ...people.map((person) => keys.findKey(person))]);
  let onServers: readonly string[];
  let keysOnServer: readonly string[];
  beforeEach(async () => {
    await recorded('one', 20);
    await inKeys('one', async (keys) => {
      for (const person of people) await keys.ensureKey(person);
      await keys.destroyKey('official-1');
      await keys.reserve('hmac-1', 'official-0', 1_000);
    });
    onServers = [server.url, '--event-store-log', log];
    keysOnServer = [mongod().url, '--key-store-database', mongod().freshDatabase(), '--key-store-wrapping-key-file', kekOf('one')];
  });

  it('brings them there and back, so that the same names are read', async () => {
    const there = await parity('copy', '--from', at('one'), '--to', ...onServers, '--keys-from', at('one'), '--keys-to', ...keysOnServer, '--json');
    expect(there).toMatchObject({ code: 0 });
    mkdirSync(at('two'));
    copyFileSync(kekOf('one'), kekOf('two'));
    const back = await parity('copy', '--to', at('two'), '--from', ...onServers, '--keys-to', at('two'), '--keys-from', ...keysOnServer, '--json');
    expect(JSON.parse(back.out)).toEqual(JSON.parse(there.out));
    expect(JSON.parse(back.out)).toMatchObject({ count: 20, keys: { count: 5, keptDestroyed: 0 } });
    expect(await inKeys('two', readAll)).toEqual(await inKeys('one', readAll));
  });
  it('copies nothing, not even events, under another wrapping key or without one', async () => {
    mkdirSync(at('two'));
    const args = ['copy', '--from', at('one'), '--to', at('two'), '--keys-from', at('one'), '--keys-to', at('two')];
    expect(await parity(...args)).toMatchObject({ code: 2, err: expect.stringContaining('keys.db.kek is missing: put a copy') });
    writeFileSync(kekOf('two'), new Uint8Array(32).fill(9));
    expect(await parity(...args)).toMatchObject({ code: 1, err: expect.stringContaining('does not open under the target') });
    const target = await openEmbeddedEventStore({ file: filesOf(at('two')).events, readOnly: true });
    expect(await target.head()).toBe(-1);
    await target.close();
  });
  it('refuses a MongoDB that cannot serve in one line, and ends that do not fit together', async () => {
    const keysTo = (address: string, ...more: readonly string[]) => parity('copy', '--from', at('one'), '--to', at('two'), '--keys-from', at('one'), '--keys-to', address, ...more);
    expect(await keysTo('mongodb://[', '--key-store-wrapping-key-file', kekOf('one'))).toMatchObject({ code: 3, err: expect.stringMatching(/^parity: the connection string of MongoDB is malformed.*\n$/) });
    expect(await keysTo(mongod().url)).toMatchObject({ code: 2, err: expect.stringContaining('--key-store-wrapping-key-file is missing') });
    expect(await keysTo(at('elsewhere'))).toMatchObject({ code: 2, err: expect.stringContaining('the directory of --to') });
    expect(await keysTo(at('one'))).toMatchObject({ code: 2, err: expect.stringContaining('are the same keys') });
  });
});
