import type { Envelope } from '../kernel/envelope.js';
import type { Event } from '../kernel/event.js';
import type { LogIndex, Position } from '../kernel/log.js';
import type { Document, ProjectionSpec } from '../read-store/read-store.port.js';
import type { Comparison } from './control/comparison.js';

/** One event as a projection sees it; `text` is what was stored and hashed. */
export type DecodedEvent<Recorded extends Event = Event> = {
  readonly index: LogIndex;
  readonly position: Position;
  readonly envelope: Envelope;
  readonly event: Recorded;
  readonly text: string;
};

export type DocumentRef = { readonly collection: string; readonly key: string };

/**
 * The documents as they stand before the event at hand. A document is never changed in place: put a new one, or what a handler had begun
 * before it failed could not be taken back.
 */
export interface Documents {
  /**
   * A document as it stands. One that is not in memory interrupts the handler, is read, and the handler begins anew: let it be named in
   * `keysOf`, and do not catch what `load` throws.
   */
  load<Shape extends Document = Document>(collection: string, key: string): Shape | undefined;
  put(collection: string, key: string, document: Document): void;
  delete(collection: string, key: string): void;
}

/** What is derived from the log and how. A change to `handle` that changes documents is a new version. */
export type Projection<Recorded extends Event = Event> = ProjectionSpec & {
  /** The documents that `handle` will ask for: those of a whole batch are read at once. Without it each is read when it is first asked for. */
  keysOf?(event: DecodedEvent<Recorded>): readonly DocumentRef[];
  /**
   * Folds one event. It sees every event in order and does nothing but read and put documents; at one it cannot apply it must throw, which
   * stops the projection there.
   */
  handle(event: DecodedEvent<Recorded>, documents: Documents): void | Promise<void>;
  /** False of an event for which `handle` leaves every document as it is. Absent, every event may change some. */
  concerns?(event: DecodedEvent<Recorded>): boolean;
  /** What an event leaves that is set aside, for whoever needs something for every index. `why`: what was said of it when it was decided. */
  skip?(index: LogIndex, documents: Documents, why: Document): void;
};

/** A handler asked for a document that is not in memory. */
export class DocumentNotLoaded extends Error {
  override readonly name = 'DocumentNotLoaded';
  constructor(readonly collection: string, readonly key: string) {
    super(`${collection}/${key} is not in memory`);
  }
}

/** `wrongFrom`: documents before it are wrong already, from this index on. */
export type StoppedAt = { readonly index: LogIndex; readonly type: string; readonly reason: string; readonly wrongFrom?: LogIndex };

export type ProjectionStatus = {
  readonly name: string;
  readonly version: number;
  readonly state: 'running' | 'paused' | 'stopped';
  /** The last event in the documents, -1 before the first. */
  readonly index: LogIndex;
  /** Events of the log that are not in the documents; absent while the log cannot be read. */
  readonly lagEvents?: number;
  /** Age of the oldest of them. */
  readonly lagSeconds?: number;
  /** The first event that could not be applied; answers that reach it are refused. */
  readonly stoppedAt?: StoppedAt;
  /** Why it waits to try again, while a store cannot be reached. */
  readonly waitingBecause?: string;
  /** Where several processes share the work: who does it, which generation is live, and what stands beside it. */
  readonly operation?: OperationStatus;
};

export type OperationStatus = {
  /** The projector that holds the lease, as it names itself; null while nobody does. */
  readonly projector: string | null;
  readonly generation: number;
  /** The documents that can be live again at once. */
  readonly previous?: { readonly generation: number; readonly index: LogIndex };
  readonly rebuild?: RebuildStatus;
};

export type RebuildStatus = {
  readonly generation: number;
  readonly state: 'building' | 'ready' | 'cancelled' | 'stopped';
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The last event folded; a crash goes back to the last checkpoint. */
  readonly index: LogIndex;
  /** The log's last event: where the rebuild has to come to. Absent while the log cannot be read. */
  readonly target?: LogIndex;
  readonly eventsPerSecond?: number;
  readonly secondsLeft?: number;
  readonly stoppedAt?: StoppedAt;
  readonly comparison?: Comparison;
};

/** Documents now hold everything up to `index`, by this process or another one; after a switch, those of another generation. */
export type Committed = { readonly name: string; readonly version: number; readonly index: LogIndex; readonly generation?: number };
