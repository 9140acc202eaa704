import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { Revision } from '../../kernel/log.js';
import { AppendTooLarge, OutcomeUnknown, StoreUnavailable, type NewEvent } from '../event-store.port.js';
import { streamIdentifier } from './read-messages.js';
import { StoreAccessDenied } from './server-failure.js';

/** One append as the server is sent it: it is only ever told that the stream has no event, or its exact revision. */
export type ServerAppend = { readonly stream: string; readonly expected: 'none' | Revision; readonly events: readonly NewEvent[]; readonly bytes: number };
export type Acknowledged = { readonly revision: Revision; /** Absent where the server does not tell. */ readonly position?: bigint };
/** The stream is not where it was expected to be. */
export class StreamMoved extends Error {
  override readonly name = 'StreamMoved';
  constructor(readonly actual: Revision | 'none') {
    super(`the stream is at ${actual}`);
  }
}

const uuid = (text: string) => new shared.UUID().setString(text);

/** The very message the client itself would send for a `jsonEvent` of the parsed text. @param deadline milliseconds since 1970 */
export const appendRequest = (correlationId: string, { stream, expected, events }: ServerAppend, deadline: number): BatchAppendReq => {
  const options = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(streamIdentifier(stream))
    .setDeadline(new timestamps.Timestamp().setSeconds(Math.floor(deadline / 1_000)).setNanos((deadline % 1_000) * 1_000_000));
  if (expected === 'none') options.setNoStream(new shared.Empty());
  else options.setStreamPosition(String(expected));
  const request = new streams.BatchAppendReq().setCorrelationId(uuid(correlationId)).setOptions(options).setIsFinal(true);
  const proposed = events.map(({ id, type, text }) => {
    const message = new streams.BatchAppendReq.ProposedMessage().setId(uuid(id)).setData(Buffer.from(text));
    message.getMetadataMap().set('type', type).set('content-type', 'application/json');
    return message;
  });
  return request.setProposedMessagesList(proposed);
};

const revisionOf = (text: string): Revision => Number(text);

/** What the server answered. @throws StreamMoved, AppendTooLarge, StoreAccessDenied, StoreUnavailable, OutcomeUnknown, CorruptHistory */
export const acknowledged = (response: BatchAppendResp, { stream, bytes }: ServerAppend): Acknowledged => {
  const success = response.getSuccess();
  if (success) {
    const position = success.getPosition();
    return { revision: revisionOf(success.getCurrentRevision()), ...(position ? { position: BigInt(position.getCommitPosition()) } : {}) };
  }
  const error = response.getError();
  const details = error?.getDetails();
  const message = error?.getMessage() ?? 'no answer';
  switch (details?.getTypeName()) {
    case 'event_store.client.WrongExpectedVersion': {
      const moved = details.unpack(shared.WrongExpectedVersion.deserializeBinary, 'event_store.client.WrongExpectedVersion');
      throw new StreamMoved(moved?.hasCurrentStreamRevision() ? revisionOf(moved.getCurrentStreamRevision()) : 'none');
    }
    case 'event_store.client.StreamDeleted':
      throw new CorruptHistory(`${stream} was deleted on the server`);
    case 'event_store.client.MaximumAppendSizeExceeded':
      throw new AppendTooLarge(bytes);
    case 'event_store.client.AccessDenied':
      throw new StoreAccessDenied('EventStoreDB does not let these credentials append: nothing was written');
    default:
      throw unnamedFailure(message);
  }
};

const unnamedFailure = (message: string): StoreUnavailable | OutcomeUnknown =>
  // Seen of a node that is not yet, or no longer, in office: none of these was ever in the log.
  /server is not ready/i.test(message)
    ? new StoreUnavailable('EventStoreDB is not ready: nothing was written')
    : new OutcomeUnknown(`EventStoreDB answered an append with "${message}"`);
