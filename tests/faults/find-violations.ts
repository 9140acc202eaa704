import { commandIdOf } from '../../libs/kernel/command-identity.js';
import { sha1 } from '../../libs/commands/recording.js';
import type { StoredEvent } from '../../libs/event-store/event-store.port.js';
import { decodeEnvelope } from '../../libs/kernel/envelope.js';
import { documentsOf, placesAfter, toyCatalogue, type ToyEvent } from '../../libs/projection-engine/toy-log.fixtures.js';
import { eventsOf, moveOf, moving, places } from './moves.js';
import type { StorePair } from './store-pairs.js';

/** Commands that somebody was told are recorded: the numbers, for each clerk. */
export type Acknowledged = ReadonlyMap<string, ReadonlySet<number>>;

const commandIdOfMove = (clerk: string, n: number): string => {
  const { operation, target = '' } = moveOf(clerk, n);
  return commandIdOf(sha1, { actor: clerk, context: moving.context, operation, target, key: `${clerk}-${n}` });
};

/** The whole log. */
export const readLog = async ({ events }: Pick<StorePair, 'events'>): Promise<StoredEvent[]> => {
  const log: StoredEvent[] = [];
  for await (const page of events.readAll()) log.push(...page);
  return log;
};

const findGaps = (log: readonly StoredEvent[]): string[] => {
  const next = new Map<string, number>();
  return log.flatMap(({ index, stream, revision }, at) => {
    const expected = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return [...(index === at ? [] : [`index ${index} stands at place ${at}`]), ...(revision === expected ? [] : [`${stream}@${revision} follows ${expected - 1}`])];
  });
};

/** A log as its events, or why it cannot be read: an event that lies where it was not decided for is one. */
const decoded = (log: readonly StoredEvent[]): { readonly recorded: readonly Recorded[] } | { readonly unreadable: string } => {
  try {
    return {
      recorded: log.map((stored) => {
        const envelope = decodeEnvelope(stored.text, stored);
        return { index: stored.index, commandId: envelope.commandId, event: toyCatalogue.read(envelope) };
      }),
    };
  } catch (error) {
    return { unreadable: String(error) };
  }
};
type Recorded = { readonly index: number; readonly commandId: string; readonly event: ToyEvent };

/** Acknowledged and not there, more than once or in part; and commands whose events lie apart. */
const findMiscounted = (recorded: readonly Recorded[], acknowledged: Acknowledged): string[] => {
  const indexesOf = new Map<string, number[]>();
  for (const { commandId, index } of recorded) {
    const indexes = indexesOf.get(commandId);
    if (indexes) indexes.push(index);
    else indexesOf.set(commandId, [index]);
  }
  const miscounted = [...acknowledged].flatMap(([clerk, numbers]) =>
    [...numbers].flatMap((n) => {
      const count = indexesOf.get(commandIdOfMove(clerk, n))?.length ?? 0;
      return count === eventsOf(n) ? [] : [`${clerk}-${n} was acknowledged and recorded ${count} events instead of ${eventsOf(n)}`];
    }),
  );
  const torn = [...indexesOf].filter(([, indexes]) => indexes.some((index, at) => index !== (indexes[0] ?? 0) + at)).map(([id]) => `${id} lies apart`);
  return [...miscounted, ...torn];
};

/** What a reader was shown: documents, and the index that they are said to hold. */
export type Shown = { readonly index: number; readonly documents: Record<string, unknown> };

/** One snapshot of the documents. */
export const look = async ({ read }: Pick<StorePair, 'read'>): Promise<Shown> => {
  await read.declare(places);
  const snapshot = await read.snapshot(places);
  return { index: snapshot.checkpoint.index, documents: await documentsOf({ ...read, snapshot: () => Promise.resolve(snapshot) }, places) };
};

const findMisfolded = (recorded: readonly Recorded[], { index, documents }: Shown): string[] => {
  if (index >= recorded.length) return [`the documents hold index ${index} of a log that ends at ${recorded.length - 1}`];
  const folded = placesAfter(recorded.slice(0, index + 1).map(({ event }) => event));
  const keys = new Set([...Object.keys(folded), ...Object.keys(documents)]);
  return [...keys].filter((key) => JSON.stringify(folded[key]) !== JSON.stringify(documents[key])).map((key) => `${key} at ${index}: ${JSON.stringify(documents[key])} instead of ${JSON.stringify(folded[key])}`);
};

/**
 * What of I1 to I4 does not hold in a pair that nobody writes to: an acknowledged command lost or counted twice, a gap, documents that are not the
 * fold of their prefix, now or when somebody looked earlier.
 */
export const findViolations = async (pair: StorePair, acknowledged: Acknowledged, earlier: readonly Shown[] = []): Promise<string[]> => {
  const log = await readLog(pair);
  const known = decoded(log);
  if ('unreadable' in known) return [known.unreadable];
  const shown = [...earlier, await look(pair)];
  return [...findGaps(log), ...findMiscounted(known.recorded, acknowledged), ...shown.flatMap((one) => findMisfolded(known.recorded, one))];
};
