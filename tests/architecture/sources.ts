import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the repository; `path` is from the root, with `/`. */
export type SourceFile = { readonly path: string; readonly text: string };
/** What breaks a rule of the house, as one line that says where, what and what instead. */
export type Finding = string;

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What .gitignore names, and git's own folder: not part of the repository. */
const outside = new Set(['.git', 'node_modules', 'dist', 'data', 'coverage', 'bench-results.json']);
const binary = /\.(png|jpe?g|ico|woff2?|db|xlsx|docx|pdf|gz|zip)$/;

const pathsUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if ((folder === '' && outside.has(entry.name)) || entry.name.endsWith('.tsbuildinfo')) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? pathsUnder(path) : [path];
  });

export const topLevel = (): string[] => readdirSync(root).filter((name) => !outside.has(name) && !name.endsWith('.tsbuildinfo'));
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const repositoryFiles = (): SourceFile[] =>
  pathsUnder('').filter((path) => !binary.test(path)).map((path) => ({ path, text: read(path) }));

/** TypeScript that runs in production; what stands beside it for tests and measurements is not. */
export const isProduction = ({ path }: SourceFile): boolean =>
  /^(apps|libs)\/.*\.ts$/.test(path) && !/\.(test|fixtures|contract|bench)\.ts$/.test(path);

const importForms = /(?:^|\n)\s*(?:import|export)\s[^;'"]*?\bfrom\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

const resolve = (from: string, target: string): string => {
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/').replace(/\.js$/, '.ts');
};

/** Everything a file imports: files of the repository by their path, packages and `node:` modules by their name. */
export const importsOf = ({ path, text }: SourceFile): string[] =>
  [...text.matchAll(importForms)].map((match) => match[1] ?? match[2] ?? match[3] ?? '').map((target) => (target.startsWith('.') ? resolve(path, target) : target));
