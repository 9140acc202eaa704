import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Interrupted, Refused, runChild } from './child.mjs';
import { parityNode } from './machine.mjs';
import { showProgress } from './progress.mjs';

const folders = ['libs', 'apps'];
const notBuilt = /\.(test|fixtures)\.ts$|\.md$/;

const filesUnder = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !notBuilt.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [];

/** One hash of everything that the build is made from: a checkout that only touches times builds nothing. */
export const sourcesHash = (root) => {
  const hash = createHash('sha256');
  const files = [join(root, '.swcrc'), join(root, 'package-lock.json'), ...folders.flatMap((folder) => filesUnder(join(root, folder)))];
  for (const file of files) {
    const bytes = readFileSync(file);
    hash.update(`${file.slice(root.length)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
};

const stampOf = (root) => join(root, 'dist', '.built');

export const isBuilt = (root, hash) => existsSync(stampOf(root)) && readFileSync(stampOf(root), 'utf8') === hash;

/** Compiles beside the old build and puts the new one in its place whole, so that files whose source is gone do not stay. */
export const build = async (root, hash) => {
  const progress = showProgress('Building');
  const beside = join(root, 'dist', `.next-${process.pid}`);
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
  const flags = ['--out-dir', beside, '--copy-files', '--ignore', '**/*.test.ts,**/*.fixtures.ts,**/*.md', '--quiet'];
  const ended = await runChild(parityNode(root), [swc, ...present, ...flags], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  if (ended.code !== 0) {
    rmSync(beside, { recursive: true, force: true });
    progress.stop();
    if (ended.signal) throw new Interrupted(ended);
    process.stderr.write(`${ended.output.trimEnd()}\n`);
    throw new Refused('The build failed: the lines above say where.');
  }
  rmSync(stampOf(root), { force: true });
  for (const folder of folders) {
    rmSync(join(root, 'dist', folder), { recursive: true, force: true });
    if (existsSync(join(beside, folder))) renameSync(join(beside, folder), join(root, 'dist', folder));
  }
  rmSync(beside, { recursive: true, force: true });
  writeFileSync(stampOf(root), hash);
  progress.done('Built');
};
