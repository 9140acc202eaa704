import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Interrupted, Refused, runChild } from './child.mjs';
import { pinnedNode, thisMachine } from './machine.mjs';
import { showProgress } from './progress.mjs';

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
};

/**
 * Why the installed packages are not those of the lock file, or undefined when they are. npm writes `node_modules/.package-lock.json` last of
 * all, so it tells what an installation that ran to its end put there. Optional packages may be missing: they are for other machines.
 */
export const findDifference = (wanted, installed) => {
  if (installed === undefined) return 'nothing is installed';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const held = installed[path];
    if (held === undefined && !entry.optional) return `${path} is missing`;
    if (held !== undefined && (held.version !== entry.version || held.integrity !== entry.integrity)) return `${path} is another version`;
  }
  const extra = Object.keys(installed).find((path) => path !== '' && wanted[path] === undefined);
  return extra === undefined ? undefined : `${extra} is not in the lock file`;
};

export const whyInstall = (root) => {
  const pinned = pinnedNode(root, thisMachine());
  if (pinned !== undefined && !existsSync(pinned)) return 'the pinned Node is missing';
  const wanted = packagesOf(join(root, 'package-lock.json'));
  if (wanted === undefined) throw new Refused('package-lock.json is missing or damaged: restore it and run the command again.');
  return findDifference(wanted, packagesOf(join(root, 'node_modules', '.package-lock.json')));
};

/** npm as it was called, with the Node it runs on; called without npm, the `npm` of the PATH. */
const npmCommand = (root) => {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  const inside = join(root, 'node_modules');
  if (script?.endsWith('.js') && node && !node.startsWith(inside)) return { file: node, args: [script], options: {} };
  if (script?.endsWith('.js')) return { file: process.execPath, args: [script], options: {} };
  return process.platform === 'win32' ? { file: 'npm.cmd', args: [], options: { shell: true } } : { file: 'npm', args: [], options: {} };
};

/** Windows keeps a running program's file from being deleted but lets it be moved: `npm ci` is about to delete the Node that may run this. */
const moveRunningNodeAside = (root) => {
  if (process.platform !== 'win32' || !process.execPath.startsWith(join(root, 'node_modules'))) return;
  const aside = join(root, 'dist', `node-${process.pid}.exe.old`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  renameSync(process.execPath, aside);
};

const countInstalled = (root) => {
  try {
    return readdirSync(join(root, 'node_modules')).length;
  } catch {
    return 0;
  }
};

/** Installs exactly what the lock file says. No script of a package runs. */
export const install = async (root) => {
  const { file, args, options } = npmCommand(root);
  const top = Object.keys(packagesOf(join(root, 'package-lock.json')) ?? {}).filter((path) => path.lastIndexOf('node_modules/') === 0).length;
  const progress = showProgress('Installing packages', () => `, ${countInstalled(root)} of about ${top}`);
  moveRunningNodeAside(root);
  // From here on nothing passes for installed until npm has written this again. Asked to stop, npm would first extract everything and then remove it.
  rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true });
  const flags = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error', '--no-progress'];
  const ended = await runChild(file, [...args, ...flags], { ...options, cwd: root, breakable: true, stdio: ['ignore', 'pipe', 'pipe'] }).catch((error) => {
    progress.stop();
    throw new Refused(error.code === 'ENOENT' ? 'npm is not on the PATH: install Node with npm and run the command again.' : error.message);
  });
  if (ended.code === 0) {
    // With musl the pinned Node is there but cannot run, and npm would put it first on the PATH.
    if (thisMachine().isMusl) rmSync(join(root, 'node_modules', '.bin', 'node'), { force: true });
    return progress.done('Packages installed');
  }
  progress.stop();
  if (ended.signal) throw new Interrupted(ended);
  process.stderr.write(`${ended.output.trimEnd()}\n`);
  throw new Refused(`The packages could not be installed (npm ci ended with ${ended.code}). Check the network or npm's registry setting and run the command again.`);
};
