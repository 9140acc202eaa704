import type { EventStoreReader } from '../event-store/event-store.port.js';
import { decodeEnvelope } from '../kernel/envelope.js';
import { CorruptHistory } from '../kernel/errors.js';
import type { LogIndex } from '../kernel/log.js';
import type { Clock } from '../kernel/ports.js';
import type { ProjectionStatus } from './projection.js';

/** How many events are not in the documents, and how long the oldest of them has been recorded. */
export const lagOf = async (index: LogIndex, store: EventStoreReader, clock: Clock): Promise<Pick<ProjectionStatus, 'lagEvents' | 'lagSeconds'>> => {
  try {
    const lagEvents = Math.max(0, (await store.head()) - index);
    if (lagEvents === 0) return { lagEvents, lagSeconds: 0 };
    const recordedAtMs = await recordedAtOf(index + 1, store);
    return { lagEvents, lagSeconds: Math.max(0, (clock.now() - recordedAtMs) / 1_000) };
  } catch {
    // A log that cannot be read right now must not keep anyone from seeing the rest of the status.
    return {};
  }
};

const recordedAtOf = async (index: LogIndex, store: EventStoreReader): Promise<number> => {
  for await (const page of store.readAll({ fromIndex: index, limit: 1 })) {
    for (const stored of page) return Date.parse(decodeEnvelope(stored.text, stored).recordedAt);
  }
  throw new CorruptHistory(`the log has a head beyond ${index} and no event there`);
};
