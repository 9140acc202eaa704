import { canonicalJson } from './canonical-json.js';
import { CorruptHistory } from './errors.js';
import type { LogIndex, Revision } from './log.js';

/** Most bytes of one envelope: what a C2SP entry bundle can carry. */
export const envelopeBytesMax = 65_535;

/** The fields of one person, encrypted together with AES-256-GCM; binary parts are base64url. */
export type SealedFields = {
  readonly kid: string;
  readonly alg: 'A256GCM';
  readonly iv: string;
  readonly ct: string;
  readonly tag: string;
  readonly fields: readonly string[];
};

/** What is stored and hashed of an event: DESIGN rule 2, version 1. */
export type Envelope = {
  readonly v: 1;
  readonly type: string;
  readonly schema: number;
  readonly stream: string;
  readonly revision: Revision;
  /** ISO 8601 in UTC with milliseconds, of the command process's clock. */
  readonly recordedAt: string;
  readonly actor: string;
  readonly role: string;
  readonly commandId: string;
  /** HMAC-SHA-256 of the canonical command, base64url, under the person's key or the look-up key. */
  readonly request: string;
  /** The last index of what was read across streams to decide, -1 when nothing was. */
  readonly reliedOn: LogIndex;
  /** The event or command that caused this one, null for a person's own act. */
  readonly causation: string | null;
  readonly correlation: string;
  /** 16 random bytes, base64url: a hash of this envelope tells nothing about a guessable content. */
  readonly salt: string;
  readonly data: object;
  readonly sealed: readonly SealedFields[];
};

/** The one text of an envelope. @throws NotCanonical, RangeError when it is over 65,535 bytes of UTF-8. */
export const encodeEnvelope = (envelope: Envelope, utf8Length: (text: string) => number): string => {
  const text = canonicalJson(envelope);
  const bytes = utf8Length(text);
  if (bytes > envelopeBytesMax) throw new RangeError(`an event may hold at most ${envelopeBytesMax} bytes, this one has ${bytes}`);
  return text;
};

const texts = ['type', 'stream', 'recordedAt', 'actor', 'role', 'commandId', 'request', 'correlation', 'salt'] as const;
const numbers = ['schema', 'revision', 'reliedOn'] as const;

const isEnvelope = (value: unknown): value is Envelope => {
  if (typeof value !== 'object' || value === null) return false;
  const held: Partial<Record<string, unknown>> = value;
  return (
    held['v'] === 1 &&
    texts.every((name) => typeof held[name] === 'string') &&
    numbers.every((name) => Number.isSafeInteger(held[name])) &&
    typeof held['data'] === 'object' &&
    held['data'] !== null &&
    Array.isArray(held['sealed'])
  );
};

/** Where an event lies, as its store says. */
export type Place = { readonly stream: string; readonly revision: Revision; readonly type: string };

/** Reads a stored text. @throws CorruptHistory when it is no envelope v1 or lies elsewhere than it says. */
export const decodeEnvelope = (text: string, place: Place): Envelope => {
  const value = parse(text, place);
  if (!isEnvelope(value)) throw new CorruptHistory(`${place.stream}@${place.revision} is no envelope v1`);
  if (value.stream !== place.stream || value.revision !== place.revision || value.type !== place.type)
    throw new CorruptHistory(`${place.type} lies at ${place.stream}@${place.revision} but says ${value.type} at ${value.stream}@${value.revision}`);
  return value;
};

const parse = (text: string, place: Place): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CorruptHistory(`${place.stream}@${place.revision} is not JSON`, { cause });
  }
};
