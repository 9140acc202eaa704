import type { EventStoreReader } from '../../libs/event-store/event-store.port.js';
import type { EventStoreDbStore } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { keepTime, newestRecordedMs, notBefore, type TimeKeeping } from '../../libs/event-store/store-time.js';
import type { Clock } from '../../libs/kernel/ports.js';
import { openServerTime } from '../../libs/mongodb/server-time.js';
import type { MongoOptions } from '../../libs/mongodb/open-connection.js';
import { systemClock } from '../standalone/simulated-clock.js';

export const monotonicNow = (): number => performance.now();

/** Files have this machine's time. What is known is that now is not before the newest event: a machine that started with a wrong clock is noticed. */
export const timeOfFiles = (log: EventStoreReader, clock: Clock = systemClock): TimeKeeping => keepTime([notBefore('newest event of the log', () => newestRecordedMs(log), clock)], monotonicNow);

/** MongoDB tells its time; EventStoreDB tells when it stored its newest record. */
export const timeOfServers = (log: Pick<EventStoreDbStore, 'newestCreatedMs'>, readStore: MongoOptions, clock: Clock = systemClock): TimeKeeping => {
  const server = openServerTime(readStore, clock);
  return keepTime([{ name: 'read store', aheadMs: server.aheadMs }, notBefore('event store', () => log.newestCreatedMs(), clock)], monotonicNow, server.close);
};
