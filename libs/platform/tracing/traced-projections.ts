import { SpanKind } from '@opentelemetry/api';
import type { Event } from '../../kernel/event.js';
import type { LogIndex } from '../../kernel/log.js';
import type { Projection } from '../../projection-engine/projection.js';
import type { ReadStore } from '../../read-store/read-store.port.js';
import { traceIdOf } from '../http/correlation.js';
import { nowMs, remoteSpan, spanIdOf, type Spans } from './spans.js';

/** Commands whose events are remembered until they are committed, for each projection; of a longer batch the last ones. A rebuild is nobody's trace. */
const commandsMax = 256;

type Folded = { readonly index: LogIndex; readonly correlation: string; readonly commandId: string; readonly startMs: number };

/** A span in the trace of each command for every projection that made its events visible: from the first event folded to the commit. */
export const tracedProjections = (spans: Spans) => {
  const folded = new Map<string, Folded[]>();
  const note = (name: string, entry: Omit<Folded, 'startMs'>): void => {
    const held = folded.get(name) ?? [];
    folded.set(name, held);
    const last = held.at(-1);
    // A handler begins anew when it asks for another document; of a command's events the first one speaks.
    if (last && (last.index >= entry.index || last.commandId === entry.commandId)) return;
    held.push({ ...entry, startMs: nowMs() });
    if (held.length > 2 * commandsMax) held.splice(0, commandsMax);
  };
  const committed = (name: string, next: LogIndex): readonly Folded[] => {
    const held = folded.get(name) ?? [];
    folded.set(name, held.filter(({ index }) => index > next));
    return held.filter(({ index }) => index <= next).slice(-commandsMax);
  };
  return {
    projections: <Recorded extends Event>(all: readonly Projection<Recorded>[]): readonly Projection<Recorded>[] =>
      all.map((projection): Projection<Recorded> => ({
        ...projection,
        handle: (event, documents) => {
          const { correlation, commandId } = event.envelope;
          note(projection.name, { index: event.index, correlation, commandId });
          return projection.handle(event, documents);
        },
      })),
    read: (store: ReadStore): ReadStore => ({
      declare: (projection) => store.declare(projection),
      checkpoint: (projection) => store.checkpoint(projection),
      snapshot: (projection) => store.snapshot(projection),
      drop: (projection) => store.drop(projection),
      close: () => store.close(),
      commit: async (projection, batch) => {
        await store.commit(projection, batch);
        for (const { correlation, commandId, index, startMs } of committed(projection.name, batch.next)) {
          const parent = remoteSpan(traceIdOf(correlation), spanIdOf(commandId));
          const attributes = { 'parity.projection': projection.name, 'parity.index': index, 'parity.batch': batch.next - batch.expected };
          spans.start(`project ${projection.name}`, correlation, { kind: SpanKind.CONSUMER, parent, startMs, attributes }).end();
        }
      },
    }),
  };
};
