import type { Refusal, Warning } from '../kernel/decision.js';
import type { LogIndex, Position, Revision } from '../kernel/log.js';

/** Who commands, and under which conditions; beside the command itself. */
export type Submission = {
  readonly actor: string;
  readonly role: string;
  /** The same key, operation and target again are the same command. */
  readonly idempotencyKey: string;
  /** The revision that the caller has seen; elsewhere the command is not tried. */
  readonly ifMatch?: Revision;
  readonly correlation: string;
  readonly causation?: string;
  /** Milliseconds since 1970, of a log that runs on a simulated clock. */
  readonly recordedAtMs?: number;
};

/** One event that a command recorded. `ids` are the ids it made: an act's, a participation's. */
export type RecordedFact = { readonly type: string; readonly revision: Revision; readonly actId?: string; readonly participation?: string };

/** What is answered, the first time and every time after. */
export type Receipt = {
  readonly commandId: string;
  /** The official, planning, class or province that the command was for. */
  readonly id: string;
  readonly stream: string;
  readonly revision: Revision;
  readonly position: Position;
  readonly index: LogIndex;
  readonly events: readonly RecordedFact[];
};

export type CommandOutcome =
  | { readonly outcome: 'recorded'; readonly receipt: Receipt; readonly isReplay: boolean; readonly warnings: readonly Warning[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** The key was used for another command. */
  | { readonly outcome: 'key-reused' }
  /** `ifMatch` names another revision than `revision`; -1 of a stream without events. */
  | { readonly outcome: 'precondition-failed'; readonly revision: Revision }
  /** Others went on recording faster than this command could be decided. */
  | { readonly outcome: 'conflict'; readonly revision: Revision };
