import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnMongod } from '../../mongodb/mongod.fixtures.js';
import { openEmbeddedReadStore } from '../../read-store/embedded/embedded-read-store.js';
import { openMongoReadStore } from '../../read-store/mongodb/mongo-read-store.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import { openInMemoryReadStore } from '../../read-store/in-memory/in-memory-read-store.js';
import type { OperatedStore } from './operation.fixtures.js';
import { rebuildContract } from './rebuild.contract.js';
import { sharingContract } from './sharing.contract.js';

const folder = mkdtempSync(join(tmpdir(), 'parity-operation-'));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;

/** As another process would have it, which closes only its own. Two connections of one process to one file would wait for each other. */
const shared = (store: ReadStore): OperatedStore => ({ store, openSecond: async () => ({ ...store, close: async () => {} }) });

describe.each<[string, () => ReadStore]>([
  ['in memory', () => openInMemoryReadStore()],
  ['in a file', () => openEmbeddedReadStore({ file: join(folder, `read-${(made += 1)}.db`) })],
])('projections in operation, %s', (_, open) => {
  rebuildContract(async () => shared(open()));
  sharingContract(async () => shared(open()));
});

describeOnMongod('projections in operation, on MongoDB', (server) => {
  const onMongod = async (): Promise<OperatedStore> => {
    const place = { url: server().url, database: server().freshDatabase() };
    return { store: await openMongoReadStore(place), openSecond: () => openMongoReadStore(place) };
  };
  rebuildContract(onMongod);
  sharingContract(onMongod);
});
