import { keyStoreContract } from '../key-store.contract.js';
import { openInMemoryKeyStore } from './in-memory-key-store.js';

describe('a key store in memory', () =>
  keyStoreContract({ open: async () => openInMemoryKeyStore(), reopen: { absentBecause: 'memory ends with its process' } }));
