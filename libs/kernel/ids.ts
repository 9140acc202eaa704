import type { Sha1 } from './ports.js';

/** The namespace of every id that Parity derives. */
export const parityNamespace = '7c1f3f0e-5d0c-5a3e-9f0b-3009515a2016';

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuidShape.test(value);

export const uuidBytes = (uuid: string): Uint8Array =>
  Uint8Array.from(uuid.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const namespaceBytes = uuidBytes(parityNamespace);

/** A name-based UUID, version 5 (RFC 9562 §5.5), in Parity's namespace: the same name gives the same id. */
export const uuidV5 = (sha1: Sha1, name: string): string => {
  const hash = sha1([namespaceBytes, name]);
  let text = '';
  for (let at = 0; at < 16; at += 1) {
    const byte = hash[at] ?? 0;
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-';
    text += hex[at === 6 ? (byte & 0x0f) | 0x50 : at === 8 ? (byte & 0x3f) | 0x80 : byte];
  }
  return text;
};
