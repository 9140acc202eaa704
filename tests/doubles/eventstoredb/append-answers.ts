import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import type { AppendResp, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import type { AppendOutcome } from './event-log.js';
import type { ExpectedRevision } from './expected-revision.js';
import { streamIdentifier } from './messages.js';

const nothing = () => new emptyPb.Empty();
const position = (at: number) => new sharedPb.AllStreamPosition().setCommitPosition(String(at)).setPreparePosition(String(at));

const failed = (code: status, message: string, type: string, details: Uint8Array): Status => {
  const any = new anyPb.Any();
  any.setTypeUrl(`type.googleapis.com/${type}`);
  any.setValue(details);
  return new statusPb.Status().setCode(Number(code)).setMessage(message).setDetails(any);
};

const wrongVersion = (expected: ExpectedRevision, actual: bigint): Uint8Array => {
  const details = new sharedPb.WrongExpectedVersion();
  if (actual < 0n) details.setCurrentNoStream(nothing());
  else details.setCurrentStreamRevision(String(actual));
  if (expected === 'any') details.setExpectedAny(nothing());
  else if (expected === 'no-stream') details.setExpectedNoStream(nothing());
  else if (expected === 'stream-exists') details.setExpectedStreamExists(nothing());
  else details.setExpectedStreamPosition(String(expected));
  return details.serializeBinary();
};

export const batchTooLarge = (bytesMax: number) =>
  failed(status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', 'event_store.client.MaximumAppendSizeExceeded', new sharedPb.MaximumAppendSizeExceeded().setMaxappendsize(bytesMax).serializeBinary());
export const batchTimeout = () => failed(status.DEADLINE_EXCEEDED, 'Timeout', 'event_store.client.Timeout', new sharedPb.Timeout().serializeBinary());
export const batchDenied = () => failed(status.PERMISSION_DENIED, 'AccessDenied', 'event_store.client.AccessDenied', new sharedPb.AccessDenied().serializeBinary());
/** Of a type that the client does not know, so it says "Could not recognize Server Is Not Ready". */
export const batchNotReady = () => failed(status.OK, 'Server Is Not Ready', 'google.protobuf.Empty', nothing().serializeBinary());

const refused = (stream: string, expected: ExpectedRevision, outcome: Exclude<AppendOutcome, { kind: 'written' }>): Status =>
  outcome.kind === 'deleted'
    ? failed(status.FAILED_PRECONDITION, 'StreamDeleted', 'event_store.client.StreamDeleted', new sharedPb.StreamDeleted().setStreamIdentifier(streamIdentifier(stream)).serializeBinary())
    : failed(status.ALREADY_EXISTS, 'WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', wrongVersion(expected, outcome.actual));

/** @param result what came of it, or why nothing did */
export const batchAnswer = (correlationId: string, stream: string, expected: ExpectedRevision, result: AppendOutcome | Status): BatchAppendResp => {
  const answer = new streamsPb.BatchAppendResp().setCorrelationId(new sharedPb.UUID().setString(correlationId)).setStreamIdentifier(streamIdentifier(stream));
  if (!('kind' in result)) return answer.setError(result);
  if (result.kind !== 'written') return answer.setError(refused(stream, expected, result));
  return answer.setSuccess(new streamsPb.BatchAppendResp.Success().setCurrentRevision(String(result.revision)).setPosition(position(result.position)));
};

/** The answer of the call that takes one append: a wrong revision is an answer there, a deleted stream a failure. */
export const appendAnswer = (expected: ExpectedRevision, outcome: Exclude<AppendOutcome, { kind: 'deleted' }>): AppendResp => {
  if (outcome.kind === 'written') {
    const at = String(outcome.position);
    const success = new streamsPb.AppendResp.Success().setCurrentRevision(String(outcome.revision));
    return new streamsPb.AppendResp().setSuccess(success.setPosition(new streamsPb.AppendResp.Position().setCommitPosition(at).setPreparePosition(at)));
  }
  const wrong = new streamsPb.AppendResp.WrongExpectedVersion();
  const empty = new sharedPb.Empty();
  if (outcome.actual < 0n) wrong.setCurrentNoStream(empty);
  else wrong.setCurrentRevision(String(outcome.actual));
  if (expected === 'any') wrong.setExpectedAny(empty);
  else if (expected === 'no-stream') wrong.setExpectedNoStream(empty);
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(empty);
  else wrong.setExpectedRevision(String(expected));
  return new streamsPb.AppendResp().setWrongExpectedVersion(wrong);
};
