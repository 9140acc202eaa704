import { KeyStoreUnavailable, type KeyStore } from '../../libs/key-store/key-store.port.js';
import type { Life } from './course.js';
import { ask, strikes, type World } from './world.js';

/** The way of one process to the key store. */
export const faultyKeyStore = (world: World, life: Life): KeyStore => {
  const { disk: { keys: disk } } = world;
  const asking = <Answer>(label: string, answer: () => Promise<Answer>): Promise<Answer> =>
    ask(world, life, label, async () => {
      if (strikes(world, 'keysBefore')) throw new KeyStoreUnavailable('away');
      const answered = await answer();
      if (strikes(world, 'keysAfter')) throw new KeyStoreUnavailable('the answer was lost');
      return answered;
    });
  return {
    ensureKey: (person) => asking('ensureKey', () => disk.ensureKey(person)),
    findKey: (person) => asking('findKey', () => disk.findKey(person)),
    isDestroyed: (person) => asking('isDestroyed', () => disk.isDestroyed(person)),
    keys: () => disk.keys(),
    destroyKey: (person) => asking('destroyKey', () => disk.destroyKey(person)),
    destroyed: () => disk.destroyed(),
    lookupKey: () => asking('lookupKey', () => disk.lookupKey()),
    reserve: (...reservation) => asking('reserve', () => disk.reserve(...reservation)),
    findReservation: (identity) => asking('findReservation', () => disk.findReservation(identity)),
    close: () => Promise.resolve(),
  };
};
