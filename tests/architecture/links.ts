import type { Finding, SourceFile } from './sources.js';

const link = /\]\(([^)\s]+)\)/g;

const resolve = (from: string, target: string): string => {
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

/** Links between the repository's own pages that lead nowhere. A folder is a target too. */
export const findDeadLinks = (files: readonly SourceFile[]): Finding[] => {
  const isThere = (path: string) => files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) => [...text.matchAll(link)].map(([, target = '']) => ({ path, target })))
    .filter(({ target }) => !/^([a-z]+:|#)/.test(target))
    .filter(({ path, target }) => !isThere(resolve(path, target.replace(/#.*$/, ''))))
    .map(({ path, target }) => `${path}: links to ${target}, which is not there`);
};
