import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { EventStore, NewEvent } from '../../event-store/event-store.port.js';
import { nowMs, spanIdOf, type Spans } from './spans.js';

type Origin = { readonly correlation: string; readonly commandId: string };
/** Undefined for what is no envelope: that the store refuses it is the store's to say. */
const originOf = (event: NewEvent | undefined): Origin | undefined => {
  try {
    const { correlation, commandId }: Partial<Record<keyof Origin, unknown>> = JSON.parse(event?.text ?? '{}');
    return typeof correlation === 'string' && typeof commandId === 'string' ? { correlation, commandId } : undefined;
  } catch {
    return undefined;
  }
};

/** The same event store, with a span for each append. The one that came through has the id that any reader of the event derives; it is told of once it is known to be that one. */
export const tracedEventStore = (store: EventStore, spans: Spans): EventStore => ({
  append: async (stream, expected, events) => {
    const startMs = nowMs();
    const origin = originOf(events[0]);
    if (!origin) return store.append(stream, expected, events);
    const { correlation, commandId } = origin;
    const kind = SpanKind.PRODUCER;
    try {
      const appended = await store.append(stream, expected, events);
      const attributes = { 'parity.events': events.length, ...(appended.index === undefined ? {} : { 'parity.index': appended.index }) };
      spans.start('append', correlation, { kind, startMs, spanId: spanIdOf(commandId), attributes }).end();
      return appended;
    } catch (error) {
      const span = spans.start('append', correlation, { kind, startMs });
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error });
      span.end();
      throw error;
    }
  },
  readStream: (name, range) => store.readStream(name, range),
  readAll: (range) => store.readAll(range),
  head: () => store.head(),
  follow: (fromIndex, options) => store.follow(fromIndex, options),
  close: () => store.close(),
});
