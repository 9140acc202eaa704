import { importsOf, isProduction, type Finding, type SourceFile } from './sources.js';

const pure = /^libs\/(kernel|indicators|replay|audit|[^/]+\/domain|[^/]+\/structure)\//;
const decorated = /^(apps\/|libs\/platform\/|libs\/access\/|libs\/[^/]+\/(application|http|answers)\/)/;
const decorator = /^\s*@[A-Z]\w*\(/m;
const packagesByHome: readonly { readonly names: RegExp; readonly home: RegExp; readonly instead: string }[] = [
  { names: /^node:sqlite$/, home: /\/embedded\/|^libs\/platform\/data-directory\/|^apps\/bench\//, instead: 'ask a port' },
  { names: /^(@eventstore\/|@kurrent\/)/, home: /^libs\/event-store\/eventstoredb\//, instead: 'ask the EventStore port' },
  { names: /^mongodb$/, home: /\/mongodb\//, instead: 'ask a port' },
  { names: /^(@nestjs\/|class-validator$|class-transformer$|fastify$)/, home: decorated, instead: 'keep Nest at the edges' },
  { names: /^prom-client$/, home: /^libs\/platform\/metrics\//, instead: 'measure a port by standing around it: libs/platform/metrics' },
  { names: /^pino$/, home: /^libs\/platform\/logging\//, instead: 'write to the Log' },
  { names: /^@opentelemetry\//, home: /^libs\/platform\/tracing\//, instead: 'trace a port by standing around it: libs/platform/tracing' },
  { names: /^(commander|cli-progress|cli-table3)$/, home: /^apps\/cli\//, instead: 'keep the terminal in apps/cli' },
];

const isFile = (target: string) => /^(apps|libs|tests|infra)\//.test(target);

/** Pure libraries that import anything but the repository's own files. */
export const findImpureImports = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter((file) => isProduction(file) && pure.test(file.path))
    .flatMap((file) => importsOf(file).filter((target) => !isFile(target)).map((target) => `${file.path}: a pure library may not import ${target}; pass what it needs in`));

/** Packages used away from the one place that may know them. */
export const findStrayPackages = (files: readonly SourceFile[]): Finding[] =>
  files.filter(isProduction).flatMap((file) =>
    importsOf(file).flatMap((target) =>
      packagesByHome
        .filter(({ names, home }) => names.test(target) && !home.test(file.path))
        .map(({ instead }) => `${file.path}: may not import ${target}; ${instead}`)));

/** Decorators away from the edges. */
export const findStrayDecorators = (files: readonly SourceFile[]): Finding[] =>
  files.filter((file) => isProduction(file) && !decorated.test(file.path) && decorator.test(file.text)).map(({ path }) => `${path}: decorators stand only in apps, platform, application, answers and http`);

const disable = /eslint-disable[^\n]*/g;

/** A rule of lint set aside without saying why. */
export const findUnexplainedExceptions = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter(({ path }) => /\.(ts|mjs)$/.test(path) && !path.startsWith('tests/architecture/') && path !== 'eslint.config.mjs')
    .flatMap(({ path, text }) => [...text.matchAll(disable)].filter(([line]) => !/ -- \S+/.test(line)).map(([line]) => `${path}: "${line.trim()}" says no reason; add " -- why"`));
