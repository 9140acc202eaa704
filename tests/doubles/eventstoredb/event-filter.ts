import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { RecordedEvent } from './recorded-event.js';

/** What a filtered subscription lets through, and after how many events searched it sends a checkpoint. */
export type EventFilter = { matches(event: RecordedEvent): boolean; readonly checkpointEvery: number };

const readBatch = 32;

const matcherOf = (expression: ReadReq.Options.FilterOptions.Expression): ((name: string) => boolean) => {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (name) => prefixes.some((prefix) => name.startsWith(prefix));
  const regex = new RegExp(expression.getRegex());
  return (name) => regex.test(name);
};

export const eventFilter = (options: ReadReq.Options.FilterOptions): EventFilter => {
  const stream = options.getStreamIdentifier();
  const type = options.getEventType();
  const matches = matcherOf(stream ?? type ?? missingExpression());
  return {
    matches: stream ? (event) => matches(event.stream) : (event) => matches(event.type),
    checkpointEvery: options.getCheckpointintervalmultiplier() * (options.getMax() || readBatch),
  };
};

const missingExpression = (): never => {
  throw new TypeError('a filter names streams or event types');
};
