import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import { describeEventStore } from '../../event-store/event-store.contract.js';
import { openInMemoryEventStore } from '../../event-store/in-memory/in-memory-event-store.js';
import { openInMemoryKeyStore } from '../../key-store/in-memory/in-memory-key-store.js';
import { keyStoreContract } from '../../key-store/key-store.contract.js';
import { openInMemoryReadStore } from '../../read-store/in-memory/in-memory-read-store.js';
import { readStoreContract } from '../../read-store/read-store.contract.js';
import { openLog } from '../logging/log.js';
import { openTracing } from '../tracing/open-tracing.js';
import { openOperation } from './operation.js';

/** A store that is measured and traced is the same store. */
const operation = await openOperation({
  process: 'test',
  log: openLog({ level: 'fatal', process: 'test', write: () => undefined }),
  tracing: openTracing('http://127.0.0.1:1', { process: 'test', exporter: new InMemorySpanExporter() }),
});
afterAll(() => operation.close());

describeEventStore('measured and traced, in-memory', async () => ({
  store: operation.events(openInMemoryEventStore()),
  reopen: { lacking: 'nothing is on disk' },
  openSecond: { lacking: 'the log lies within one process' },
}));
describe('a measured and traced read store', () =>
  readStoreContract({ open: async () => operation.read(openInMemoryReadStore()), reopen: { absentBecause: 'memory ends with its process' } }));
describe('a measured key store', () =>
  keyStoreContract({ open: async () => operation.keys(openInMemoryKeyStore()), reopen: { absentBecause: 'memory ends with its process' } }));
