import type { RecordedEvent } from './recorded-event.js';

export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | bigint;

/** What is known of the stream that is appended to, without what was truncated. */
export type StreamState = {
  /** Of the last event, −1 where nothing was ever written. */
  readonly lastRevision: bigint;
  readonly isSoftDeleted: boolean;
  readonly isTombstoned: boolean;
  readonly hasMetadata: boolean;
  at(revision: bigint): RecordedEvent | undefined;
  /** Among the ids that the server still has in memory. */
  remembered(id: string): RecordedEvent | undefined;
};

export type Verdict =
  | { readonly kind: 'write' }
  | { readonly kind: 'repeated'; readonly last: RecordedEvent }
  | { readonly kind: 'wrong-revision' }
  | { readonly kind: 'deleted' };

/** A repeat without an exact place is known by its ids alone, as far as they are remembered; in part known, it is refused. */
const judgeById = (ids: readonly string[], stream: StreamState): Verdict => {
  const known = ids.map((id) => stream.remembered(id));
  const strange = known.indexOf(undefined);
  const last = known.at(-1);
  if (strange === -1 && last) return { kind: 'repeated', last };
  return strange === 0 || ids.length === 0 ? { kind: 'write' } : { kind: 'wrong-revision' };
};

/** A repeat at an earlier place is one if every id stands exactly where it would have been written. */
const judgeByPlace = (expected: bigint, ids: readonly string[], stream: StreamState): Verdict => {
  const standing = ids.map((_, offset) => stream.at(expected + 1n + BigInt(offset)));
  const strange = ids.findIndex((id, offset) => standing[offset]?.id !== id);
  const last = standing.at(-1);
  if (strange === -1 && last) return { kind: 'repeated', last };
  return strange === 0 && expected === -1n && stream.isSoftDeleted ? { kind: 'write' } : { kind: 'wrong-revision' };
};

/** How EventStoreDB 23.10 decides an append: written, a repeat of what is there, or refused. */
export const judgeAppend = (expected: ExpectedRevision, ids: readonly string[], stream: StreamState): Verdict => {
  if (stream.isTombstoned) return { kind: 'deleted' };
  if (expected === 'stream-exists' && stream.lastRevision < 0n && !stream.hasMetadata) return { kind: 'wrong-revision' };
  if (expected === 'any' || expected === 'stream-exists') return judgeById(ids, stream);
  const revision = expected === 'no-stream' ? -1n : expected;
  if (revision < stream.lastRevision) return judgeByPlace(revision, ids, stream);
  return revision === stream.lastRevision ? { kind: 'write' } : { kind: 'wrong-revision' };
};
