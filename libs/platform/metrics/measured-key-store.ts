import type { KeyStore } from '../../key-store/key-store.port.js';
import { callsOf } from './measured-call.js';
import type { Meters } from './meters.js';

/** The same key store, with what it is asked counted and timed. */
export const measuredKeyStore = (store: KeyStore, meters: Meters): KeyStore => {
  const { measured } = callsOf(meters, 'key');
  return {
    ...(store.lookups && { lookups: store.lookups }),
    ensureKey: measured('ensure-key', (person) => store.ensureKey(person)),
    findKey: measured('find-key', (person) => store.findKey(person)),
    isDestroyed: measured('is-destroyed', (person) => store.isDestroyed(person)),
    keys: () => store.keys(),
    destroyKey: measured('destroy-key', (person) => store.destroyKey(person)),
    destroyed: () => store.destroyed(),
    lookupKey: () => store.lookupKey(),
    reserve: measured('reserve', (...asked: Parameters<KeyStore['reserve']>) => store.reserve(...asked)),
    findReservation: measured('find-reservation', (identity) => store.findReservation(identity)),
    close: () => store.close(),
  };
};
