import { createHash, randomFillSync } from 'node:crypto';
import { encodeEnvelope, envelopeBytesMax, type Envelope, type SealedFields } from '../kernel/envelope.js';
import type { Event, EventDefinition } from '../kernel/event.js';
import { findFault } from '../kernel/schema.js';
import { uuidV5 } from '../kernel/ids.js';
import type { LogIndex, Revision } from '../kernel/log.js';
import type { Random, Sha1 } from '../kernel/ports.js';
import type { NewEvent } from '../event-store/event-store.port.js';
import type { Key } from '../key-store/key-store.port.js';
import { sealFields } from '../key-store/sealing.js';
import type { Submission } from './command-outcome.js';

export const sha1: Sha1 = (parts) => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
/** Random bytes of the system, drawn many at a time: a draw costs the same for sixteen as for thousands. Each byte is given out once. */
const pooledRandom = (poolSize: number): Random => {
  const pool = new Uint8Array(poolSize);
  let used = poolSize;
  return {
    bytes: (length) => {
      if (length > poolSize) return randomFillSync(new Uint8Array(length));
      if (used + length > poolSize) {
        randomFillSync(pool);
        used = 0;
      }
      used += length;
      return pool.slice(used - length, used);
    },
  };
};
export const systemRandom: Random = pooledRandom(8_192);

export type Recording = {
  readonly stream: string;
  readonly commandId: string;
  readonly request: string;
  readonly reliedOn: LogIndex;
  readonly recordedAt: string;
  readonly submission: Submission;
  /** Whose fields are sealed, and with what; without a key nothing personal can be recorded. */
  readonly person: { readonly id: string; readonly key: Key } | undefined;
};

type Definitions = { get(type: string): EventDefinition };

/** A decider made an event that its own definition does not allow: a defect, found before anything is written. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
}

/** An event whose envelope is over the limit: its command is refused, and nothing is written. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
  constructor(type: string, readonly bytes: number) {
    super(`${type} has ${bytes} bytes`);
  }
}

const checked = (event: Event, definitions: Definitions): EventDefinition => {
  const definition = definitions.get(event.type);
  const fault = findFault(definition.fields, event.data) ?? findFault(definition.personal, event.personal ?? {});
  if (fault) throw new MalformedEvent(`${event.type}.${fault.field}: must be ${fault.rule}`);
  return definition;
};

/** The bytes of what was decided, ready to append after `revision`. @throws MalformedEvent, EventTooLarge, NotCanonical */
export const toNewEvents = (events: readonly Event[], revision: Revision, recording: Recording, definitions: Definitions, random: Random): NewEvent[] =>
  events.map((event, at) => {
    const definition = checked(event, definitions);
    const place = revision + 1 + at;
    const envelope: Envelope = {
      v: 1,
      type: event.type,
      schema: definition.schema,
      stream: recording.stream,
      revision: place,
      recordedAt: recording.recordedAt,
      actor: recording.submission.actor,
      role: recording.submission.role,
      commandId: recording.commandId,
      request: recording.request,
      reliedOn: recording.reliedOn,
      causation: recording.submission.causation ?? null,
      correlation: recording.submission.correlation,
      salt: Buffer.from(random.bytes(16)).toString('base64url'),
      data: event.data,
      sealed: sealedOf(event, place, recording, random),
    };
    const text = encodeEnvelope(envelope, (encoded) => admittedLength(event.type, encoded));
    return { id: uuidV5(sha1, text), type: event.type, text };
  });

const admittedLength = (type: string, text: string): number => {
  const bytes = Buffer.byteLength(text);
  if (bytes > envelopeBytesMax) throw new EventTooLarge(type, bytes);
  return bytes;
};

/** What seals and opens a person's fields besides the key: they cannot be moved to another event or person. */
export const sealingContext = (stream: string, revision: Revision): string => `${stream}|${revision}`;

const sealedOf = (event: Event, revision: Revision, { stream, person }: Recording, random: Random): SealedFields[] => {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(event.personal ?? {})) if (typeof value === 'string') fields[name] = value;
  if (Object.keys(fields).length === 0) return [];
  if (!person) throw new Error(`${event.type} holds personal fields and there is no key to seal them with`);
  return [sealFields(person.key, person.id, sealingContext(stream, revision), fields, random.bytes(12))];
};
