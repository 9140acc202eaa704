import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStoreContract } from '../read-store.contract.js';
import { CheckpointConflict, ReadStoreUnavailable, type ProjectionSpec, type ReadStore } from '../read-store.port.js';
import { openEmbeddedReadStore } from './embedded-read-store.js';

const folder = mkdtempSync(join(tmpdir(), 'parity-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;
const newFile = () => join(folder, `read-${(made += 1)}.db`);

describe('a read store in a file', () => {
  let file: string;
  readStoreContract({
    open: async () => openEmbeddedReadStore({ file: (file = newFile()) }),
    reopen: async (store: ReadStore) => {
      await store.close();
      return openEmbeddedReadStore({ file });
    },
  });
});

describe('keeping documents in a file', () => {
  const units: ProjectionSpec = { name: 'units', version: 1, collections: [{ name: 'units', indexes: {} }] };
  const commitTo = (store: ReadStore, expected: number, next: number) => store.commit(units, { expected, next, writes: [{ collection: 'units', key: 'u', document: { next } }] });

  it('lets a reader of another process see commits and make none', async () => {
    const file = newFile();
    const writer = openEmbeddedReadStore({ file });
    await writer.declare(units);
    const reader = openEmbeddedReadStore({ file, readOnly: true });
    await commitTo(writer, -1, 3);
    const snapshot = await reader.snapshot(units);
    expect([snapshot.checkpoint, await snapshot.get('units', 'u')]).toEqual([{ index: 3 }, { next: 3 }]);
    await snapshot.close();
    await expect(commitTo(reader, 3, 4)).rejects.toThrow(ReadStoreUnavailable);
    await Promise.all([reader.close(), writer.close()]);
  });
  it('lets one of two projectors on one file in', async () => {
    const file = newFile();
    const [a, b] = [openEmbeddedReadStore({ file }), openEmbeddedReadStore({ file })];
    await a.declare(units);
    await commitTo(a, -1, 3);
    await expect(commitTo(b, -1, 2)).rejects.toThrow(CheckpointConflict);
    await commitTo(b, 3, 4);
    expect(await a.checkpoint(units)).toEqual({ index: 4 });
    await Promise.all([a.close(), b.close()]);
  });
  it('moves what was committed into the file while it is open, on another thread', async () => {
    const file = newFile();
    const store = openEmbeddedReadStore({ file });
    await store.declare(units);
    const documents = 6_000;
    await store.commit(units, { expected: -1, next: 0, writes: Array.from({ length: documents }, (_, at) => ({ collection: 'units', key: `u${at}`, document: { text: 'x'.repeat(4_000) } })) });
    const until = Date.now() + 60_000;
    while (statSync(file).size < documents * 4_000 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(statSync(file).size).toBeGreaterThan(documents * 4_000);
    await commitTo(store, 0, 1);
    await store.close();
  }, 90_000);
  it('refuses names that are no names', async () => {
    const store = openEmbeddedReadStore({ file: newFile() });
    await expect(store.declare({ ...units, name: 'a"; DROP TABLE checkpoints' })).rejects.toThrow(RangeError);
    await store.close();
  });
  it('gives closed snapshots’ connections to later ones, and answers nothing from a closed one', async () => {
    const store = openEmbeddedReadStore({ file: newFile() });
    await store.declare(units);
    const snapshots = await Promise.all(Array.from({ length: 20 }, () => store.snapshot(units)));
    for (const snapshot of snapshots) await snapshot.close();
    await expect(snapshots[0]?.get('units', 'u')).rejects.toThrow(RangeError);
    await (await store.snapshot(units)).close();
    await store.close();
  });
  it('says when it cannot open its file', () =>
    expect(() => openEmbeddedReadStore({ file: join(folder, 'absent', 'read.db') })).toThrow(ReadStoreUnavailable));
});
