import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreDbForTests, isRealServer, type EventStoreDbForTests } from '../../../tests/doubles/eventstoredb/event-store-db.fixtures.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../../../tests/doubles/eventstoredb/eventstoredb-double.js';
import { selfSignedCertificate } from '../../../tests/doubles/eventstoredb/self-signed.fixtures.js';
import { collect, event } from '../event-store.fixtures.js';
import { describeEventStore } from '../event-store.contract.js';
import { openEventStoreDb } from './eventstoredb-event-store.js';
import { StoreAccessDenied } from './server-failure.js';

let server: EventStoreDbForTests;
beforeAll(async () => {
  server = await eventStoreDbForTests();
});
afterAll(() => server.close());

describeEventStore('EventStoreDB', async () => {
  const log = server.freshLog();
  const open = () => openEventStoreDb({ url: server.url, log });
  return { store: await open(), reopen: open, openSecond: open };
});

if (isRealServer) describe('keeping the log on an EventStoreDB of one\'s own', () => void it.todo('over TLS with credentials, because EVENTSTORE_URL says how its server is reached'));
else {
  const credentials = { username: 'parity', password: 'p:@/?' };
  let secured: EventStoreDbDouble;
  let folder: string;
  let ca: string;
  beforeAll(async () => {
    const tls = selfSignedCertificate();
    folder = mkdtempSync(join(tmpdir(), 'parity-eventstoredb-'));
    ca = join(folder, 'ca.pem');
    writeFileSync(ca, tls.certificate);
    secured = await openEventStoreDbDouble({ tls, credentials: { user: credentials.username, password: credentials.password } });
  });
  afterAll(async () => {
    await secured.close();
    rmSync(folder, { recursive: true });
  });
  let logs = 0;
  const openSecured = async () => {
    logs += 1;
    const log = `secured-${logs}`;
    const open = () => openEventStoreDb({ url: secured.url, log, credentials, ca, production: true });
    return { store: await open(), reopen: open, openSecond: open };
  };
  describeEventStore('EventStoreDB over TLS with credentials', openSecured);

  describe('being refused by an EventStoreDB over TLS', () => {
    it.each([['a wrong password', { ...credentials, password: 'wrong' }], ['no credentials', undefined]])('says so with %s', async (_, given) => {
      const opening = openEventStoreDb({ url: secured.url, log: 'a', ca, ...(given ? { credentials: given } : {}) });
      await expect(opening).rejects.toThrow(StoreAccessDenied);
    });
    it('reaches nothing without the authority that signed the certificate', async () => {
      await expect(openEventStoreDb({ url: secured.url, log: 'a', credentials, deadlineMs: 500 })).rejects.toMatchObject({ name: 'StoreUnavailable' });
    });
    it('names a missing certificate file, and not the password of an address that it cannot read', async () => {
      await expect(openEventStoreDb({ url: secured.url, log: 'a', credentials, ca: join(folder, 'none.pem') })).rejects.toThrow('the certificate file for EventStoreDB cannot be read');
      const opening = openEventStoreDb({ url: `${secured.url}&nodePreference=nobody`, log: 'a', credentials });
      await expect(opening).rejects.toThrow('one of its options is not known');
      await expect(opening).rejects.not.toThrow(credentials.password);
    });
    it('lets nobody in who has been let in before and is not any more', async () => {
      const { store } = await openSecured();
      await store.append('a', 'none', [event(1)]);
      expect(await collect(store.readAll())).toHaveLength(1);
      await store.close();
    });
  });
}
