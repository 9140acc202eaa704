import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import type { AppendReq, AppendResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import { status } from '@grpc/grpc-js';
import { appendAnswer, batchAnswer, batchDenied, batchNotReady, batchTimeout, batchTooLarge } from './append-answers.js';
import { appendTooLarge, CallFailure, notLeader, serverNotReady, streamDeleted } from './call-failure.js';
import type { AppendOutcome } from './event-log.js';
import type { ExpectedRevision } from './expected-revision.js';
import { idOf, nameOf } from './messages.js';
import { sizeOf, type ProposedEvent } from './recorded-event.js';
import type { ServedNode } from './served-node.js';

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;
type Expecting = { hasNoStream(): boolean; hasAny(): boolean; hasStreamExists(): boolean };

export const proposedEvent = (message: Proposed): ProposedEvent => ({
  id: idOf(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  isJson: message.getMetadataMap().get('content-type') === 'application/json',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export const expectedOf = (options: Expecting, revision: () => string): ExpectedRevision => {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream-exists' : BigInt(revision());
};

type Attempt = { readonly stream: string; readonly expected: ExpectedRevision; readonly events: readonly ProposedEvent[] };
/** What to answer; nothing where the connection is gone or the server stays silent. */
type Result = AppendOutcome | 'not-leader' | 'not-ready' | 'timeout' | undefined;

/** One attempt to append, with the fault planned for it. */
const attempt = (node: ServedNode, call: { getPeer(): string }, { stream, expected, events }: Attempt): Result => {
  if (!node.isReady()) return 'not-ready';
  const fault = node.plan.forAppend();
  if (fault === 'not-leader' || fault === 'not-ready') return fault;
  const outcome = fault.endsWith('before-write') ? undefined : node.log.append(stream, expected, events);
  if (fault.startsWith('cut')) node.cut(call.getPeer());
  if (fault === 'none') return outcome;
  return fault.startsWith('timeout') ? 'timeout' : undefined;
};

type Batch = Attempt & { readonly events: ProposedEvent[]; bytes: number };

/** `Streams.BatchAppend`: one long call for the appends of a client, each answered under its own id, none disturbing another. */
export const batchAppendCall = (node: ServedNode) => (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void => {
  const batches = new Map<string, Batch>();
  let isOver = false;
  const refusal = node.refuses(call.metadata);
  if (refusal?.code === status.UNAUTHENTICATED) return void call.emit('error', refusal);

  const answer = (id: string, { stream, expected }: Attempt, result: AppendOutcome | Status) => void call.write(batchAnswer(id, stream, expected, result));
  const fail = (failure: CallFailure): void => {
    isOver = true;
    call.emit('error', failure);
  };
  const finish = (id: string, batch: Batch): void => {
    const result = attempt(node, call, batch);
    if (result === 'not-leader') fail(notLeader(node.leader()));
    else if (result === 'not-ready') answer(id, batch, batchNotReady());
    else if (result === 'timeout') answer(id, batch, batchTimeout());
    else if (result) answer(id, batch, result);
  };
  const begin = (id: string, options: BatchAppendReq.Options): void => {
    const batch: Batch = { stream: nameOf(options.getStreamIdentifier()), expected: expectedOf(options, () => options.getStreamPosition()), events: [], bytes: 0 };
    if (refusal) answer(id, batch, batchDenied());
    else batches.set(id, batch);
  };
  call.on('data', (request: BatchAppendReq) => {
    // What was on its way to a call that has failed is not taken: an answer after the failure would keep the failure from the client.
    if (isOver) return;
    const id = idOf(request.getCorrelationId());
    const options = request.getOptions();
    if (options) begin(id, options);
    const batch = batches.get(id);
    if (!batch) return;
    const events = request.getProposedMessagesList().map(proposedEvent);
    batch.events.push(...events);
    batch.bytes += events.reduce((sum, event) => sum + sizeOf(event), 0);
    const isTooLarge = batch.bytes > node.appendBytesMax;
    if (isTooLarge || request.getIsFinal()) batches.delete(id);
    if (isTooLarge) answer(id, batch, batchTooLarge(node.appendBytesMax));
    else if (request.getIsFinal()) finish(id, batch);
  });
  call.on('end', () => call.end());
};

/** `Streams.Append`: one append a call, as the client makes it with credentials of its own. */
export const appendCall = (node: ServedNode) => (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void => {
  const events: ProposedEvent[] = [];
  let target: Omit<Attempt, 'events'> | undefined;
  call.on('data', (request: AppendReq) => {
    const options = request.getOptions();
    const message = request.getProposedMessage();
    if (options) target = { stream: nameOf(options.getStreamIdentifier()), expected: expectedOf(options, () => options.getRevision()) };
    if (message) events.push(proposedEvent(message));
  });
  call.on('end', () => {
    const refusal = node.refuses(call.metadata);
    if (refusal || !target) return answer(refusal ?? new CallFailure(status.INVALID_ARGUMENT, 'no options'));
    if (events.reduce((sum, event) => sum + sizeOf(event), 0) > node.appendBytesMax) return answer(appendTooLarge(node.appendBytesMax));
    const result = attempt(node, call, { ...target, events });
    if (result === undefined) return undefined;
    if (result === 'not-leader') return answer(notLeader(node.leader()));
    if (result === 'not-ready') return answer(serverNotReady());
    if (result === 'timeout') return answer(new CallFailure(status.ABORTED, 'Operation timed out: WriteEvents'));
    return result.kind === 'deleted' ? answer(streamDeleted(target.stream)) : answer(null, appendAnswer(target.expected, result));
  });
};
