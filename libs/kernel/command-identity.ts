import { uuidV5 } from './ids.js';
import type { Sha1 } from './ports.js';

/** What makes two deliveries of a command the same command. `target` is empty where the operation opens a new stream. */
export type CommandIdentity = {
  readonly actor: string;
  readonly context: string;
  readonly operation: string;
  readonly target: string;
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
};

/** The same actor, operation, target and key give the same id, so a repeat is known by it. */
export const commandIdOf = (sha1: Sha1, { actor, context, operation, target, key }: CommandIdentity): string =>
  uuidV5(sha1, [actor, `${context}/${operation}`, target, key].join('\n'));

/** The id of the stream that a command opens. */
export const openedStreamOf = (sha1: Sha1, commandId: string): string => uuidV5(sha1, `${commandId}\nstream`);

/** The id of the act, participation or other part that a command makes, counted from 0. */
export const madeIdOf = (sha1: Sha1, commandId: string, ordinal: number): string => uuidV5(sha1, `${commandId}\n${ordinal}`);
