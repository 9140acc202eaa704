import type { Scope } from './service-tokens.js';

/** What acts on how the registry is run, and not on what it says of officials. */
const operated = /^\/api\/v1\/(projections|events)\//;
const open: ReadonlySet<string> = new Set(['/health/live', '/health/ready']);

/**
 * What a caller must be allowed to be answered; undefined: anybody may, for who watches over a process holds no token.
 * @param route the template that the router matched, whatever way the address was written in; undefined where it matched none
 */
export const requiredScope = (method: string, route: string | undefined): Scope | undefined => {
  const isReading = method === 'GET' || method === 'HEAD';
  if (route !== undefined && open.has(route) && isReading) return undefined;
  if (route === '/metrics') return 'metrics';
  if (isReading) return 'query';
  return route !== undefined && operated.test(route) ? 'operate' : 'command';
};
