import { readStoreContract } from '../read-store.contract.js';
import { openInMemoryReadStore } from './in-memory-read-store.js';

describe('a read store in memory', () =>
  readStoreContract({ open: async () => openInMemoryReadStore(), reopen: { absentBecause: 'memory ends with its process' } }));
