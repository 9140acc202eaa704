import { code } from '../../kernel/schema.js';

/** What a text means, or the rule that it breaks. */
export type Rule<Value> = (text: string) => Value | { readonly rule: string };

export const integer = (from: number, to: number): Rule<number> => (text) => {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= from && value <= to ? value : { rule: `must be an integer from ${from} to ${to}` };
};
export const oneOf = <const Value extends string>(...values: readonly Value[]): Rule<Value> => (text) =>
  values.find((value) => value === text) ?? { rule: `must be one of ${values.join(', ')}` };
export const text: Rule<string> = (value) => (value.trim() === '' ? { rule: 'must not be empty' } : value);
export const anyText: Rule<string> = (value) => value;
export const aCode: Rule<string> = (value) => (code.accepts(value) ? value : { rule: `must be a ${code.describe}` });
/** Names a database and a log: what every server takes. */
export const slug: Rule<string> = (value) => (/^[a-z][a-z0-9-]{0,37}$/.test(value) ? value : { rule: 'must be small letters, digits and hyphens, at most 38, a letter first' });
export const address: Rule<string> = (value) =>
  /^[A-Za-z0-9.:-]{1,253}$/.test(value) ? value : { rule: 'must be an address of this machine, such as 127.0.0.1, ::1 or 0.0.0.0' };

/** Credentials in an address would be shown to whoever lists processes, and by messages that name the address. */
const holdsCredentials = (value: string): boolean => /^[a-z+]+:\/\/[^/?]*@/i.test(value);
export const addressOf = (...schemes: readonly string[]): Rule<string> => (value) => {
  if (value === '') return value;
  const rule = `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, without a user or password`;
  return schemes.some((scheme) => value.startsWith(`${scheme}://`) && value.length > scheme.length + 3) && !holdsCredentials(value) ? value : { rule };
};

const loopbackAddresses: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
/** Reachable from this machine alone. */
export const isLoopback = (host: string): boolean => loopbackAddresses.has(host);
