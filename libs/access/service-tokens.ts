import { createHash, timingSafeEqual } from 'node:crypto';

/** What a token may be used for: recording, asking, acting on projections, and reading metrics. */
export const scopes = ['command', 'query', 'operate', 'metrics'] as const;
export type Scope = (typeof scopes)[number];

/** A program that calls, by the name its token was given. */
export type Caller = { readonly name: string; readonly scopes: ReadonlySet<Scope> };
export type ServiceTokens = {
  /** Whose token it is. It is compared with every one there is, so that the time tells nothing of any. */
  find(token: string): Caller | undefined;
};

/** A file of tokens that is not to be relied on. The message shows nothing that stands in it but names. */
export class TokensUnusable extends Error {
  override readonly name = 'TokensUnusable';
}

type Entry = Caller & { readonly hash: Buffer };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isScope = (value: unknown): value is Scope => scopes.some((scope) => scope === value);
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const entryOf = (value: unknown, at: number): Entry => {
  const where = `token ${at + 1}`;
  if (!isRecord(value)) throw new TokensUnusable(`${where} is no object`);
  const { name, sha256: hash, scopes: given } = value;
  const strange = Object.keys(value).find((field) => !['name', 'sha256', 'scopes'].includes(field));
  // Somebody who wrote the token itself into the file must notice.
  if (strange !== undefined) throw new TokensUnusable(`${where} has a field other than name, sha256 and scopes`);
  if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9.-]{0,79}$/.test(name)) throw new TokensUnusable(`${where} needs a name of small letters, digits, points and hyphens`);
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) throw new TokensUnusable(`${name} needs sha256: the 64 hexadecimal digits of its token's hash`);
  if (!Array.isArray(given) || given.length === 0 || !given.every(isScope)) throw new TokensUnusable(`${name} needs scopes, some of ${scopes.join(', ')}`);
  return { name, hash: Buffer.from(hash, 'hex'), scopes: new Set(given) };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new TokensUnusable('it is no JSON');
  }
};

/** Reads `{"tokens":[{"name","sha256","scopes"}]}`. @throws TokensUnusable */
export const readServiceTokens = (text: string): ServiceTokens => {
  const file = parsed(text);
  if (!isRecord(file) || !Array.isArray(file['tokens'])) throw new TokensUnusable('it must be {"tokens":[…]}');
  const entries = file['tokens'].map(entryOf);
  if (entries.length === 0) throw new TokensUnusable('it holds no token');
  const isRepeated = (values: readonly string[]): boolean => new Set(values).size < values.length;
  if (isRepeated(entries.map(({ name }) => name))) throw new TokensUnusable('two tokens have one name');
  if (isRepeated(entries.map(({ hash }) => hash.toString('hex')))) throw new TokensUnusable('two names have one token');
  return {
    find: (token) => {
      const presented = sha256(token);
      let found: Entry | undefined;
      for (const entry of entries) if (timingSafeEqual(entry.hash, presented)) found = entry;
      return found && { name: found.name, scopes: found.scopes };
    },
  };
};
