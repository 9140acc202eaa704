import { isProduction, repositoryFiles } from '../architecture/sources.js';

const asking = /\bsnapshot\.(find|getMany|get)\(/g;
/** The stores themselves, and what stands around one to measure it. */
const notAsking = /^libs\/(read-store|platform)\//;

/** Which file asks a snapshot in which ways. */
export const callSitesOf = (): { readonly [path: string]: readonly string[] } =>
  Object.fromEntries(
    repositoryFiles()
      .filter((file) => isProduction(file) && !notAsking.test(file.path))
      .map(({ path, text }) => [path, [...new Set([...text.matchAll(asking)].map(([, way = '']) => way))].sort()] as const)
      .filter(([, ways]) => ways.length > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
