import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { expectedOf } from './append-calls.js';
import { handlerThrew, serverNotReady, streamDeleted, wrongExpectedVersion, type CallFailure } from './call-failure.js';
import type { AppendOutcome, EventLog } from './event-log.js';
import type { ExpectedRevision } from './expected-revision.js';
import { nameOf } from './messages.js';
import type { ServedNode } from './served-node.js';

type Removal = (log: EventLog, stream: string, expected: ExpectedRevision) => AppendOutcome;
const numbered = (expected: ExpectedRevision): bigint => (typeof expected === 'bigint' ? expected : { 'no-stream': -1n, any: -2n, 'stream-exists': -4n }[expected]);

/** @returns the position of what was written instead, or why nothing was */
const remove = (node: ServedNode, call: ServerUnaryCall<DeleteReq | TombstoneReq, unknown>, removal: Removal): string | CallFailure => {
  const refusal = node.isReady() ? node.refuses(call.metadata) : serverNotReady();
  const options = call.request.getOptions();
  if (refusal || !options) return refusal ?? handlerThrew();
  const stream = nameOf(options.getStreamIdentifier());
  const expected = expectedOf(options, () => options.getRevision());
  const outcome = removal(node.log, stream, expected);
  if (outcome.kind === 'deleted') return streamDeleted(stream);
  return outcome.kind === 'written' ? String(outcome.position) : wrongExpectedVersion('Delete', stream, numbered(expected), outcome.actual);
};

/** `Streams.Delete`: hides what the stream holds. */
export const deleteCall = (node: ServedNode) => (call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>): void => {
  const result = remove(node, call, (log, stream, expected) => log.softDelete(stream, expected));
  if (typeof result !== 'string') return answer(result);
  return answer(null, new streamsPb.DeleteResp().setPosition(new streamsPb.DeleteResp.Position().setCommitPosition(result).setPreparePosition(result)));
};

/** `Streams.Tombstone`: ends the stream for ever. */
export const tombstoneCall = (node: ServedNode) => (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>): void => {
  const result = remove(node, call, (log, stream, expected) => log.tombstone(stream, expected));
  if (typeof result !== 'string') return answer(result);
  return answer(null, new streamsPb.TombstoneResp().setPosition(new streamsPb.TombstoneResp.Position().setCommitPosition(result).setPreparePosition(result)));
};
