import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { failureLine, leaveNothingBehind, newFolder, run, serve } from '../journeys/parity-process.js';

leaveNothingBehind();

const setFormat = (file: string, version: number): void => {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
};
const serving = (folder: string) => run(['serve', '--data-dir', folder, '--port', '0']);

describe('a store file that a newer release has written', () => {
  const folder = newFolder();
  beforeAll(async () => {
    expect((await run(['init', 'binh-duong', '--data-dir', folder])).code).toBe(0);
  }, 600_000);

  it.each([
    ['events.db', 1, 4, /store format 2, this release knows 1: use the newer release/],
    ['keys.db', 0, 4, /key store format 1, this release knows 0: use the newer release/],
    ['read.db', 0, 3, /read store format 1, this release knows 0: use the newer release that wrote it, or remove the file/],
  ])('%s is refused by name and left as it is', async (name, known, code, words) => {
    const file = join(folder, name);
    setFormat(file, known + 1);
    const before = readFileSync(file);
    const refused = [await serving(folder), await run(['init', 'binh-duong', '--data-dir', folder])];
    for (const ended of refused) {
      expect(ended.code).toBe(code);
      expect(failureLine(ended)).toMatch(words);
    }
    expect(readFileSync(file)).toEqual(before);
    // The file of this release's own format is served: it was the version that was refused.
    setFormat(file, known);
    const server = await serve(folder);
    server.signal('SIGTERM');
    expect((await server.ended).code).toBe(0);
  }, 600_000);
});
