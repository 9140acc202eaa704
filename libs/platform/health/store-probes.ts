import type { EventStoreReader } from '../../event-store/event-store.port.js';
import type { KeyStore } from '../../key-store/key-store.port.js';
import type { ProjectionSpec, ReadStore } from '../../read-store/read-store.port.js';
import type { Probe } from './health.js';

/** What the process at hand uses of the three. */
export type Probed = {
  readonly events?: Pick<EventStoreReader, 'head'>;
  readonly read?: Pick<ReadStore, 'checkpoint'>;
  readonly keys?: Pick<KeyStore, 'findReservation'>;
};

/** Nobody's identity number has it: an HMAC is longer. */
const unreserved = 'health';

/** Asks each store the smallest thing that it has to go to its data for. */
export const storeProbes = ({ events, read, keys }: Probed, projection: ProjectionSpec): Probe[] => [
  ...(events ? [{ name: 'event store', ask: () => events.head() }] : []),
  ...(read ? [{ name: 'read store', ask: () => read.checkpoint(projection) }] : []),
  ...(keys ? [{ name: 'key store', ask: () => keys.findReservation(unreserved) }] : []),
];
