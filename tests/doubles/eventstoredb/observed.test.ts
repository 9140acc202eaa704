import { ANY, BACKWARDS, END, eventTypeFilter, excludeSystemEvents, type EventStoreDBClient, jsonEvent, NO_STREAM, STREAM_EXISTS, streamNameFilter } from '@eventstore/db-client';
import { all, append, clientOf, failureOf, numbered, positionOf, unsubscribe, watch } from './event-store-client.fixtures.js';
import { canRestart, eventStoreDbForTests, isRealServer, noRestart, notOnARealServer, type EventStoreDbForTests } from './event-store-db.fixtures.js';

/** Row by row what was observed of EventStoreDB 23.10: with EVENTSTORE_URL set it is asked of that server, else of the double. */
let server: EventStoreDbForTests;
let client: EventStoreDBClient;
let stream: string;
beforeAll(async () => {
  server = await eventStoreDbForTests();
  client = clientOf(server.url);
});
afterAll(async () => {
  await client.dispose();
  await server.close();
});
beforeEach(() => (stream = `${server.freshLog()}.official-1`));

describe.each([
  ['through the one long call', {}],
  ['with credentials, a call each', { credentials: { username: 'admin', password: 'changeit' } }],
])('appending %s', (_, options) => {
  it('answers the revision and the position of the last event', async () => {
    const answer = await client.appendToStream(stream, numbered(3), { expectedRevision: NO_STREAM, ...options });
    const stored = await all(client.readStream(stream));
    expect(answer).toMatchObject({ success: true, nextExpectedRevision: 2n, position: stored[2]?.position });
    expect(stored.map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
    expect((await client.appendToStream(stream, numbered(1), { expectedRevision: 2n, ...options })).nextExpectedRevision).toBe(3n);
  });

  it.each([NO_STREAM, ANY] as const)('writes nothing twice when the same ids come again expecting %s', async (expectedRevision) => {
    const events = numbered(3);
    const first = await client.appendToStream(stream, events, { expectedRevision, ...options });
    await client.appendToStream(stream, numbered(1), { expectedRevision: 2n, ...options });
    expect(await client.appendToStream(stream, events, { expectedRevision, ...options })).toEqual(first);
    expect(await all(client.readStream(stream))).toHaveLength(4);
  });

  it('knows a repeat at the revision it was first written at', async () => {
    await client.appendToStream(stream, numbered(1), { expectedRevision: NO_STREAM, ...options });
    const events = numbered(2);
    const first = await client.appendToStream(stream, events, { expectedRevision: 0n, ...options });
    expect(await client.appendToStream(stream, events, { expectedRevision: 0n, ...options })).toEqual(first);
  });

  it.each([NO_STREAM, ANY] as const)('refuses a batch that is a repeat in part, expecting %s', async (expectedRevision) => {
    const events = numbered(2);
    await client.appendToStream(stream, events, { expectedRevision, ...options });
    const failure = await failureOf(client.appendToStream(stream, [...events, ...numbered(1)], { expectedRevision, ...options }));
    expect(failure).toMatchObject({ type: 'wrong-expected-version', actualVersion: 1n });
    expect(await all(client.readStream(stream))).toHaveLength(2);
  });

  it.each([
    ['another revision', 5n, 0n],
    ['an earlier revision', NO_STREAM, 0n],
  ] as const)('is refused for %s', async (_case, expectedVersion, actualVersion) => {
    await client.appendToStream(stream, numbered(1), { expectedRevision: NO_STREAM, ...options });
    const failure = await failureOf(client.appendToStream(stream, numbered(1), { expectedRevision: expectedVersion, ...options }));
    expect(failure).toMatchObject({ type: 'wrong-expected-version', streamName: stream, expectedVersion, actualVersion, message: '' });
  });

  it.each([[STREAM_EXISTS], [3n]] as const)('is refused where no stream is, expecting %s', async (expectedVersion) => {
    const failure = await failureOf(client.appendToStream(stream, numbered(1), { expectedRevision: expectedVersion, ...options }));
    expect(failure).toMatchObject({ type: 'wrong-expected-version', expectedVersion, actualVersion: 'no_stream' });
  });

  it('takes data, metadata and twice the type up to 1 MiB, and no byte more', async () => {
    const text = (bytes: number) => jsonEvent({ type: 'Big', data: 'y'.repeat(bytes - 2), metadata: { m: 1 } });
    const most = 1024 * 1024 - 2 * 'Big'.length - '{"m":1}'.length;
    expect(await failureOf(client.appendToStream(stream, text(most + 1), options))).toMatchObject({ type: 'maximum-append-size-exceeded' });
    expect(await client.appendToStream(stream, text(most), options)).toMatchObject({ success: true, nextExpectedRevision: 0n });
  });

  it('is refused for ever by a stream that was tombstoned', async () => {
    await append(client, stream);
    await client.tombstoneStream(stream);
    expect(await failureOf(client.appendToStream(stream, numbered(1), options))).toMatchObject({ type: 'stream-deleted' });
    expect(await failureOf(all(client.readStream(stream)))).toMatchObject({ type: 'stream-deleted', streamName: stream });
  });
});

describe('appending many at once', () => {
  it('lets those with a wrong revision disturb no other', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) => client.appendToStream(`${stream}-${at}`, numbered(1), { expectedRevision: at % 5 === 4 ? 9n : NO_STREAM })),
    );
    expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(outcomes.map((_, at) => at % 5 === 4));
  });
});

describe('reading', () => {
  it('gives a stored event in the shape that the adapter takes', async () => {
    const event = jsonEvent({ type: 'OfficialAppointed', data: { a: 1 }, metadata: { m: 2 } });
    const { position } = await client.appendToStream(stream, event);
    const [read] = await all(client.readStream(stream));
    expect(read).toEqual({ streamId: stream, id: event.id, revision: 0n, type: 'OfficialAppointed', data: { a: 1 }, metadata: { m: 2 }, isJson: true, created: expect.any(Date), position });
  });

  it('gives every event one position of its own, the same in its stream, in everything and in a subscription', async () => {
    await append(client, stream, 4);
    const positions = (await all(client.readStream(stream))).map(({ position }) => position);
    const [first] = positions;
    if (!first) throw new Error('no position');
    expect(positions.every((position, at) => position && position.commit === position.prepare && position.commit > (positions[at - 1]?.commit ?? -1n))).toBe(true);
    expect((await all(client.readAll({ fromPosition: first, maxCount: 4 }))).map(({ position }) => position)).toEqual(positions);
    const watched = watch(client.subscribeToAll({ filter: streamNameFilter({ prefixes: [stream] }) }));
    await watched.until(({ events }) => events.length === 4);
    expect(watched.events.map(({ position }) => position)).toEqual(positions);
    await unsubscribe(watched);
  });

  it('begins and ends a stream where it is told, inclusive either way', async () => {
    await append(client, stream, 5);
    const revisions = async (options: Parameters<EventStoreDBClient['readStream']>[1]) => (await all(client.readStream(stream, options))).map(({ revision }) => Number(revision));
    expect(await revisions({ fromRevision: 2n })).toEqual([2, 3, 4]);
    expect(await revisions({ fromRevision: 1n, maxCount: 2 })).toEqual([1, 2]);
    expect(await revisions({ direction: BACKWARDS, fromRevision: 2n })).toEqual([2, 1, 0]);
    expect(await revisions({ direction: BACKWARDS, fromRevision: END, maxCount: 1 })).toEqual([4]);
    expect(await revisions({ fromRevision: 9n })).toEqual([]);
  });

  it('of a stream that does not exist fails on the first step', async () => {
    expect(await failureOf(client.readStream(stream)[Symbol.asyncIterator]().next())).toMatchObject({ type: 'stream-not-found', streamName: stream });
  });

  it('shows nothing of a stream that was deleted, which may begin again and goes on counting', async () => {
    await append(client, stream);
    await client.deleteStream(stream);
    expect(await failureOf(all(client.readStream(stream)))).toMatchObject({ type: 'stream-not-found' });
    expect((await append(client, stream)).nextExpectedRevision).toBe(1n);
    expect((await all(client.readStream(stream))).map(({ revision }) => revision)).toEqual([1n]);
  });

  it('of everything brings the server\'s own events too, whatever filter is asked for', async () => {
    const fromPosition = positionOf(await append(client, stream));
    await client.setStreamMetadata(stream, { cacheControl: 1 });
    const read = await all(client.readAll({ fromPosition, ...{ filter: excludeSystemEvents() } }));
    expect(read.map(({ streamId, type }) => [streamId, type])).toEqual(expect.arrayContaining([[stream, 'Counted'], [`$$${stream}`, '$metadata']]));
  });

  it('backwards from the end begins with the last', async () => {
    const { position } = await append(client, stream);
    if (!isRealServer) expect((await all(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 })))[0]?.position).toEqual(position);
    expect((await all(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 100 }))).map((event) => event.position)).toContainEqual(position);
  });

  it('gives back the same text for every kind of value', async () => {
    const data = { a: 'Nguyễn Thị Hoà'.normalize('NFC'), b: 'Nguyễn Thị Hoà'.normalize('NFD'), c: '😀\u2028', d: [0.1, 1e21, 5e-324, -1], e: null, f: { '': true } };
    await client.appendToStream(stream, [jsonEvent({ type: 'Value', data }), jsonEvent({ type: 'Value', data: { minus: -0 } })]);
    const read = await all(client.readStream(stream));
    expect(read.map((event) => JSON.stringify(event.data))).toEqual([JSON.stringify(data), '{"minus":0}']);
  });

  const malformed = 'gives bytes that are called JSON and are none as text';
  if (isRealServer) it.todo(`${malformed}: not run, because ${notOnARealServer}`);
  else
    it(malformed, async () => {
      server.double?.storeRaw(stream, 'Broken', '{"a":');
      expect((await all(client.readStream(stream)))[0]).toMatchObject({ isJson: true, data: '{"a":' });
    });
});

describe('reading from a position that the server never gave', () => {
  it('fails inside a record, each call in its own words', async () => {
    const { commit } = positionOf(await append(client, stream, 2));
    const inside = { commit: commit - 1n, prepare: commit - 1n };
    expect(await failureOf(all(client.readAll({ fromPosition: inside })))).toMatchObject({ type: 'unknown', message: expect.stringContaining('Unexpected ReadAllResult: Error') });
    const watched = watch(client.subscribeToAll({ fromPosition: inside }));
    await watched.until(({ signs }) => signs.some((sign) => sign.startsWith('error')));
    expect(watched.signs.at(-1)).toBe('error unknown');
  });

  it('finds nothing past the end, and a subscription from there is given whatever is written next', async () => {
    const { commit } = positionOf(await append(client, stream));
    const beyond = { commit: commit + 10_000_000n, prepare: commit + 10_000_000n };
    expect(await all(client.readAll({ fromPosition: beyond }))).toEqual([]);
    const watched = watch(client.subscribeToAll({ fromPosition: beyond, filter: streamNameFilter({ prefixes: [stream] }) }));
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    await append(client, `${stream}-next`);
    await watched.until(({ events }) => events.length > 0);
    expect(watched.events.map(({ streamId }) => streamId)).toEqual([`${stream}-next`]);
    await unsubscribe(watched);
  });
});

describe('going away for a moment', () => {
  const title = 'ends subscriptions with one error and nothing after it, and serves the same client again';
  if (!canRestart) it.todo(`${title}: not run, because ${noRestart}`);
  else
    it(title, async () => {
      const watched = watch(client.subscribeToAll({ fromPosition: END, filter: eventTypeFilter({ prefixes: ['Counted'] }) }));
      await watched.until(({ signs }) => signs.includes('caughtUp'));
      const fromPosition = positionOf(await append(client, stream));
      await server.restart?.();
      await watched.until(({ signs }) => signs.some((sign) => sign.startsWith('error')));
      // The first call after it may still meet the broken connection: its outcome is unknown, so it is repeated as it was.
      const events = numbered(1);
      const again = () => client.appendToStream(`${stream}-again`, events, { expectedRevision: NO_STREAM });
      await again().catch((error: { code?: number }) => (expect(error.code).toBe(14), again()));
      const resumed = watch(client.subscribeToAll({ fromPosition, filter: streamNameFilter({ prefixes: [stream] }) }));
      await resumed.until(({ events: seen }) => seen.length === 1);
      expect(resumed.events[0]?.streamId).toBe(`${stream}-again`);
      expect(watched.signs).toEqual(['confirmation', 'caughtUp', 'error unavailable']);
      await unsubscribe(resumed);
    });
});
