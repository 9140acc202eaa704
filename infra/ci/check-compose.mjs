// Checks docker-compose.yml with the Compose program itself, which needs no engine for it. The program is built once, from its source, through the Go
// module proxy, and kept. Where Go is absent, or the proxy is, it says that nothing was checked and ends with 0; a file that Compose refuses ends with 1.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '2.40.3';
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const target = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'parity', `docker-compose-${version}`);
const say = (text) => process.stderr.write(`check-compose: ${text}\n`);

const findGo = () => [...(process.env.PATH ?? '').split(delimiter), '/usr/local/go/bin'].map((folder) => join(folder, 'go')).find((file) => existsSync(file));

const run = (command, args, options) => {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${args.slice(0, 2).join(' ')}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
};

const make = (go) => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-compose-'));
  try {
    say(`building Compose ${version}: some minutes, once`);
    writeFileSync(join(folder, 'go.mod'), 'module checked\n\ngo 1.24\n');
    run(go, ['get', `github.com/docker/compose/v2/cmd@v${version}`], { cwd: folder });
    run(go, ['build', '-trimpath', '-o', 'docker-compose', 'github.com/docker/compose/v2/cmd'], { cwd: folder });
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(folder, 'docker-compose'), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const program = () => {
  if (existsSync(target)) return target;
  const go = findGo();
  if (!go) return void say('SKIPPED, docker-compose.yml was not checked: there is no Go to build Compose with');
  try {
    make(go);
    return target;
  } catch (error) {
    return void say(`SKIPPED, docker-compose.yml was not checked: Compose could not be built (${error.message})`);
  }
};

const compose = program();
if (compose) {
  const { status, stderr } = spawnSync(compose, ['--file', join(root, 'docker-compose.yml'), 'config', '--quiet'], { encoding: 'utf8' });
  const told = stderr.trim();
  if (status === 0 && told === '') say(`docker-compose.yml is what Compose ${version} takes`);
  else {
    say(`Compose ${version} refuses docker-compose.yml or warns of it: ${told}`);
    process.exitCode = 1;
  }
}
