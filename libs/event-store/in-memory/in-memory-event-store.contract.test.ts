import { describeEventStore } from '../event-store.contract.js';
import { openInMemoryEventStore } from './in-memory-event-store.js';

describeEventStore('in-memory', async () => ({
  store: openInMemoryEventStore(),
  reopen: { lacking: 'nothing is on disk' },
  openSecond: { lacking: 'the log lies within one process' },
}));
