import { NotCanonical } from '../kernel/canonical-json.js';
import { appendBytesMax, AppendTooLarge, type ExpectedRevision, type NewEvent } from './event-store.port.js';

/** One append as a store takes it: checked, and its size known. */
export type Attempt = { readonly stream: string; readonly expected: ExpectedRevision; readonly events: readonly NewEvent[]; readonly bytes: number };

const admitText = (text: string, path: string) => {
  if (typeof text !== 'string' || text === '') throw new NotCanonical(path, 'must be text, and not empty');
  if (!text.isWellFormed()) throw new NotCanonical(path, 'text holds half a surrogate pair');
  if (text.includes('\0')) throw new NotCanonical(path, 'text holds U+0000');
};

const isExpectation = (expected: ExpectedRevision) =>
  expected === 'none' || expected === 'exists' || expected === 'any' || (Number.isSafeInteger(expected) && expected >= 0);

/**
 * Refuses what no store may take, before anything is queued. The size is that of `appendBytesMax`.
 * @throws NotCanonical for text that would not come back as it went in. @throws AppendTooLarge. @throws RangeError for an empty batch or no such expectation.
 */
export const admitAppend = (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Attempt => {
  admitText(stream, 'stream');
  if (!isExpectation(expected)) throw new RangeError(`no such expected revision: ${String(expected)}`);
  if (events.length === 0) throw new RangeError(`an append to ${stream} without events`);
  let bytes = 0;
  for (const { id, type, text } of events) {
    admitText(id, 'id');
    admitText(type, 'type');
    admitText(text, 'text');
    if (!text.startsWith('{')) throw new NotCanonical('text', 'an event is a JSON object');
    bytes += Buffer.byteLength(text) + 2 * type.length;
  }
  if (bytes > appendBytesMax) throw new AppendTooLarge(bytes);
  // The caller's array may change before the commit; the events themselves are taken as they are.
  return { stream, expected, events: [...events], bytes };
};
