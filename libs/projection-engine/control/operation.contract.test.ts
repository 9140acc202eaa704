import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedReadStore } from '../../read-store/embedded/embedded-read-store.js';
import { openInMemoryReadStore } from '../../read-store/in-memory/in-memory-read-store.js';
import { projectionsInOperation } from './operation.contract.js';

const folder = mkdtempSync(join(tmpdir(), 'parity-operation-'));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;

describe('projections in operation, in memory', () =>
  projectionsInOperation(async () => {
    const store = openInMemoryReadStore();
    return { store, openSecond: async () => ({ ...store, close: async () => {} }) };
  }));

describe('projections in operation, in a file', () =>
  projectionsInOperation(async () => {
    const file = join(folder, `read-${(made += 1)}.db`);
    return { store: openEmbeddedReadStore({ file }), openSecond: async () => openEmbeddedReadStore({ file }) };
  }));
