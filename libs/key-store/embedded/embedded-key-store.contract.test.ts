import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyStoreDamaged, KeyStoreUnavailable, type KeyStore } from '../key-store.port.js';
import { keyStoreContract } from '../key-store.contract.js';
import { openEmbeddedKeyStore } from './embedded-key-store.js';

const folder = mkdtempSync(join(tmpdir(), 'parity-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;
const newFile = () => join(folder, `keys-${(made += 1)}.db`);

describe('a key store in a file', () => {
  let file: string;
  keyStoreContract({
    open: async () => openEmbeddedKeyStore({ file: (file = newFile()) }),
    reopen: async (store: KeyStore) => {
      await store.close();
      return openEmbeddedKeyStore({ file });
    },
  });
});

describe('keeping keys in a file', () => {
  it('lets nobody but the owner read the database, its log or the wrapping key', async () => {
    const file = newFile();
    const store = openEmbeddedKeyStore({ file });
    await store.ensureKey('official-lan');
    for (const end of ['', '-wal', '-shm', '.kek']) expect(statSync(file + end).mode & 0o777).toBe(0o600);
    await store.close();
  });
  it('writes no key as it is', async () => {
    const file = newFile();
    const store = openEmbeddedKeyStore({ file });
    const key = await store.ensureKey('official-lan');
    const lookup = await store.lookupKey();
    const written = Buffer.concat([readFileSync(file), readFileSync(`${file}-wal`)]);
    expect(written.includes('official-lan')).toBe(true);
    for (const secret of [key, lookup]) expect(written.includes(Buffer.from(secret))).toBe(false);
    await store.close();
  });
  it('leaves no trace of a destroyed key in the file or its log', async () => {
    const file = newFile();
    const ivs = [1, 2, 3, 4].map((fill) => new Uint8Array(12).fill(200 + fill));
    const none = new Uint8Array(12);
    let drawn = 0;
    const random = { bytes: (length: number) => (length === 12 ? (ivs[drawn++ % 4] ?? none) : crypto.getRandomValues(new Uint8Array(length))) };
    const store = openEmbeddedKeyStore({ file, random });
    await store.ensureKey('official-lan');
    const held = () => [readFileSync(file), readFileSync(`${file}-wal`)].some((bytes) => bytes.includes(Buffer.from(ivs[1] ?? none)));
    expect(held()).toBe(true);
    await store.destroyKey('official-lan');
    expect(held()).toBe(false);
    await store.close();
  });
  it('refuses to open when the wrapping key is missing or another one', async () => {
    const file = newFile();
    await openEmbeddedKeyStore({ file }).close();
    writeFileSync(`${file}.kek`, new Uint8Array(32));
    expect(() => openEmbeddedKeyStore({ file })).toThrow(KeyStoreDamaged);
    rmSync(`${file}.kek`);
    expect(() => openEmbeddedKeyStore({ file })).toThrow(KeyStoreDamaged);
  });
  it('gives two processes on one file the same keys', async () => {
    const file = newFile();
    const [a, b] = [openEmbeddedKeyStore({ file }), openEmbeddedKeyStore({ file })];
    expect(await b.lookupKey()).toEqual(await a.lookupKey());
    const [first, second] = await Promise.all([a.ensureKey('official-lan'), b.ensureKey('official-lan')]);
    expect(second).toEqual(first);
    await a.destroyKey('official-lan');
    // The other process notices within a second; it looks four times in one.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await b.findKey('official-lan')).toBeUndefined();
    await Promise.all([a.close(), b.close()]);
  });
  it('opens for reading only what is there, and writes nothing', async () => {
    const file = newFile();
    const store = openEmbeddedKeyStore({ file });
    const key = await store.ensureKey('official-lan');
    await store.close();
    const before = readFileSync(file);
    const reader = openEmbeddedKeyStore({ file, readOnly: true });
    expect(await reader.findKey('official-lan')).toEqual(key);
    await expect(reader.ensureKey('official-minh')).rejects.toThrow(KeyStoreUnavailable);
    await expect(reader.destroyKey('official-lan')).rejects.toThrow(KeyStoreUnavailable);
    await expect(reader.reserve('number', 'official-minh', 0)).rejects.toThrow(KeyStoreUnavailable);
    await reader.close();
    expect(readFileSync(file)).toEqual(before);
  });
  it('makes no file when asked to read one that is not there', () => {
    const file = newFile();
    expect(() => openEmbeddedKeyStore({ file, readOnly: true })).toThrow();
    expect(existsSync(file)).toBe(false);
  });
});
