import { exists } from '../../event-store/exists.js';
import type { EventStoreReader } from '../../event-store/event-store.port.js';
import type { Refusal } from '../../kernel/decision.js';
import type { KeyStore, Reservation } from '../../key-store/key-store.port.js';
import { hmac } from '../../key-store/sealing.js';

/** A reservation whose stream does not exist after this long was left by a command that never came through. */
const abandonedAfterMs = 60_000;

/** One official an identity number, held by its HMAC before the event is appended (DESIGN rule 7). */
export const identityReservations = (keys: KeyStore, store: EventStoreReader) => {
  const hashOf = async (command: object): Promise<string | undefined> =>
    'identityNumber' in command && typeof command.identityNumber === 'string'
      ? hmac(await keys.lookupKey(), `identity|${command.identityNumber.replace(/\s/g, '')}`)
      : undefined;
  const isAbandoned = async (held: Reservation, nowMs: number): Promise<boolean> =>
    nowMs - held.reservedAtMs >= abandonedAfterMs && !(await exists(store, `official-${held.person}`));

  return {
    /** The official who has the command's identity number, if anyone. */
    holderOf: async (command: object, nowMs: number): Promise<string | undefined> => {
      const identity = await hashOf(command);
      const held = identity === undefined ? undefined : await keys.findReservation(identity);
      return held && !(await isAbandoned(held, nowMs)) ? held.person : undefined;
    },
    /** Takes the number for `official`, or says who was first. */
    claim: async (command: object, official: string, nowMs: number): Promise<Refusal | undefined> => {
      const identity = await hashOf(command);
      if (identity === undefined) return undefined;
      const held = await keys.reserve(identity, official, nowMs);
      if (held.person === official) return undefined;
      const taken = (await isAbandoned(held, nowMs)) ? await keys.reserve(identity, official, nowMs, held.person) : held;
      return taken.person === official ? undefined : { code: 'IDENTITY_ALREADY_REGISTERED', official: taken.person };
    },
  };
};
