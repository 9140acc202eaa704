import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { all, append, clientOf, failureOf } from './event-store-client.fixtures.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from './eventstoredb-double.js';
import { selfSignedCertificate } from './self-signed.fixtures.js';

let folder: string;
let double: EventStoreDbDouble;
const as = (credentials: string) => clientOf(double.url.replace('esdb://', `esdb://${credentials}`) + `&tlsCAFile=${encodeURIComponent(join(folder, 'ca.pem'))}`);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'double-'));
  const tls = selfSignedCertificate();
  writeFileSync(join(folder, 'ca.pem'), tls.certificate);
  double = await openEventStoreDbDouble({ tls, credentials: { user: 'parity', password: 'right' } });
});
afterAll(async () => {
  await double.close();
  rmSync(folder, { recursive: true });
});

describe('asking for credentials over TLS', () => {
  it('lets in who has them', async () => {
    const client = as('parity:right@');
    expect(await append(client, 'a')).toMatchObject({ success: true });
    expect(await all(client.readStream('a'))).toHaveLength(1);
    await client.dispose();
  });

  it.each([['parity:wrong@'], ['']])('refuses %p', async (credentials) => {
    const client = as(credentials);
    expect(await failureOf(append(client, 'b'))).toMatchObject({ type: 'access-denied' });
    expect(await failureOf(all(client.readAll()))).toMatchObject({ type: 'access-denied' });
    expect(double.log.stream('b')).toHaveLength(0);
    await client.dispose();
  });
});
