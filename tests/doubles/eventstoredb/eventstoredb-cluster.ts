import type { Endpoint } from './call-failure.js';
import { openEventLog } from './event-log.js';
import { openEventStoreDbDouble, type EventStoreDbDouble, type Member, type Membership } from './eventstoredb-double.js';

/** Several doubles over one log, one of which leads: a follower takes appends as a leader does, as the real one forwards them. */
export type EventStoreDbCluster = {
  /** `esdb://A,B,C`, with `nodePreference=leader`. */
  readonly url: string;
  readonly nodes: readonly EventStoreDbDouble[];
  leader(): EventStoreDbDouble;
  /** Kills the leader. For as long as the others elect, they answer that they are not ready; then one of them leads. */
  killLeader(): Promise<void>;
  /** Brings a killed node back, as a follower. */
  revive(node: EventStoreDbDouble): Promise<void>;
  close(): Promise<void>;
};

type Seat = { readonly node: EventStoreDbDouble; isAlive: boolean };

/** @param electionMs how long nobody leads after the leader was killed; 900 was seen of a real one */
export const openEventStoreDbCluster = async ({ size = 3, electionMs = 300 }: { readonly size?: number; readonly electionMs?: number } = {}): Promise<EventStoreDbCluster> => {
  const log = openEventLog();
  const seats: Seat[] = [];
  let leading: EventStoreDbDouble | undefined;
  let election: NodeJS.Timeout | undefined;
  const endpoint = ({ port }: EventStoreDbDouble): Endpoint => ({ host: '127.0.0.1', port });
  const membership: Membership = {
    members: () => seats.map(({ node, isAlive }): Member => ({ ...endpoint(node), isAlive, isLeader: node === leading })),
    leader: () => leading && endpoint(leading),
  };
  for (let count = 0; count < size; count += 1) seats.push({ node: await openEventStoreDbDouble({ shared: { log, membership } }), isAlive: true });
  leading = seats[0]?.node;
  const seatOf = (node: EventStoreDbDouble) => seats.find((seat) => seat.node === node);
  const leader = (): EventStoreDbDouble => {
    if (!leading) throw new Error('nobody leads: the nodes elect');
    return leading;
  };
  return {
    url: `esdb://${seats.map(({ node }) => `127.0.0.1:${node.port}`).join(',')}?tls=false&nodePreference=leader`,
    nodes: seats.map(({ node }) => node),
    leader,
    killLeader: async () => {
      const killed = leader();
      const seat = seatOf(killed);
      if (seat) seat.isAlive = false;
      leading = undefined;
      election = setTimeout(() => (leading = seats.find(({ isAlive }) => isAlive)?.node), electionMs);
      await killed.kill();
    },
    revive: async (node) => {
      const seat = seatOf(node);
      await node.restart();
      if (seat) seat.isAlive = true;
    },
    close: async () => {
      clearTimeout(election);
      await Promise.all(seats.map(({ node }) => node.close()));
      log.close();
    },
  };
};
