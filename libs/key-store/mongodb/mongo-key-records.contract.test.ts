import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnMongod } from '../../mongodb/mongod.fixtures.js';
import { keyRecordsContract } from '../key-records.contract.js';
import { KeyStoreDamaged } from '../key-store.port.js';
import { openMongoKeyRecords } from './mongo-key-records.js';
import { openMongoKeyStore } from './mongo-key-store.js';

describeOnMongod('key records on MongoDB', (server) => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-key-records-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const wrappingKeyFile = join(folder, 'kek');
  writeFileSync(wrappingKeyFile, new Uint8Array(32).fill(5), { mode: 0o600 });
  keyRecordsContract(async () => {
    const place = { url: server().url, database: server().freshDatabase() };
    return { openRecords: () => openMongoKeyRecords({ ...place, wrappingKeyFile }), openStore: () => openMongoKeyStore({ ...place, wrappingKey: { file: wrappingKeyFile } }) };
  });
  it('makes no wrapping key', async () => {
    const missing = join(folder, 'missing');
    await expect(openMongoKeyRecords({ url: server().url, database: server().freshDatabase(), wrappingKeyFile: missing })).rejects.toThrow(KeyStoreDamaged);
    expect(existsSync(missing)).toBe(false);
  });
});
