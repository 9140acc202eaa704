/** Milliseconds since 1970 in UTC. The only way time enters below the edge. */
export type Clock = { now(): number };
/** Fresh random bytes; a seeded one in tests and simulations. */
export type Random = { bytes(length: number): Uint8Array };
/** SHA-1 of UTF-8 text and bytes, passed in where ids are derived (RFC 9562 §5.5). */
export type Sha1 = (parts: readonly (string | Uint8Array)[]) => Uint8Array;
