import { eventStoreDbForTests, type EventStoreDbForTests } from '../../../tests/doubles/eventstoredb/event-store-db.fixtures.js';
import { describeWriteLock } from '../write-lock.contract.js';
import { openServerWriteLock } from './server-write-lock.js';

let server: EventStoreDbForTests;
beforeAll(async () => {
  server = await eventStoreDbForTests();
});
afterAll(() => server.close());

describeWriteLock('EventStoreDB', async () => {
  const options = { url: server.url, log: server.freshLog() };
  return { one: openServerWriteLock(options), other: openServerWriteLock(options) };
});
