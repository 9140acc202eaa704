import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyRecordsContract } from '../key-records.contract.js';
import { KeyStoreDamaged, KeyStoreUnavailable } from '../key-store.port.js';
import { openEmbeddedKeyRecords, openEmbeddedKeyRecordsReader } from './embedded-key-records.js';
import { openEmbeddedKeyStore } from './embedded-key-store.js';

const folder = mkdtempSync(join(tmpdir(), 'parity-key-records-'));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;
const newFile = () => join(folder, `keys-${(made += 1)}.db`);

describe('key records in a file', () =>
  keyRecordsContract(async () => {
    const file = newFile();
    writeFileSync(`${file}.kek`, new Uint8Array(32).fill(5), { mode: 0o600 });
    return { openRecords: async () => openEmbeddedKeyRecords(file), openStore: async () => openEmbeddedKeyStore({ file }) };
  }));

describe('opening key records in a file', () => {
  it('makes no wrapping key, and no file without one', () => {
    const file = newFile();
    expect(() => openEmbeddedKeyRecords(file)).toThrow(KeyStoreDamaged);
    expect([existsSync(file), existsSync(`${file}.kek`)]).toEqual([false, false]);
  });
  it('reads only what is there', () => expect(() => openEmbeddedKeyRecordsReader(newFile())).toThrow(KeyStoreUnavailable));
});
