// Plain JavaScript for any Node from 20.19 on: it installs, builds and then runs Parity on the Node that the lock file pins.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt, sourcesHash } from './build.mjs';
import { lint, runAllChecks, runFaults, runSuites } from './checks.mjs';
import { endAs, Interrupted, Refused, runChild } from './child.mjs';
import { install, whyInstall } from './install.mjs';
import { findUnfit, parityNode, thisMachine } from './machine.mjs';
import { asTheOnlyOne } from './only-one.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Also in the launchers `parity` and `parity.cmd`. */
const nodeFlags = ['--disable-warning=ExperimentalWarning', '--enable-source-maps'];

const runApp = (app, ...first) => (args) => {
  const main = join(root, 'dist', 'apps', app, 'main.js');
  if (!existsSync(main)) throw new Refused(`This build lacks apps/${app}/main.ts.`);
  return runChild(parityNode(root), [...nodeFlags, main, ...first, ...args]);
};

const writeReference = async () => ({ code: (await runSuites(root, ['tests/architecture/reference', 'tests/acceptance/api-description', 'tests/queries'], { PARITY_WRITE_REFERENCE: '1' })).failed === 0 ? 0 : 1 });

const commands = {
  demo: { needsBuild: true, run: runApp('cli', 'demo') },
  start: { needsBuild: true, run: runApp('cli', 'serve') },
  bench: { needsBuild: true, run: runApp('bench') },
  test: { needsBuild: true, run: (args) => runAllChecks(root, args) },
  'test:faults': { needsBuild: true, run: (args) => runFaults(root, args) },
  build: { needsBuild: true, run: async () => ({ code: 0 }) },
  lint: { needsBuild: false, run: (args) => lint(root, args) },
  reference: { needsBuild: false, run: writeReference },
};

const sayWaiting = () => process.stderr.write('Another Parity command is installing or building in this folder; waiting for it …\n');

const prepare = async ({ needsBuild }) => {
  const isReady = () => whyInstall(root) === undefined && (!needsBuild || isBuilt(root, sourcesHash(root)));
  if (isReady()) return;
  await asTheOnlyOne(root, sayWaiting, async () => {
    if (whyInstall(root) !== undefined) await install(root);
    const hash = sourcesHash(root);
    if (needsBuild && !isBuilt(root, hash)) await build(root, hash);
  });
};

const main = async () => {
  const [name = '', ...rest] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new Refused(`Say what to run: ${Object.keys(commands).join(', ')}.`, 64);
  const unfit = findUnfit(thisMachine());
  if (unfit !== undefined) throw new Refused(unfit, 69);
  await prepare(command);
  return command.run(rest[0] === '--' ? rest.slice(1) : rest);
};

try {
  endAs(await main());
} catch (error) {
  if (error instanceof Interrupted) endAs(error.ended);
  else {
    process.stderr.write(`${error instanceof Refused ? error.message : error.stack}\n`);
    process.exit(error.exitCode ?? 70);
  }
}
