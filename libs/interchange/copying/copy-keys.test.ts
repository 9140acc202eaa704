import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openEmbeddedKeyRecords } from '../../key-store/embedded/embedded-key-records.js';
import { openEmbeddedKeyStore } from '../../key-store/embedded/embedded-key-store.js';
import type { KeyRecord, KeyRecords } from '../../key-store/key-records.port.js';
import type { KeyStore } from '../../key-store/key-store.port.js';
import { copyKeys, KeysPart, OtherWrappingKey } from './copy-keys.js';
import { CopySpoiled } from './copy-log.js';

const folder = mkdtempSync(join(tmpdir(), 'parity-copy-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
let made = 0;
const newFile = (wrappingKey = 5): string => {
  const file = join(folder, `keys-${(made += 1)}.db`);
  writeFileSync(`${file}.kek`, new Uint8Array(32).fill(wrappingKey));
  return file;
};
const recordsOf = (file: string): KeyRecords => {
  const records = openEmbeddedKeyRecords(file);
  opened.push(records);
  return records;
};
const inStore = async <Result>(file: string, work: (store: KeyStore) => Promise<Result>): Promise<Result> => {
  const store = openEmbeddedKeyStore({ file });
  return work(store).finally(() => store.close());
};
const copy = (from: string, to: string) => copyKeys(recordsOf(from), recordsOf(to));
const contentOf = async (file: string): Promise<KeyRecord[]> => {
  const all: KeyRecord[] = [];
  for await (const page of recordsOf(file).records()) all.push(...page);
  return all;
};
const filled = async (wrappingKey?: number): Promise<string> => {
  const file = newFile(wrappingKey);
  await inStore(file, async (store) => {
    for (const person of ['a', 'b', 'c', 'đ', '😀', 'Ａ']) await store.ensureKey(person);
    await store.destroyKey('b');
    await store.reserve('hmac-1', 'a', 1_000);
  });
  return file;
};

describe('copying keys', () => {
  it('brings every key, mark and reservation, and whoever opens the target reads the same', async () => {
    const [from, to] = [await filled(), newFile()];
    const { digest, records, keptDestroyed } = await copy(from, to);
    expect([digest.count, records, keptDestroyed.size]).toEqual([8, 8, 0]);
    expect(await contentOf(to)).toEqual(await contentOf(from));
    const read = (store: KeyStore) => Promise.all([store.findKey('a'), store.findKey('😀'), store.isDestroyed('b'), store.lookupKey(), store.findReservation('hmac-1')]);
    expect(await inStore(to, read)).toEqual(await inStore(from, read));
  });
  it('brings what came later, and what was destroyed or taken over meanwhile', async () => {
    const [from, to] = [await filled(), newFile()];
    await copy(from, to);
    await inStore(from, async (store) => {
      await store.ensureKey('d');
      await store.destroyKey('a');
      await store.reserve('hmac-1', 'c', 2_000, 'a');
    });
    await copy(from, to);
    expect(await contentOf(to)).toEqual(await contentOf(from));
  });
  it('never overwrites a destroyed key with a living one', async () => {
    const [from, to] = [await filled(), newFile()];
    await copy(from, to);
    await inStore(to, (store) => store.destroyKey('c'));
    expect([...(await copy(from, to)).keptDestroyed]).toEqual(['c']);
    expect(await inStore(to, (store) => store.isDestroyed('c'))).toBe(true);
  });
  it('ends at the source’s records but for destroyed keys, whatever happened to either and wherever it was interrupted', async () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    const deed = fc.record({ what: fc.constantFrom('ensure', 'destroy'), person });
    const act = (file: string, deeds: readonly { readonly what: string; readonly person: string }[], only?: string) =>
      inStore(file, async (store) => {
        for (const { what, person: name } of deeds) if (what === 'destroy') await store.destroyKey(name);
          else if (only === undefined && !(await store.isDestroyed(name))) await store.ensureKey(name);
      });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 6 }), fc.array(deed, { maxLength: 6 }), fc.array(person, { maxLength: 2 }), fc.nat(6), async (first, later, destroyedThere, interruptedAfter) => {
        const [from, to] = [newFile(), newFile()];
        await act(from, first);
        const part = (await contentOf(from)).slice(0, interruptedAfter);
        await recordsOf(to).put(part);
        await act(from, later);
        const gone: string[] = destroyedThere.filter((name) => part.some((record) => record.kind === 'key' && record.name === name));
        if (gone.length > 0) await act(to, gone.map((name) => ({ what: 'destroy', person: name })));
        await copy(from, to);
        expect(await contentOf(to)).toEqual((await contentOf(from)).map((record) => (record.kind === 'key' && gone.includes(record.name) ? { ...record, wrapped: null } : record)));
        for (const one of opened.splice(0)) await one.close();
      }),
      { numRuns: 40 },
    );
  });
  it('writes nothing where the wrapping key is another one', async () => {
    const to = newFile(6);
    await expect(copy(await filled(5), to)).rejects.toThrow(OtherWrappingKey);
    expect(await contentOf(to)).toEqual([]);
  });
  it('writes nothing where one key does not open', async () => {
    const [from, to] = [await filled(), newFile()];
    await recordsOf(from).put([{ kind: 'key', name: 'broken', wrapped: new Uint8Array(60) }]);
    await expect(copy(from, to)).rejects.toThrow('the key broken of the source does not open');
    expect(await contentOf(to)).toEqual([]);
  });
  it('writes nothing where the target has keys of its own', async () => {
    const to = newFile();
    await inStore(to, (store) => store.ensureKey('z'));
    const before = await contentOf(to);
    await expect(copy(await filled(), to)).rejects.toThrow(KeysPart);
    expect(await contentOf(to)).toEqual(before);
  });
  it.each<[string, (store: KeyStore) => Promise<unknown>]>([
    ['a key', (store) => store.ensureKey('zz')],
    ['a key that comes before others', (store) => store.ensureKey('0')],
    ['a reservation', (store) => store.reserve('hmac-0', 'a', 1)],
    ['a last reservation', (store) => store.reserve('hmac-9', 'a', 1)],
  ])('writes nothing where the copy was worked on and has %s that the source has not', async (_, work) => {
    const [from, to] = [await filled(), newFile()];
    await copy(from, to);
    await inStore(to, work);
    await inStore(from, (store) => store.ensureKey('e'));
    await expect(copy(from, to)).rejects.toThrow(KeysPart);
    expect(await inStore(to, (store) => store.findKey('e'))).toBeUndefined();
  });
  it('does not call a target whole that holds something else than it was given', async () => {
    const target = recordsOf(newFile());
    const forgetful: KeyRecords = { ...target, put: (records) => target.put(records.filter(({ name }) => name !== 'c')) };
    await expect(copyKeys(recordsOf(await filled()), forgetful)).rejects.toThrow(CopySpoiled);
  });
});
