import { CorruptHistory } from '../kernel/errors.js';
import type { LogIndex, Position, Revision } from '../kernel/log.js';

/** What a writer believes of the stream: it has no event, is exactly at a revision, has any event, or it does not matter. The application states `none` or a revision only. */
export type ExpectedRevision = 'none' | 'exists' | 'any' | Revision;

/** `id` is the UUIDv5 of `text`; `text` is the canonical JSON of an object, whose UTF-8 bytes are what is stored and hashed. */
export type NewEvent = { readonly id: string; readonly type: string; readonly text: string };

export type StoredEvent = {
  readonly index: LogIndex;
  readonly position: Position;
  readonly stream: string;
  readonly revision: Revision;
  readonly type: string;
  readonly text: string;
};

export type Appended = {
  /** Revision of the batch's last event. */
  readonly revision: Revision;
  /** Index of the batch's last event; absent where the store does not tell it at appending. */
  readonly index?: LogIndex;
  /** Position of the batch's last event: a reader that has reached it has read them all. */
  readonly position: Position;
  /** True when the store already held these very events there and wrote nothing. */
  readonly isRepeat: boolean;
};

export type Direction = 'forwards' | 'backwards';
export type StreamRange = { readonly from?: Revision; readonly direction?: Direction; readonly limit?: number };
export type LogRange = { readonly fromIndex?: LogIndex; readonly direction?: Direction; readonly limit?: number };

/** Read-only: an auditor's tool is typed by it. Pages are never empty; a missing stream reads as nothing. */
export interface EventStoreReader {
  /** Events of one stream in pages, `from` included (default: its first, backwards its last). */
  readStream(stream: string, range?: StreamRange): AsyncIterable<readonly StoredEvent[]>;
  /** Every event in total order in pages, `fromIndex` included (default: the first, backwards the last). */
  readAll(range?: LogRange): AsyncIterable<readonly StoredEvent[]>;
  /** Index of the last event, -1 of an empty log. */
  head(): Promise<LogIndex>;
  /**
   * Everything from `fromIndex` on, in pages and without end: what is stored already, then what is appended by this or another process.
   * A slow consumer holds its own reading back and nobody else's. Ends when `signal` is aborted or the store is closed.
   */
  follow(fromIndex: LogIndex, options: { readonly signal: AbortSignal; readonly onCaughtUp?: () => void }): AsyncIterable<readonly StoredEvent[]>;
}

export interface EventStoreWriter {
  /**
   * Appends a batch whole or not at all, and answers only once it is on disk.
   * The same ids again at the revision first attempted (or with `none`, `any`) answer as the first time did and write nothing.
   * @throws RevisionConflict when the stream is elsewhere. @throws AppendTooLarge over `appendBytesMax`. @throws StoreUnavailable, StoreFull: nothing
   * was written. @throws OutcomeUnknown: send the very same batch again.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
}

export interface EventStore extends EventStoreReader, EventStoreWriter {
  close(): Promise<void>;
}

/** Most bytes of one append, reckoned as EventStoreDB does with its defaults: each text in UTF-8 and each type in UTF-16. */
export const appendBytesMax = 1_048_576;

/** The stream is not where the writer believed. Retryable: read on and decide anew. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(readonly stream: string, readonly expected: ExpectedRevision, readonly actual: Revision | 'none') {
    super(`${stream} was expected at ${expected} and is at ${actual}`);
  }
}
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
  constructor(readonly bytes: number) {
    super(`an append may hold at most ${appendBytesMax} bytes, this one has ${bytes}`);
  }
}
/** The queue is full or the store cannot be reached: nothing was written, try later. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable';
}
/** The disk is full: nothing was written, reads go on. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}
/** Whether the append is in the log is not known: the same batch at the same revision may be sent again. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}
/** The log does not hold what was read of it before: it is a restored backup, or another log. Whoever followed on would miss events and never know. */
export class LogBehindCheckpoint extends CorruptHistory {}
