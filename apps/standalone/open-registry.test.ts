import 'reflect-metadata';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '../../libs/event-store/embedded/embedded-event-store.js';
import type { StoredEvent } from '../../libs/event-store/event-store.port.js';
import { openInMemoryEventStore } from '../../libs/event-store/in-memory/in-memory-event-store.js';
import { openEmbeddedKeyStore } from '../../libs/key-store/embedded/embedded-key-store.js';
import { openInMemoryKeyStore } from '../../libs/key-store/in-memory/in-memory-key-store.js';
import { filesOf } from '../../libs/platform/data-directory/data-directory.js';
import { openEmbeddedReadStore } from '../../libs/read-store/embedded/embedded-read-store.js';
import { openInMemoryReadStore } from '../../libs/read-store/in-memory/in-memory-read-store.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import { EvidenceQueries } from '../../libs/reporting/application/evidence-queries.js';
import { OfficialQueries } from '../../libs/reporting/application/official-queries.js';
import { sampleCommands } from '../../libs/sample/sample.js';
import { sampleIds } from './record-sample.js';
import { projections } from '../registry/projections.js';
import type { Registry } from './open-registry.js';
import { inMemoryStores, leave, openServed, sampleRegistry, settled } from './registry.fixtures.js';
import { readings, series } from './sample-answers.fixtures.js';

const logOf = async ({ events }: Pick<Registry, 'events'>): Promise<StoredEvent[]> => {
  const all: StoredEvent[] = [];
  for await (const page of events.readAll()) all.push(...page);
  return all;
};
const documentsIn = async (read: ReadStore): Promise<string> => {
  const all: unknown[] = [];
  for (const projection of projections) {
    const snapshot = await read.snapshot(projection);
    all.push([projection.name, snapshot.checkpoint]);
    for (const { name } of projection.collections)
      for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
        const page = await snapshot.find({ collection: name, limit: 5_000, ...(after === undefined ? {} : { after }) });
        all.push(page.items);
        after = page.next;
      }
    await snapshot.close();
  }
  return JSON.stringify(all);
};
const numbersOf = (registry: Registry): string => JSON.stringify([readings(registry), series(registry)]);

let sample: Registry;
let numbers: string;
beforeAll(async () => {
  ({ registry: sample } = await sampleRegistry(inMemoryStores()));
  numbers = numbersOf(sample);
});
afterAll(() => sample.close());

describe('knowing the log', () => {
  it('answers alike when it was tailed while recording, loaded at once, and folded again from nothing', async () => {
    const loaded = await openServed(sample);
    const rebuilt = await openServed({ ...sample, read: openInMemoryReadStore() });
    await settled(rebuilt);
    for (const other of [loaded, rebuilt]) {
      expect(numbersOf(other) === numbers).toBe(true);
      expect(other.knowledge.directory.find('thi')).toEqual(sample.knowledge.directory.find('thi'));
      await leave(other);
    }
    expect(await documentsIn(rebuilt.read) === await documentsIn(sample.read)).toBe(true);
  });

  it.each([0.01, 0.3, 0.62, 0.99])('goes on to the same documents when it was stopped after %d of the log', async (share) => {
    const log = await logOf(sample);
    const stores = { events: openInMemoryEventStore(), read: openInMemoryReadStore(), keys: sample.keys };
    const append = async (part: readonly StoredEvent[]): Promise<void> => {
      for (const { stream, revision, type, text, index } of part) await stores.events.append(stream, revision === 0 ? 'none' : revision - 1, [{ id: String(index), type, text }]);
    };
    const end = Math.floor(log.length * share);
    await append(log.slice(0, end));
    const first = await openServed(stores);
    await settled(first);
    await leave(first);
    await append(log.slice(end));
    const second = await openServed(stores);
    await settled(second);
    await leave(second);
    expect(second.knowledge.index).toBe(log.length - 1);
    expect(await documentsIn(stores.read) === await documentsIn(sample.read)).toBe(true);
  });
});

describe('with every key gone', () => {
  let keyless: Registry;
  beforeAll(async () => {
    keyless = await openServed({ ...sample, read: openInMemoryReadStore(), keys: openInMemoryKeyStore() });
    await settled(keyless);
  });
  afterAll(() => leave(keyless));

  it('every reading, trend and ratio in every scope is the same to the byte', () => expect(numbersOf(keyless) === numbers).toBe(true));
  it('names are sealed in the directory, in evidence and in histories', async () => {
    expect(keyless.knowledge.directory.find('')).toEqual([]);
    const officials = new OfficialQueries(keyless.knowledge, keyless.events, keyless.keys);
    const { items } = officials.find({ limit: 200 });
    expect(items.length).toBeGreaterThan(50);
    expect(items.every(({ name, birthYear }) => name === null && birthYear !== null)).toBe(true);
    const { entries } = await officials.history(items[0]?.official ?? '', {});
    expect(entries[0]).toMatchObject({ personal: null, sealed: expect.arrayContaining(['name', 'birthDate']) });
    const reading = readings(keyless)[0]?.figures.find(({ denominator }) => denominator > 0)?.reading ?? '';
    const { items: evidence } = await new EvidenceQueries(keyless.knowledge, keyless.read).evidence(reading, { limit: 200 });
    expect(evidence.flatMap(({ people }) => people).every(({ name }) => name === null)).toBe(true);
  });
  it('names that a wrong key does not open are sealed too, and every number is the same', async () => {
    const keys = openInMemoryKeyStore();
    for (const { official } of sample.knowledge.directory.find('').slice(0, 20)) await keys.ensureKey(official);
    const strange = await openServed({ ...sample, keys });
    expect(strange.knowledge.directory.find('')).toEqual([]);
    expect(numbersOf(strange) === numbers).toBe(true);
    await leave(strange);
  });
});

const within = ({ unit, tier }: { readonly unit?: string; readonly tier?: string }) => ({ ...(unit === undefined ? {} : { unit }), ...(tier === undefined ? {} : { tier }) });

describe('the evidence behind a number', () => {
  it('is exactly as long as the number, on both sides, for every reading and scope', async () => {
    const queries = new EvidenceQueries(sample.knowledge, sample.read);
    let told = 0;
    for (const { moment, scope, figures } of readings(sample).filter((_, at) => at % 2 === 0)) {
      const asked: Parameters<typeof queries.evidence>[1] = { trueOn: moment.trueOn, knownAt: String(moment.knownAt), ...within(scope), limit: 200 };
      for (const { reading, numerator, denominator } of figures) {
        const above = await queries.evidence(reading, { ...asked, side: 'numerator' });
        const below = await queries.evidence(reading, { ...asked, side: 'denominator' });
        expect([reading, scope, above.total, below.total]).toEqual([reading, scope, numerator, denominator]);
        if (below.next === null) expect(below.items.filter(({ isCounted }) => isCounted)).toHaveLength(numerator);
        told += denominator;
      }
    }
    expect(told).toBeGreaterThan(1_000);
  });
  it('tells decision or list, recorder and index of every act, and why the excluded are', async () => {
    const queries = new EvidenceQueries(sample.knowledge, sample.read);
    const texts = new Map((await logOf(sample)).map(({ index, text }) => [index, text]));
    let excluded = 0;
    for (const { reading } of readings(sample)[0]?.figures ?? []) {
      const { items: counted } = await queries.evidence(reading, { limit: 50 });
      const facts = counted.flatMap(({ people }) => people).flatMap((person) => person.facts);
      for (const { act } of facts.filter(({ kind }) => kind !== 'training')) {
        const { actor, recordedAt } = JSON.parse(texts.get(act?.index ?? -1) ?? '{}') as { actor?: string; recordedAt?: string }; // An envelope, as the log holds it.
        expect(act).toMatchObject({ recordedBy: actor, recordedAt, annulledAt: null });
        expect(act?.decision ?? act?.source).toBeTruthy();
        expect(texts.get(act?.index ?? -1)).toContain(act?.actId);
      }
      const { items } = await queries.evidence(reading, { side: 'excluded', limit: 50 });
      expect(items.every(({ reason, isCounted }) => reason !== null && !isCounted)).toBe(true);
      excluded += items.length;
    }
    expect(excluded).toBeGreaterThan(0);
  });
});

describe('personal texts on disk', () => {
  it('occur in no file but the keys’, nor does any name or identity number in the clear there', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'parity-privacy-'));
    let close: (() => Promise<void>) | undefined;
    try {
      const files = filesOf(directory);
      const stores = { events: await openEmbeddedEventStore({ file: files.events }), read: openEmbeddedReadStore({ file: files.read }), keys: openEmbeddedKeyStore({ file: files.keys }) };
      const { registry } = await sampleRegistry(stores);
      close = () => registry.close();
      const written = readdirSync(directory).map((name) => ({ name, bytes: readFileSync(join(directory, name)) }));
      expect(written.map(({ name }) => name)).toEqual(expect.arrayContaining(['events.db', 'read.db', 'keys.db']));
      const [surnames, numbers] = [new Set<string>(), new Set<string>()];
      for (const { command } of sampleCommands('test', 1, sampleIds)) {
        if (!('birthDate' in command)) continue;
        surnames.add(`${command.name.normalize('NFC').split(' ')[0]} `);
        if (command.identityNumber !== undefined) numbers.add(command.identityNumber);
      }
      expect([surnames.size > 5, numbers.size > 100]).toEqual([true, true]);
      for (const { name, bytes } of written) {
        const found = [...surnames].filter((text) => bytes.includes(text));
        const text = bytes.toString('latin1');
        expect([name, found, (text.match(/\d{9,12}/g) ?? []).filter((digits) => numbers.has(digits))]).toEqual([name, [], []]);
      }
      // What is clear can be found this way, so what is not found is not there.
      for (const store of ['events.db', 'read.db']) expect(written.some(({ name, bytes }) => name.startsWith(store) && bytes.includes('birthYear'))).toBe(true);
    } finally {
      await close?.();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
