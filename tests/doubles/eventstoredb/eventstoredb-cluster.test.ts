import { streamNameFilter } from '@eventstore/db-client';
import { append, clientOf, failureOf, numbered, watch } from './event-store-client.fixtures.js';
import { openEventStoreDbCluster, type EventStoreDbCluster } from './eventstoredb-cluster.js';

let cluster: EventStoreDbCluster;
const open = async (electionMs: number) => (cluster = await openEventStoreDbCluster({ electionMs }));
afterEach(() => cluster.close());

describe('losing the leader of a cluster', () => {
  it('costs a client a moment and no acknowledged event', async () => {
    await open(100);
    const client = clientOf(cluster.url);
    const watched = watch(client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['a'] }) }));
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    const acknowledged: string[] = [];
    const failures = new Set<string | undefined>();
    for (let at = 0; at < 2000 && !acknowledged.some((stream) => Number(stream.slice(2)) > 20); at += 1) {
      const appending = append(client, `a-${at}`).then(() => acknowledged.push(`a-${at}`), (error: { type?: string; code?: number }) => failures.add(error.code === 14 ? 'unavailable' : error.type));
      if (at === 20) await cluster.killLeader();
      await appending;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await watched.until(({ signs }) => signs.length > 2);
    expect([...failures].filter((type) => type !== 'unavailable' && type !== 'unknown')).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(acknowledged.every((stream) => cluster.nodes[0]?.log.stream(stream).length === 1)).toBe(true);
    expect(watched.signs).toEqual(['confirmation', 'caughtUp', 'error unavailable']);
    await client.dispose();
  });

  it('leaves the others not ready for as long as they elect', async () => {
    await open(60_000);
    const client = clientOf(cluster.nodes[2]?.url ?? '');
    await cluster.killLeader();
    expect(await failureOf(append(client, 'a'))).toMatchObject({ type: 'unknown', message: 'Could not recognize Server Is Not Ready' });
    expect(cluster.nodes[2]?.log.stream('a')).toEqual([]);
    await client.dispose();
  });

  it('is no matter to a follower\'s clients, who are forwarded', async () => {
    await open(100);
    const follower = cluster.nodes[1];
    if (!follower) throw new Error('no follower');
    const client = clientOf(follower.url);
    expect(await client.appendToStream('a', numbered(1), { requiresLeader: true })).toMatchObject({ success: true });
    await client.dispose();
  });

  it('lets the killed node come back as a follower', async () => {
    await open(10);
    const killed = cluster.leader();
    await cluster.killLeader();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await cluster.revive(killed);
    expect(cluster.leader()).not.toBe(killed);
    const client = clientOf(killed.url);
    expect(await append(client, 'b')).toMatchObject({ success: true });
    await client.dispose();
  });
});
