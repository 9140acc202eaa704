import { randomUUID } from 'node:crypto';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { AnswerStream } from './answer-stream.js';
import { handlerThrew, streamDeleted, unavailable, type CallFailure } from './call-failure.js';
import { eventFilter, type EventFilter } from './event-filter.js';
import type { EventLog } from './event-log.js';
import { caughtUp, checkpoint, confirmation, eventMessage, nameOf } from './messages.js';
import type { RecordedEvent } from './recorded-event.js';
import type { ServedNode } from './served-node.js';

type Course = { readonly from: number; readonly filter?: EventFilter; matches(event: RecordedEvent): boolean };

/** The event at the position itself was seen before, so the subscription begins after it. */
const indexAfter = (log: EventLog, all: ReadReq.Options.AllOptions): number => {
  if (all.hasEnd()) return log.events.length;
  const position = Number(all.getPosition()?.getCommitPosition() ?? 0);
  if (!log.isReadable(position)) throw handlerThrew();
  const from = log.indexFrom(position);
  return log.events[from]?.position === position ? from + 1 : from;
};

const courseOfStream = (log: EventLog, stream: ReadReq.Options.StreamOptions): Course => {
  const name = nameOf(stream.getStreamIdentifier());
  if (log.isTombstoned(name)) throw streamDeleted(name);
  const after = stream.hasRevision() ? BigInt(stream.getRevision()) : -1n;
  const shown = new Set(log.stream(name));
  const begunAt = log.end();
  const isShown = (event: RecordedEvent) => event.position >= begunAt || shown.has(event);
  return { from: stream.hasEnd() ? log.events.length : 0, matches: (event) => event.stream === name && event.revision > after && isShown(event) };
};

const courseOf = (log: EventLog, options: ReadReq.Options): Course => {
  const all = options.getAll();
  const stream = options.getStream();
  if (stream) return courseOfStream(log, stream);
  if (!all) throw handlerThrew();
  const filtering = options.getFilter();
  const from = indexAfter(log, all);
  if (!filtering) return { from, matches: () => true };
  const filter = eventFilter(filtering);
  return { from, filter, matches: filter.matches };
};

/**
 * After every so many events searched: the last one sent of those, or where the search of them began. Both have been
 * searched, so beginning after either misses nothing.
 */
const checkpointsOf = (every: number | undefined, begin: number) => {
  let [searched, safe, pageEnd] = [0, begin, begin];
  return (event: RecordedEvent, wasSent: boolean): number | undefined => {
    if (every === undefined) return undefined;
    if (searched === 0) safe = pageEnd;
    searched += 1;
    pageEnd = event.end;
    if (wasSent) safe = event.position;
    if (searched < every) return undefined;
    searched = 0;
    return safe;
  };
};

const grown = (log: EventLog, answers: AnswerStream) =>
  new Promise<void>((resolve) => {
    const done = () => {
      ignoreGrowth();
      ignoreClosing();
      resolve();
    };
    const ignoreGrowth = log.onGrowth(done);
    let ignoreClosing = () => {};
    ignoreClosing = answers.onClosed(done);
  });

/** `Streams.Read` as a subscription: what is there, `caughtUp`, and what comes, until the client has enough or the server drops it. */
export const subscribe = async (node: ServedNode, options: ReadReq.Options, answers: AnswerStream, fault: (sent: number) => boolean): Promise<void> => {
  const { log } = node;
  const course = courseOf(log, options);
  const drop = (failure: CallFailure) => answers.fail(failure);
  node.subscriptions.add(drop);
  answers.onClosed(() => node.subscriptions.delete(drop));
  const checkpointAfter = checkpointsOf(course.filter?.checkpointEvery, log.events[course.from]?.position ?? log.end());
  if (fault(0)) return;
  await answers.send(confirmation(randomUUID()));

  let [isLive, sent] = [false, 0];
  for (let next = course.from; answers.isOpen(); ) {
    const event = log.events[next];
    if (event === undefined) {
      if (!isLive) await answers.send(caughtUp());
      isLive = true;
      if (log.events.length <= next) await grown(log, answers);
      continue;
    }
    next += 1;
    const matches = course.matches(event);
    const waiting = matches ? answers.send(eventMessage(event)) : undefined;
    if (waiting) await taken(node, answers, waiting, () => log.events.length - next);
    if (matches && fault((sent += 1))) return;
    const position = checkpointAfter(event, matches);
    if (position !== undefined) await answers.send(checkpoint(position));
  }
};

/** While the client takes nothing, it may fall too far behind. */
const taken = async (node: ServedNode, answers: AnswerStream, waiting: Promise<void>, behind: () => number): Promise<void> => {
  const dropSlow = () => {
    if (behind() > node.plan.behindMax()) answers.fail(unavailable('Consumer too slow'));
  };
  dropSlow();
  const stop = node.log.onGrowth(dropSlow);
  await waiting;
  stop();
};
