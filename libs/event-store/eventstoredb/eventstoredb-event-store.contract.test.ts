import { eventStoreDbForTests, type EventStoreDbForTests } from '../../../tests/doubles/eventstoredb/event-store-db.fixtures.js';
import { describeEventStore } from '../event-store.contract.js';
import { openEventStoreDb } from './eventstoredb-event-store.js';

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
