import { createHash } from 'node:crypto';
import type { Scope } from './service-tokens.js';

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
export const tokensText = (tokens: { readonly [token: string]: readonly Scope[] }): string =>
  JSON.stringify({ tokens: Object.entries(tokens).map(([token, scopes]) => ({ name: `of-${token}`, sha256: hashOf(token), scopes })) });
