import { appendFileSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore, type EmbeddedEventStore } from '../../../libs/event-store/embedded/embedded-event-store.js';
import { openEmbeddedKeyStore } from '../../../libs/key-store/embedded/embedded-key-store.js';
import type { KeyStore } from '../../../libs/key-store/key-store.port.js';
import { filesOf } from '../../../libs/platform/data-directory/data-directory.js';
import { backUpDirectory, BackupDamaged, manifestName } from './back-up-directory.js';
import { restoreDirectory } from './restore-directory.js';

const nowMs = Date.parse('2026-11-23T08:00:00Z');
let folder: string;
let live: string;
let events: EmbeddedEventStore;
let keys: KeyStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parity-backup-'));
  live = join(folder, 'live');
  mkdirSync(live);
  events = await openEmbeddedEventStore({ file: filesOf(live).events });
  keys = openEmbeddedKeyStore({ file: filesOf(live).keys });
});
afterEach(async () => {
  await events.close();
  await keys.close();
  rmSync(folder, { recursive: true });
});

const idOf = (n: number) => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;
/** As a command does: the key is on disk before the event is. */
const recruit = async (n: number) => {
  const person = `official-${n}`;
  await keys.ensureKey(person);
  await events.append(person, 'none', [{ id: idOf(n), type: 'OfficialRecruited', text: JSON.stringify({ filler: 'x'.repeat(2_000), n }) }]);
};
const recruitMany = async (from: number, count: number) => {
  for (let n = from; n < from + count; n += 50) await Promise.all(Array.from({ length: 50 }, (_, at) => recruit(n + at)));
};
const at = (name: string) => join(folder, name);

/** How many persons' events and keys a directory holds. @throws where an event has no key */
const heldIn = async (directory: string): Promise<number> => {
  const files = filesOf(directory);
  const copy = await openEmbeddedEventStore({ file: files.events, readOnly: true });
  const copiedKeys = openEmbeddedKeyStore({ file: files.keys, readOnly: true });
  let count = 0;
  for await (const page of copy.readAll())
    for (const { stream } of page) {
      if (!(await copiedKeys.findKey(stream))) throw new Error(`${stream} has no key`);
      count += 1;
    }
  await copy.close();
  await copiedKeys.close();
  return count;
};

describe('backing up a directory', () => {
  it('gives back every event and key there was, when it is restored', async () => {
    await recruitMany(0, 100);
    const manifest = await backUpDirectory(live, { to: at('backup'), withWrappingKey: true, nowMs });
    expect(manifest).toMatchObject({ begunAt: '2026-11-23T08:00:00.000Z', log: { count: 100 } });
    await restoreDirectory(at('backup'), { to: at('restored') });
    expect(readdirSync(at('restored')).toSorted()).toEqual(['events.db', 'keys.db', 'keys.db.kek']);
    expect(await heldIn(at('restored'))).toBe(100);
  });
  it('holds whole what was acknowledged before it began, with the key of every event, while recording goes on', async () => {
    await recruitMany(0, 600);
    let recorded = 600;
    let isOver = false;
    const recording = (async () => {
      for (; !isOver; recorded += 50) await recruitMany(recorded, 50);
    })();
    const before = recorded;
    for (let round = 0; round < 3; round += 1) await backUpDirectory(live, { to: at(`backup-${round}`), withWrappingKey: true, nowMs });
    isOver = true;
    await recording;
    for (let round = 0; round < 3; round += 1) expect(await heldIn(at(`backup-${round}`))).toBeGreaterThanOrEqual(before);
    expect(recorded).toBeGreaterThan(before);
  });
  it('leaves the key that wraps the keys out, unless it is asked for', async () => {
    await recruitMany(0, 50);
    await backUpDirectory(live, { to: at('backup'), nowMs });
    expect(readdirSync(at('backup')).toSorted()).toEqual(['events.db', 'keys.db', manifestName]);
    await restoreDirectory(at('backup'), { to: at('restored'), wrappingKey: `${filesOf(live).keys}.kek` });
    expect(await heldIn(at('restored'))).toBe(50);
  });
  it('writes nothing into a folder that holds something, and nothing of a directory that lacks its keys', async () => {
    await recruit(0);
    mkdirSync(at('full'));
    writeFileSync(at('full/old.txt'), 'old');
    await expect(backUpDirectory(live, { to: at('full'), nowMs })).rejects.toThrow('not empty');
    mkdirSync(at('keyless'));
    copyFileSync(filesOf(live).events, filesOf(at('keyless')).events);
    await expect(backUpDirectory(at('keyless'), { to: at('backup'), nowMs })).rejects.toThrow('keys.db is missing');
    expect(existsSync(at('backup'))).toBe(false);
  });
});

describe('restoring a backup', () => {
  beforeEach(async () => {
    await recruitMany(0, 50);
    await backUpDirectory(live, { to: at('backup'), withWrappingKey: true, nowMs });
  });
  const expectNothingRestored = () => {
    expect(readdirSync(folder).filter((name) => name.startsWith('restored'))).toEqual(existsSync(at('restored')) ? ['restored'] : []);
    if (existsSync(at('restored'))) expect(readdirSync(at('restored'))).toEqual([]);
  };

  it.each(['events.db', 'keys.db', 'keys.db.kek'])('refuses one whose %s is another file than was backed up', async (name) => {
    appendFileSync(at(`backup/${name}`), 'x');
    await expect(restoreDirectory(at('backup'), { to: at('restored') })).rejects.toThrow(BackupDamaged);
    expectNothingRestored();
  });
  it.each(['events.db', manifestName])('refuses one that lacks its %s', async (name) => {
    rmSync(at(`backup/${name}`));
    await expect(restoreDirectory(at('backup'), { to: at('restored') })).rejects.toThrow(name);
    expectNothingRestored();
  });
  it('refuses a log that is not the one of the manifest', async () => {
    const manifest = readFileSync(at(`backup/${manifestName}`), 'utf8');
    writeFileSync(at(`backup/${manifestName}`), manifest.replace('"count": 50', '"count": 51'));
    await expect(restoreDirectory(at('backup'), { to: at('restored') })).rejects.toThrow('its manifest says 51');
    expectNothingRestored();
  });
  it('refuses a wrapping key that does not open the keys', async () => {
    writeFileSync(at('other.kek'), new Uint8Array(32));
    await expect(restoreDirectory(at('backup'), { to: at('restored'), wrappingKey: at('other.kek') })).rejects.toThrow('does not open');
    expectNothingRestored();
  });
  it('writes nothing over a directory that holds something', async () => {
    await expect(restoreDirectory(at('backup'), { to: live })).rejects.toThrow('not empty');
  });
});
