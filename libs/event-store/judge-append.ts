import type { Revision } from '../kernel/log.js';
import type { ExpectedRevision, NewEvent } from './event-store.port.js';

/** What a store looks up in one stream to judge an append. Asked only when the stream is not simply where the writer believed. */
export type HeldIds = {
  /** Ids from a revision on, in order, at most `count`. */
  idsFrom(revision: Revision, count: number): readonly string[];
  /** The last revision that holds an event of this id. */
  findId(id: string): Revision | undefined;
};
export type Verdict =
  | { readonly outcome: 'write'; readonly first: Revision }
  | { readonly outcome: 'repeat'; readonly last: Revision }
  | { readonly outcome: 'conflict' };

/** The revision before a stream's first: it has no event. */
export const noRevision: Revision = -1;
const conflict: Verdict = { outcome: 'conflict' };

/**
 * The expected-revision matrix, as EventStoreDB has it. `none` and an exact revision name the place of the first event: free, it is written; taken
 * by the same ids in the same order, it is a repeat; anything else, also an overlap in part, is a conflict. `any` and `exists` name no place, so the place is
 * where the stream already holds the first id, which takes a walk through the stream.
 */
export const judgeAppend = (expected: ExpectedRevision, events: readonly NewEvent[], head: Revision, held: HeldIds): Verdict => {
  if (expected === 'exists' && head === noRevision) return conflict;
  const attempted = expected === 'none' ? 0 : typeof expected === 'number' ? expected + 1 : placeOf(events, head, held);
  if (attempted === head + 1) return { outcome: 'write', first: attempted };
  if (attempted > head + 1) return conflict;
  const ids = held.idsFrom(attempted, events.length);
  return events.every(({ id }, at) => id === ids[at]) ? { outcome: 'repeat', last: attempted + events.length - 1 } : conflict;
};

const placeOf = ([first]: readonly NewEvent[], head: Revision, held: HeldIds): Revision => {
  if (!first || head === noRevision) return head + 1;
  return held.findId(first.id) ?? head + 1;
};
