import { uuidV5 } from './ids.js';
import type { Sha1 } from './ports.js';

export type CommandName = {
  readonly actor: string;
  /** The context whose stream it is for: `officials`. */
  readonly context: string;
  readonly operation: string;
  /** The id of the stream; absent for an operation that opens one. */
  readonly target?: string;
  /** The caller's idempotency key. */
  readonly key: string;
};
export type CommandIdentity = {
  readonly commandId: string;
  /** The id of the stream that the command opens, if it opens one. */
  readonly streamId: string;
  /** The ids of what the command makes inside the stream: acts, participations. */
  readonly ids: (ordinal: number) => string;
};

/** The same name gives the same ids, so a repeated command can be recognised and refers to what the first one made (DESIGN rule 8). */
export const commandIdentity = (sha1: Sha1, { actor, context, operation, target, key }: CommandName): CommandIdentity => {
  const commandId = uuidV5(sha1, [actor, `${context}/${operation}`, target ?? '', key].join('\n'));
  return { commandId, streamId: uuidV5(sha1, `${commandId}\nstream`), ids: (ordinal) => uuidV5(sha1, `${commandId}\n${ordinal}`) };
};
