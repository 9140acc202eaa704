import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import type { StoredEvent } from '../../libs/event-store/event-store.port.js';
import { canonicalJson } from '../../libs/kernel/canonical-json.js';
import { decodeEnvelope } from '../../libs/kernel/envelope.js';
import { leaveNothingBehind, newFolder, run, serve } from '../journeys/parity-process.js';
import { readLog } from './find-violations.js';

leaveNothingBehind();

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const corpus = join(fixtures, 'corpus');
const golden = join(fixtures, 'golden-v1');
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** One event as it was recorded; `read` is the digest of what this and every later release makes of it. */
type Frozen = { readonly stream: string; readonly revision: number; readonly type: string; readonly text: string; readonly sha256: string; readonly read: string };
const readOf = (stored: Pick<StoredEvent, 'stream' | 'revision' | 'type' | 'text'>): string => digest(canonicalJson(domainCatalogue.read(decodeEnvelope(stored.text, stored))));
const nameOf = ({ type, schema }: { readonly type: string; readonly schema: number }): string => `${type}.v${schema}.json`;
const frozen = (name: string): Frozen => JSON.parse(readFileSync(join(corpus, name), 'utf8'));

/** Adds a file for each type and schema that has none; see tests/fixtures/README.md. */
const freezeFrom = async (directory: string): Promise<void> => {
  const store = await openEmbeddedEventStore({ file: join(directory, 'events.db'), readOnly: true });
  for (const { stream, revision, type, text } of await readLog({ events: store })) {
    const file = join(corpus, nameOf(decodeEnvelope(text, { stream, revision, type })));
    const one: Frozen = { stream, revision, type, text, sha256: digest(text), read: readOf({ stream, revision, type, text }) };
    if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(one, undefined, 2)}\n`);
  }
  await store.close();
};

/** A copy of the golden directory: what is frozen is not opened for writing. */
const goldenCopy = (): string => {
  const folder = newFolder();
  for (const name of ['events.db', 'keys.db', 'keys.db.kek']) copyFileSync(join(golden, name), join(folder, name));
  return folder;
};

beforeAll(async () => {
  const directory = process.env['PARITY_FREEZE_CORPUS'];
  if (directory) await freezeFrom(directory);
});

describe('reading every event that any release has recorded', () => {
  const names = () => readdirSync(corpus).toSorted();
  it('has one of every type and schema', () => {
    const expected = domainCatalogue.definitions.flatMap(({ type, schema }) => Array.from({ length: schema }, (_, at) => nameOf({ type, schema: at + 1 })));
    expect(expected.filter((name) => !existsSync(join(corpus, name)))).toEqual([]);
    expect(names().length).toBeGreaterThanOrEqual(39);
  });
  it('keeps their bytes and makes the same of them as the release that recorded them', () => {
    for (const name of names()) {
      const one = frozen(name);
      expect([name, digest(one.text), readOf(one)]).toEqual([name, one.sha256, one.read]);
    }
  });
  it('shows one that is kept or read otherwise', () => {
    const one = frozen('OfficialRecruited.v1.json');
    const changed = one.text.replace('"effectiveOn":"20', '"effectiveOn":"19');
    expect(digest(changed)).not.toBe(one.sha256);
    expect(readOf({ ...one, text: changed })).not.toBe(one.read);
  });
  it('refuses one whose type or schema this release does not know', () => {
    const one = frozen('OfficialRecruited.v1.json');
    expect(() => readOf({ ...one, text: one.text.replace('"schema":1', '"schema":2') })).toThrow(/OfficialRecruited/);
    expect(() => readOf({ ...one, type: 'OfficialHired', text: one.text.replace('"type":"OfficialRecruited"', '"type":"OfficialHired"') })).toThrow(/OfficialHired/);
  });
});

describe('opening a directory of the first release', () => {
  it('finds the same log, byte for byte', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'parity-golden-'));
    copyFileSync(join(golden, 'events.db'), join(directory, 'events.db'));
    const store = await openEmbeddedEventStore({ file: join(directory, 'events.db') });
    const log = await readLog({ events: store });
    expect(store.findDamage()).toEqual([]);
    expect(digest(log.map(({ index, stream, revision, text }) => `${index} ${stream} ${revision} ${text}\n`).join(''))).toBe('b57eda1cfca1361d573392ea9ad1a4ba98bdd8ae62306682d25493d194a71883');
    await store.close();
    rmSync(directory, { recursive: true });
  });
  it('gives the same figures by both evaluators and the same names', async () => {
    const folder = goldenCopy();
    const here = ['--data-dir', folder, '--true-on', '2020-12-31', '--csv'];
    const [figures, names] = ['figures.csv', 'names.csv'].map((name) => readFileSync(join(golden, name), 'utf8'));
    const csv = async (...args: readonly string[]) => (await run([...args, ...here])).out.replaceAll('\r\n', '\n');
    expect(await csv('indicators')).toBe(figures);
    expect(await csv('replay')).toBe(figures);
    expect(await csv('official', '--unit', 'SNV')).toBe(names);
    const server = await serve(folder);
    server.signal('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect(await csv('indicators')).toBe(figures);
    expect((await run(['reconcile', '--data-dir', folder])).out).toMatch(/^0 differences in [\d.]{5,} numbers/m);
  }, 60_000);
});
