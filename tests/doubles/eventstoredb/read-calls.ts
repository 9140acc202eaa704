import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { openAnswerStream, toFailure, type AnswerStream, type ReadCall } from './answer-stream.js';
import { notLeader, readFailed, serverNotReady, streamDeleted, unavailable } from './call-failure.js';
import type { EventLog } from './event-log.js';
import type { PlannedReadFault } from './faults.js';
import { eventMessage, nameOf, streamNotFound } from './messages.js';
import { tombstoneRevision, type RecordedEvent } from './recorded-event.js';
import type { ServedNode } from './served-node.js';
import { subscribe } from './subscriptions.js';

const isForwards = (options: ReadReq.Options) => options.getReadDirection() === 0;

/** Forwards inclusive of the position, backwards from the one before it, as the server does. */
function* selectFromAll(log: EventLog, options: ReadReq.Options, all: ReadReq.Options.AllOptions): Generator<RecordedEvent> {
  const position = Number(all.getPosition()?.getCommitPosition() ?? (all.hasEnd() ? log.end() : 0));
  if (!log.isReadable(position)) throw readFailed();
  const from = log.indexFrom(position);
  yield* isForwards(options) ? walk(log.events, from, 1) : walk(log.events, from - 1, -1);
}

/** Inclusive of the revision either way. */
function* selectFromStream(events: readonly RecordedEvent[], options: ReadReq.Options, stream: ReadReq.Options.StreamOptions): Generator<RecordedEvent> {
  const forwards = isForwards(options);
  const named = stream.hasRevision() ? BigInt(stream.getRevision()) : stream.hasEnd() ? tombstoneRevision : 0n;
  const fits = (event: RecordedEvent) => (forwards ? event.revision >= named : event.revision <= named);
  const from = forwards ? events.findIndex(fits) : events.findLastIndex(fits);
  if (from >= 0) yield* walk(events, from, forwards ? 1 : -1);
}

function* walk(events: readonly RecordedEvent[], from: number, step: 1 | -1): Generator<RecordedEvent> {
  for (let at = from; ; at += step) {
    const event = events[at];
    if (event === undefined) return;
    yield event;
  }
}

const sendSelected = async (answers: AnswerStream, selected: Generator<RecordedEvent>, count: number, fault: (sent: number) => boolean): Promise<void> => {
  let sent = 0;
  while (sent < count && answers.isOpen()) {
    if (fault(sent)) return;
    const { value: event } = selected.next();
    if (!event) break;
    const waiting = answers.send(eventMessage(event));
    if (waiting) await waiting;
    sent += 1;
  }
  answers.end();
};

const readOnce = async (node: ServedNode, options: ReadReq.Options, answers: AnswerStream, fault: (sent: number) => boolean): Promise<void> => {
  const count = Number(options.getCount());
  const all = options.getAll();
  if (all) return sendSelected(answers, selectFromAll(node.log, options, all), count, fault);
  const stream = options.getStream();
  const name = nameOf(stream?.getStreamIdentifier());
  if (node.log.isTombstoned(name)) return answers.fail(streamDeleted(name));
  const events = node.log.stream(name);
  if (events.length > 0 && stream) return sendSelected(answers, selectFromStream(events, options, stream), count, fault);
  await answers.send(streamNotFound(name));
  return answers.end();
};

/** Asked with how many events were sent. @returns whether the reading is over, or stays as it is for ever */
const faultOf = (node: ServedNode, call: ReadCall, answers: AnswerStream, planned: Required<PlannedReadFault>) => {
  const { fault, afterEvents } = planned;
  return (sent: number): boolean => {
    if (fault === 'none' || sent < afterEvents) return false;
    if (fault === 'cut') node.cut(call.getPeer());
    if (fault === 'not-leader') answers.fail(notLeader(node.leader()));
    if (fault === 'not-ready') answers.fail(serverNotReady());
    if (fault === 'unavailable') answers.fail(unavailable('Connection dropped'));
    return true;
  };
};

/** `Streams.Read`: a stream or everything, once or for as long as the client listens. */
export const readCall = (node: ServedNode) => (call: ReadCall): void => void answer(node, call);

const answer = async (node: ServedNode, call: ReadCall): Promise<void> => {
  const answers = openAnswerStream(call);
  const options = call.request.getOptions();
  const refusal = node.isReady() ? node.refuses(call.metadata) : serverNotReady();
  if (refusal || !options) return answers.fail(refusal ?? readFailed());
  try {
    const isSubscription = options.hasSubscription();
    const fault = faultOf(node, call, answers, isSubscription ? node.plan.forSubscription() : node.plan.forRead());
    await (isSubscription ? subscribe(node, options, answers, fault) : readOnce(node, options, answers, fault));
  } catch (error) {
    answers.fail(toFailure(error));
  }
};
