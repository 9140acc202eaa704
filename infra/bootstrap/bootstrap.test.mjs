import { mkdtempSync, rmSync, writeFileSync, mkdirSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourcesHash } from './build.mjs';
import { countsOf } from './checks.mjs';
import { Refused, runChild } from './child.mjs';
import { findDifference, whyInstall } from './install.mjs';
import { findUnfit, pinnedNode } from './machine.mjs';
import { asTheOnlyOne } from './only-one.mjs';

const folders = [];
const emptyFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-bootstrap-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('judging the machine before anything is downloaded', () => {
  it.each([
    ['linux', 'x64', '20.19.0', false, true],
    ['linux', 'arm64', '20.18.9', false, false],
    ['win32', 'x64', '22.0.0', false, true],
    ['linux', 'x64', '22.21.0', true, false],
    ['linux', 'x64', '24.7.0', true, true],
    ['darwin', 'arm64', '24.6.9', false, false],
    ['darwin', 'arm64', '24.7.0', false, true],
    ['win32', 'arm64', '25.0.0', false, true],
  ])('%s %s with Node %s (musl: %s) is fit: %s', (platform, arch, nodeVersion, isMusl, isFit) => {
    const unfit = findUnfit({ platform, arch, nodeVersion, isMusl });
    expect(unfit === undefined).toBe(isFit);
    expect(unfit?.split('\n') ?? ['']).toHaveLength(1);
  });
  it('pins no Node where there is no package of it', () => {
    expect(pinnedNode('p', { platform: 'linux', arch: 'x64', isMusl: true })).toBeUndefined();
    expect(pinnedNode('p', { platform: 'darwin', arch: 'arm64', isMusl: false })).toBeUndefined();
  });
});

describe('comparing what is installed with the lock file', () => {
  const wanted = { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' }, 'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true } };
  const { 'node_modules/a': a, 'node_modules/b': b } = wanted;
  it.each([
    ['the same', { 'node_modules/a': a, 'node_modules/b': b }, undefined],
    ["another machine's package absent", { 'node_modules/a': a }, undefined],
    ['nothing', undefined, 'nothing is installed'],
    ['a package missing', { 'node_modules/b': b }, 'node_modules/a is missing'],
    ['an older version', { 'node_modules/a': { ...a, version: '0.9.0' } }, 'node_modules/a is another version'],
    ['other bytes of the same version', { 'node_modules/a': { ...a, integrity: 'sha512-x' } }, 'node_modules/a is another version'],
    ['one too many', { 'node_modules/a': a, 'node_modules/c': a }, 'node_modules/c is not in the lock file'],
  ])('of %s says so', (_, installed, expected) => expect(findDifference(wanted, installed)).toBe(expected));
  it('refuses a folder without a readable lock file or finds the pinned Node missing', () => {
    const folder = emptyFolder();
    const machineHasPin = pinnedNode(folder, { platform: process.platform, arch: process.arch, isMusl: false }) !== undefined;
    if (machineHasPin) expect(whyInstall(folder)).toBe('the pinned Node is missing');
    else expect(() => whyInstall(folder)).toThrow(Refused);
  });
});

describe('telling whether a build is of these sources', () => {
  const project = () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'libs'));
    for (const [name, text] of [['.swcrc', '{}'], ['package-lock.json', '{}'], ['libs/a.ts', 'export const a = 1;']]) writeFileSync(join(folder, name), text);
    return folder;
  };
  it('does not ask when they were written', () => {
    const folder = project();
    const before = sourcesHash(folder);
    utimesSync(join(folder, 'libs/a.ts'), 1, 1);
    expect(sourcesHash(folder)).toBe(before);
  });
  it.each([
    ['libs/a.ts', 'export const a = 2;', true],
    ['libs/b.json', '{}', true],
    ['.swcrc', '{ }', true],
    ['libs/a.test.ts', 'it', false],
  ])('asks what %s holds', (name, text, isOther) => {
    const folder = project();
    const before = sourcesHash(folder);
    writeFileSync(join(folder, name), text);
    expect(sourcesHash(folder) !== before).toBe(isOther);
  });
});

describe('running one bootstrap of a folder at a time', () => {
  it('lets the second wait until the first is done', async () => {
    const folder = emptyFolder();
    const told = [];
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const first = asTheOnlyOne(folder, () => told.push('first waits'), () => held.then(() => told.push('first')));
    const second = asTheOnlyOne(folder, () => release(told.push('second waits')), async () => told.push('second'));
    await Promise.all([first, second]);
    expect(told).toEqual(['second waits', 'first', 'second']);
  });
  it('lets go when the work fails', async () => {
    const folder = emptyFolder();
    await expect(asTheOnlyOne(folder, () => undefined, () => Promise.reject(new Refused('no')))).rejects.toThrow('no');
    expect(await asTheOnlyOne(folder, () => expect('waiting').toBe('not waiting'), async () => 'free')).toBe('free');
  });
});

describe('ending with the counts', () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, numRuntimeErrorTestSuites: 0 };
  it('adds what is still to do to what was skipped', () => expect(countsOf(report)).toEqual({ passed: 5, failed: 1, skipped: 3 }));
  it('counts a suite that did not start as a failure', () => expect(countsOf({ ...report, numRuntimeErrorTestSuites: 2 }).failed).toBe(3));
  it('counts a missing report as a failure', () => expect(countsOf(undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 }));
});

describe('running a program to its end', () => {
  it('gives its exit code', async () => expect(await runChild(process.execPath, ['-e', 'process.exit(3)'])).toMatchObject({ code: 3, signal: null }));
  it.each([
    ['passes a signal on', false, 'process.on("SIGTERM", () => process.exit(7))', { code: 7, signal: 'SIGTERM' }],
    ['kills what may be done again from the start', true, 'process.on("SIGTERM", () => undefined)', { code: null, signal: 'SIGTERM' }],
  ])('%s', async (_, breakable, handler, expected) => {
    const ended = runChild(process.execPath, ['-e', `${handler}; setInterval(() => undefined, 1000); process.stdout.write("ready")`], { breakable, stdio: ['ignore', 'pipe', 'pipe'] });
    await new Promise((resolve) => setTimeout(resolve, 500));
    process.emit('SIGTERM', 'SIGTERM');
    expect(await ended).toMatchObject(expected);
  });
});
