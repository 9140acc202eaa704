import { END, eventTypeFilter, excludeSystemEvents, type EventStoreDBClient, jsonEvent, type Position, streamNameFilter } from '@eventstore/db-client';
import { append, clientOf, positionOf, unsubscribe, watch } from './event-store-client.fixtures.js';
import { eventStoreDbForTests, type EventStoreDbForTests } from './event-store-db.fixtures.js';

/** What was observed of subscriptions to EventStoreDB 23.10: with EVENTSTORE_URL set it is asked of that server, else of the double. */
let server: EventStoreDbForTests;
let client: EventStoreDBClient;
let log: string;
beforeAll(async () => {
  server = await eventStoreDbForTests();
  client = clientOf(server.url);
});
afterAll(async () => {
  await client.dispose();
  await server.close();
});
beforeEach(() => (log = `${server.freshLog()}.`));

describe('subscribing to everything', () => {
  it('confirms, brings what is there, says that it has caught up, brings what comes, and ends when told', async () => {
    await append(client, `${log}a`, 2);
    const watched = watch(client.subscribeToAll({ filter: streamNameFilter({ prefixes: [log] }) }));
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    expect(watched.events).toHaveLength(2);
    await append(client, `${log}b`);
    await watched.until(({ events }) => events.length === 3);
    await unsubscribe(watched);
    expect(watched.signs).toEqual(['confirmation', 'caughtUp', 'end', 'close']);
  });

  it('begins after the position it is given', async () => {
    const fromPosition = positionOf(await append(client, `${log}a`, 2));
    await append(client, `${log}b`, 2);
    const watched = watch(client.subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes: [log] }) }));
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    expect(watched.events.map(({ streamId }) => streamId)).toEqual([`${log}b`, `${log}b`]);
    await unsubscribe(watched);
  });

  it('from the end brings only what comes', async () => {
    await append(client, `${log}a`);
    const watched = watch(client.subscribeToAll({ fromPosition: END, filter: streamNameFilter({ prefixes: [log] }) }));
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    await append(client, `${log}b`);
    await watched.until(({ events }) => events.length > 0);
    expect(watched.events.map(({ streamId }) => streamId)).toEqual([`${log}b`]);
    await unsubscribe(watched);
  });

  it.each([
    ['beginnings of streams', () => streamNameFilter({ prefixes: [`${log}a`, `${log}c`] }), ['a', 'c']],
    ['a pattern of streams', () => streamNameFilter({ regex: `^${log.replace('.', '\\.')}[bc]$` }), ['b', 'c']],
    ['beginnings of types', () => eventTypeFilter({ prefixes: [`${log}Two`] }), ['b', 'c']],
    ['a pattern of types', () => eventTypeFilter({ regex: `^${log.replace('.', '\\.')}One` }), ['a']],
  ])('lets through what %s name', async (_, filter, expected) => {
    await append(client, `${log}a`, 1, `${log}One`);
    await append(client, `${log}b`, 1, `${log}Two`);
    await append(client, `${log}c`, 1, `${log}Two`);
    const watched = watch(client.subscribeToAll({ filter: filter() }));
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    expect(watched.events.map(({ streamId }) => streamId.slice(log.length))).toEqual(expected);
    await unsubscribe(watched);
  });

  it('leaves out the server\'s own events where it is told to, and only there', async () => {
    const fromPosition = positionOf(await append(client, `${log}a`));
    await client.setStreamMetadata(`${log}a`, { cacheControl: 1 });
    await append(client, `${log}b`);
    const [whole, without] = [watch(client.subscribeToAll({ fromPosition })), watch(client.subscribeToAll({ fromPosition, filter: excludeSystemEvents() }))];
    await Promise.all([whole, without].map((watched) => watched.until(({ events }) => events.some(({ streamId }) => streamId === `${log}b`))));
    expect(whole.events.map(({ type }) => type)).toContain('$metadata');
    expect(without.events.map(({ type }) => type)).not.toContain('$metadata');
    await Promise.all([whole, without].map(unsubscribe));
  });
});

describe('searching with a filter', () => {
  const searched = async (filler: number, wanted: readonly number[]) => {
    const fromPosition = positionOf(await append(client, `${log}begin`));
    for (let at = 0; at < filler; at += 1) {
      if (wanted.includes(at)) await append(client, `${log}wanted-${at}`);
      await append(client, `${log}filler-${at}`, 10);
    }
    return fromPosition;
  };

  it('tells how far it has come, also where nothing matches, so that beginning there again misses nothing', async () => {
    const fromPosition = await searched(12, [8, 10]);
    const reached: { readonly position: Position; readonly delivered: number }[] = [];
    const prefixes = [`${log}wanted`];
    const checkpointReached = async ({ readableLength }: { readableLength: number }, position: Position) => void reached.push({ position, delivered: first.events.length + readableLength });
    const first = watch(client.subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes, maxSearchWindow: 10, checkpointInterval: 2, checkpointReached }) }));
    await first.until(({ signs }) => signs.includes('caughtUp'));
    await unsubscribe(first);
    const wanted = first.events.map(({ streamId }) => streamId);
    expect(wanted).toEqual([`${log}wanted-8`, `${log}wanted-10`]);
    expect(reached.length).toBeGreaterThanOrEqual(4);
    expect(reached.every(({ position }, at) => position.prepare === 0n && position.commit >= (reached[at - 1]?.position ?? fromPosition).commit)).toBe(true);
    for (const { position, delivered } of reached) {
      const again = watch(client.subscribeToAll({ fromPosition: position, filter: streamNameFilter({ prefixes }) }));
      await again.until(({ signs }) => signs.includes('caughtUp'));
      // What was delivered before may come once more, what was not must come.
      expect(again.events.map(({ streamId }) => streamId)).toEqual(expect.arrayContaining(wanted.slice(delivered)));
      await unsubscribe(again);
    }
  });
});

describe('subscribing to a stream', () => {
  it('begins after the revision it is given and goes on with what comes', async () => {
    await append(client, `${log}a`, 3);
    const watched = watch(client.subscribeToStream(`${log}a`, { fromRevision: 1n }));
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    await client.appendToStream(`${log}a`, jsonEvent({ type: 'Later', data: {} }), { expectedRevision: 2n });
    await watched.until(({ events }) => events.length === 2);
    expect(watched.events.map(({ revision }) => revision)).toEqual([2n, 3n]);
    await unsubscribe(watched);
  });

  it('waits for a stream that does not exist yet', async () => {
    const watched = watch(client.subscribeToStream(`${log}a`));
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    await append(client, `${log}a`);
    await watched.until(({ events }) => events.length === 1);
    await unsubscribe(watched);
  });
});
