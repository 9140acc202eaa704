import { AccessDeniedError, convertToCommandError, NotLeaderError, StreamDeletedError, UnavailableError, UnknownError } from '@eventstore/db-client';
import { CorruptHistory } from '../../kernel/errors.js';
import { LogBehindCheckpoint, OutcomeUnknown, StoreUnavailable } from '../event-store.port.js';

/** The server does not accept these credentials, or does not let them do this. Nothing was written. */
export class StoreAccessDenied extends StoreUnavailable {
  override readonly name = 'StoreAccessDenied';
}

const detailOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
/** Said of a call that never left this process. */
const neverSent = /No connection established|Channel closed before call started|Name resolution failed|server is not ready/i;

/** Reading changes nothing, so whatever fails may be tried again. A position inside a record is answered with `ReadAllResult: Error`. */
export const readFailure = (cause: unknown): Error => {
  if (cause instanceof StoreUnavailable || cause instanceof CorruptHistory) return cause;
  if (cause instanceof StreamDeletedError) return new CorruptHistory(`${cause.streamName} was deleted on the server`, { cause });
  if (cause instanceof AccessDeniedError) return new StoreAccessDenied('EventStoreDB does not let these credentials read the log', { cause });
  if (cause instanceof UnknownError && cause.message.includes('ReadAllResult'))
    return new LogBehindCheckpoint('EventStoreDB has no record at a place that was read before: it holds another log, or a restored backup of this one', { cause });
  return new StoreUnavailable(`EventStoreDB cannot be read: ${detailOf(cause)}`, { cause });
};

/**
 * A call broke that appends were sent over. Unless it never got out, or the server refused the whole of it, each of them may have been written.
 * @param isUnanswered nothing was ever answered over this call
 */
export const appendFailure = (error: unknown, isUnanswered: boolean): Error => {
  const cause = error instanceof Error ? convertToCommandError(error) : error;
  if (isUnanswered && cause instanceof AccessDeniedError) return new StoreAccessDenied('EventStoreDB does not accept these credentials: nothing was written', { cause });
  if (isUnanswered && cause instanceof NotLeaderError) return new StoreUnavailable('EventStoreDB has another leader now: nothing was written', { cause });
  if (isUnanswered && cause instanceof UnavailableError && neverSent.test(cause.message)) return new StoreUnavailable('EventStoreDB cannot be reached: nothing was written', { cause });
  return new OutcomeUnknown(`the connection to EventStoreDB broke during the append: ${detailOf(cause)}`, { cause });
};
