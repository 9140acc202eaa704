/** A value that JSON and I-JSON (RFC 7493) can carry without loss. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A value that would not come back from storage as it went in. `path` is where it stands. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
  constructor(readonly path: string, readonly rule: string) {
    super(`${path || 'the value'}: ${rule}`);
  }
}

const integerLike = /^(0|[1-9]\d*)$/;
const needsEscape = /["\\\u0000-\u001f]/;

const quoted = (text: string, path: string): string => {
  if (!text.isWellFormed()) throw new NotCanonical(path, 'text holds half a surrogate pair');
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
};

/** Property names in UTF-16 code unit order, as RFC 8785 §3.2.3 asks. */
const inOrder = (keys: string[]): string[] => {
  for (let at = 1; at < keys.length; at += 1) if ((keys[at - 1] ?? '') > (keys[at] ?? '')) return keys.sort();
  return keys;
};

const write = (value: unknown, path: string): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value, path);
    case 'number':
      if (!Number.isFinite(value)) throw new NotCanonical(path, 'a number must be finite');
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new NotCanonical(path, 'an integer must lie within 2^53');
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map((item, at) => write(item, `${path}[${at}]`)).join(',')}]`;
      return writeObject(value, path);
    }
    default:
      throw new NotCanonical(path, `a ${typeof value} has no JSON form`);
  }
};

const isRecord = (value: object): value is Record<string, unknown> => !Array.isArray(value);

const writeObject = (value: object, path: string): string => {
  if (!isRecord(value)) throw new NotCanonical(path, 'not a plain object');
  let text = '';
  for (const key of inOrder(Object.keys(value))) {
    const field = value[key];
    if (field === undefined) continue;
    if (integerLike.test(key)) throw new NotCanonical(`${path}.${key}`, 'a property name may not look like an integer: engines reorder those');
    text += `${text === '' ? '' : ','}${quoted(key, path)}:${write(field, `${path}.${key}`)}`;
  }
  return `{${text}}`;
};

/**
 * Canonical JSON (RFC 8785): the one text of a value. Properties that are undefined are left out. It does not normalise Unicode.
 * @throws NotCanonical for what would not survive a round trip: lone surrogates, integers beyond 2^53, integer-like names, non-JSON values.
 */
export const canonicalJson = (value: unknown): string => write(value, '');
