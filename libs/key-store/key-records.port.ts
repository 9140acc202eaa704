/** What a key store holds, one record at a time and as it is stored: every key wrapped. `name` is a person, an identity's HMAC, or the name of a system key. */
export type KeyRecord =
  | { readonly kind: 'system-key'; readonly name: string; readonly wrapped: Uint8Array }
  /** `null` of a person whose key was destroyed. */
  | { readonly kind: 'key'; readonly name: string; readonly wrapped: Uint8Array | null }
  | { readonly kind: 'reservation'; readonly name: string; readonly person: string; readonly reservedAtMs: number };

/** The records beside `KeyStore`, to bring them to another store; nothing is made by reading them. @throws KeyStoreUnavailable of every member */
export interface KeyRecordsReader {
  /** System keys, keys, reservations; each kind by name in order of UTF-8 bytes, in pages. */
  records(): AsyncIterable<readonly KeyRecord[]>;
  close(): Promise<void>;
}

export interface KeyRecords extends KeyRecordsReader {
  /** Whether the wrapping key at hand opens what is wrapped in the record; true of one that holds nothing wrapped. */
  opens(record: KeyRecord): boolean;
  /**
   * Writes records durably. A reservation is as it is put. A key that is there stays as it is, unless it is put as destroyed: a destroyed one never comes back.
   */
  put(records: readonly KeyRecord[]): Promise<void>;
}

export const recordKinds = ['system-key', 'key', 'reservation'] as const satisfies readonly KeyRecord['kind'][];
