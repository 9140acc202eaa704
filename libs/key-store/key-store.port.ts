/** 256 bits. */
export type Key = Uint8Array;

/**
 * One key a person (by the id of the person's stream), the system's look-up key, and the reservation of identity numbers by HMAC.
 * Everything is on disk before it is answered. A destroyed key never comes back: its person id stays marked as destroyed.
 */
export interface KeyStore {
  /** Keys found since opening, for metrics, where the adapter keeps some in memory. */
  readonly lookups?: KeyLookups;
  /** The person's key, made when there is none; concurrent callers get the same one. @throws KeyDestroyed */
  ensureKey(person: string): Promise<Key>;
  /** The person's key, or undefined when there never was one or it was destroyed. */
  findKey(person: string): Promise<Key | undefined>;
  isDestroyed(person: string): Promise<boolean>;
  /** Every living key, for decrypting names at start. */
  keys(): AsyncIterable<readonly { readonly person: string; readonly key: Key }[]>;
  destroyKey(person: string): Promise<void>;
  /** Everyone whose key was destroyed, by this or another process, in pages: whoever holds what a key opened looks here and forgets it. */
  destroyed(): AsyncIterable<readonly string[]>;
  /** The key of the identity look-up HMAC and of requests without a person; made once. */
  lookupKey(): Promise<Key>;
  /**
   * Holds an identity number's HMAC (base64url) for a person before the event is appended. Answers who holds it: the caller, or another.
   * A holder whose stream turned out never to exist is taken over by passing it as `takeOverFrom`.
   */
  reserve(identity: string, person: string, reservedAtMs: number, takeOverFrom?: string): Promise<Reservation>;
  findReservation(identity: string): Promise<Reservation | undefined>;
  close(): Promise<void>;
}
export type KeyLookups = { readonly memory: number; readonly store: number };
export type Reservation = { readonly person: string; readonly reservedAtMs: number };

export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed';
  constructor(readonly person: string) {
    super(`the key of ${person} was destroyed`);
  }
}

/** The disk is full: nothing was written, what is held can be read. */
export class KeyStoreFull extends Error {
  override readonly name = 'KeyStoreFull';
}
/** The store cannot be reached, or too many callers wait: whether anything was written is not known; ask again. */
export class KeyStoreUnavailable extends Error {
  override readonly name = 'KeyStoreUnavailable';
}
/** The keys cannot be read: the key that wraps them is missing or another one. */
export class KeyStoreDamaged extends Error {
  override readonly name = 'KeyStoreDamaged';
}
