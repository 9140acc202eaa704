import { commandIdOf } from '../../libs/kernel/command-identity.js';
import { sha1 } from '../../libs/commands/recording.js';
import type { StoredEvent } from '../../libs/event-store/event-store.port.js';
import { decodeEnvelope } from '../../libs/kernel/envelope.js';
import { documentsOf, placesAfter, toyCatalogue } from '../../libs/projection-engine/toy-log.fixtures.js';
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

/** Acknowledged and not there; there in part; there more than once. */
const findMiscounted = (log: readonly StoredEvent[], acknowledged: Acknowledged): string[] => {
  const held = new Map<string, number[]>();
  for (const stored of log) {
    const { commandId } = decodeEnvelope(stored.text, stored);
    held.set(commandId, [...(held.get(commandId) ?? []), stored.index]);
  }
  const expected = new Map([...acknowledged].flatMap(([clerk, numbers]) => [...numbers].map((n): [string, string] => [commandIdOfMove(clerk, n), `${clerk}-${n}`])));
  const lost = [...expected].filter(([id]) => !held.has(id)).map(([, name]) => `${name} was acknowledged and is not in the log`);
  const torn = [...held].filter(([, indexes]) => indexes.some((index, at) => index !== (indexes[0] ?? 0) + at)).map(([id]) => `${id} lies apart`);
  return [...lost, ...torn];
};

const findWrongSizes = (log: readonly StoredEvent[], acknowledged: Acknowledged): string[] => {
  const counts = new Map<string, number>();
  for (const stored of log) {
    const { commandId } = decodeEnvelope(stored.text, stored);
    counts.set(commandId, (counts.get(commandId) ?? 0) + 1);
  }
  return [...acknowledged].flatMap(([clerk, numbers]) =>
    [...numbers].flatMap((n) => {
      const count = counts.get(commandIdOfMove(clerk, n)) ?? 0;
      return count === 0 || count === eventsOf(n) ? [] : [`${clerk}-${n} recorded ${count} events instead of ${eventsOf(n)}`];
    }),
  );
};

const findMisfolded = async (log: readonly StoredEvent[], { read }: StorePair): Promise<string[]> => {
  const { index } = await read.checkpoint(places);
  if (index >= log.length) return [`the documents hold index ${index} of a log that ends at ${log.length - 1}`];
  const folded = placesAfter(log.slice(0, index + 1).map((stored) => toyCatalogue.read(decodeEnvelope(stored.text, stored))));
  const shown = await documentsOf(read, places);
  const keys = new Set([...Object.keys(folded), ...Object.keys(shown)]);
  return [...keys].filter((key) => JSON.stringify(folded[key]) !== JSON.stringify(shown[key])).map((key) => `${key} at ${index}: ${JSON.stringify(shown[key])} instead of ${JSON.stringify(folded[key])}`);
};

/** What of I1 to I4 (an acknowledged command lost, one counted twice, documents that are not the fold of their prefix, a gap) does not hold in a pair that nobody writes to. */
export const findViolations = async (pair: StorePair, acknowledged: Acknowledged): Promise<string[]> => {
  const log = await readLog(pair);
  await pair.read.declare(places);
  return [...findGaps(log), ...findMiscounted(log, acknowledged), ...findWrongSizes(log, acknowledged), ...(await findMisfolded(log, pair))];
};
