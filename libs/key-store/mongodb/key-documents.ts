import { Binary, type Collection, type Db } from 'mongodb';
import { committed, durably } from '../../mongodb/open-connection.js';
import { KeyStoreUnavailable, type Reservation } from '../key-store.port.js';

/** `wrapped: null` and `destroyed` mark a person whose key was destroyed. */
type StoredKey = { readonly _id: string; readonly wrapped: Binary | null; readonly destroyed?: true };
type StoredSystemKey = { readonly _id: string; readonly wrapped: Binary };
type StoredReservation = { readonly _id: string } & Reservation;

const pageSize = 1_000;
const upserting = { upsert: true, returnDocument: 'after', writeConcern: durably } as const;

export const keyCollections = (database: Db) => {
  const keys: Collection<StoredKey> = database.collection('keys', { readConcern: committed });
  const systemKeys: Collection<StoredSystemKey> = database.collection('systemKeys', { readConcern: committed });
  const reservations: Collection<StoredReservation> = database.collection('reservations', { readConcern: committed });
  return { keys, systemKeys, reservations };
};

/** Every question the key store asks, each answered from what a majority has on disk. */
export const keyDocuments = (database: Db) => {
  const { keys, systemKeys, reservations } = keyCollections(database);

  const findReservation = async (identity: string): Promise<Reservation | undefined> => reservationIn(await reservations.findOne({ _id: identity }));
  return {
    findReservation,
    declare: async (): Promise<void> => {
      await database.collection('keys', { writeConcern: durably }).createIndex({ destroyed: 1, _id: 1 }, { partialFilterExpression: { destroyed: true } });
    },
    findKey: (person: string): Promise<StoredKey | null> => keys.findOne({ _id: person }),
    /** Of several who make it at once, one does; all are given what is stored. */
    ensureKey: async (person: string, wrapped: Uint8Array): Promise<StoredKey> => present(await keys.findOneAndUpdate({ _id: person }, { $setOnInsert: { wrapped: new Binary(wrapped) } }, upserting)),
    destroyKey: async (person: string): Promise<void> => {
      await keys.updateOne({ _id: person }, { $set: { wrapped: null, destroyed: true } }, { upsert: true, writeConcern: durably });
    },
    keysAfter: (after: string): Promise<readonly StoredKey[]> => keys.find({ _id: { $gt: after }, wrapped: { $ne: null } }, { sort: { _id: 1 }, limit: pageSize }).toArray(),
    destroyedAfter: async (after: string): Promise<readonly string[]> =>
      (await keys.find({ destroyed: true, _id: { $gt: after } }, { projection: { _id: 1 }, sort: { _id: 1 }, limit: pageSize, hint: { destroyed: 1, _id: 1 } }).toArray()).map(({ _id }) => _id),
    findSystemKey: async (name: string): Promise<Binary | undefined> => (await systemKeys.findOne({ _id: name }))?.wrapped,
    ensureSystemKey: async (name: string, wrapped: Uint8Array): Promise<Binary> =>
      present(await systemKeys.findOneAndUpdate({ _id: name }, { $setOnInsert: { wrapped: new Binary(wrapped) } }, upserting)).wrapped,
    /** The first who asks holds it, until it is taken from whom the taker names. */
    reserve: async (identity: string, wanted: Reservation, takeOverFrom: string | undefined): Promise<Reservation> => {
      const held = await findReservation(identity);
      const holder = held ?? present(reservationIn(await reservations.findOneAndUpdate({ _id: identity }, { $setOnInsert: { ...wanted } }, upserting)));
      if (holder.person !== takeOverFrom) return holder;
      const taken = await reservations.findOneAndUpdate({ _id: identity, person: takeOverFrom }, { $set: { ...wanted } }, { returnDocument: 'after', writeConcern: durably });
      // Somebody else took it over first: nobody ever gives one back, so it has a holder.
      return reservationIn(taken) ?? present(await findReservation(identity));
    },
  };
};

export type KeyDocuments = ReturnType<typeof keyDocuments>;

const reservationIn = (stored: StoredReservation | null): Reservation | undefined => (stored ? { person: stored.person, reservedAtMs: stored.reservedAtMs } : undefined);

const present = <Found>(found: Found | null | undefined): Found => {
  if (found === null || found === undefined) throw new KeyStoreUnavailable('the key store did not answer with what it stored');
  return found;
};
