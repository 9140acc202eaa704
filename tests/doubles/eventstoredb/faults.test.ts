import { ANY, type EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { all, append, clientOf, failureOf, numbered, positionOf, watch } from './event-store-client.fixtures.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from './eventstoredb-double.js';
import type { AppendFault } from './faults.js';

let double: EventStoreDbDouble;
let client: EventStoreDBClient;
beforeEach(async () => {
  double = await openEventStoreDbDouble();
  client = clientOf(double.url);
});
afterEach(async () => {
  await client.dispose();
  await double.close();
});
const stored = (stream: string) => double.log.stream(stream).length;

describe('injecting a fault into an append', () => {
  it.each<[AppendFault, string, number]>([
    ['cut-before-write', 'unavailable', 0],
    ['cut-after-write', 'unavailable', 1],
    ['not-leader', 'not-leader', 0],
    ['not-ready', 'unknown', 0],
    ['timeout-before-write', 'deadline-exceeded', 0],
    ['timeout-after-write', 'deadline-exceeded', 1],
  ])('%s fails as %s with %i written, once, and the same append is accepted when repeated', async (fault, type, written) => {
    double.faults.nextAppends(fault);
    const event = numbered(1);
    expect(await failureOf(client.appendToStream('a', event, { expectedRevision: NO_STREAM }))).toMatchObject({ type });
    expect(stored('a')).toBe(written);
    expect(await client.appendToStream('a', event, { expectedRevision: NO_STREAM })).toMatchObject({ success: true, nextExpectedRevision: 0n });
    expect(stored('a')).toBe(1);
  });

  it.each<[AppendFault, number]>([['silent-before-write', 0], ['silent-after-write', 1]])('%s is never answered in the long call, and runs into the deadline of a call of its own', async (fault, written) => {
    double.faults.nextAppends(fault, fault);
    const settled = await Promise.race([append(client, 'a').then(() => 'answered'), new Promise((resolve) => setTimeout(resolve, 60, 'silent'))]);
    expect(settled).toBe('silent');
    const credentials = { username: 'any', password: 'body' };
    expect(await failureOf(client.appendToStream('b', numbered(1), { credentials, deadline: 60 }))).toMatchObject({ type: 'deadline-exceeded' });
    expect(stored('a') + stored('b')).toBe(2 * written);
  });

  it('a cut connection fails whatever is in flight, written or not', async () => {
    await append(client, 'begin');
    double.faults.nextAppends('none', 'none', 'cut-after-write');
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((stream) => append(client, stream)));
    expect(outcomes.slice(2).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(['a', 'b', 'c'].map(stored)).toEqual([1, 1, 1]);
  });

  it('by chance is the same for the same seed', async () => {
    const drawn = async (prefix: string) => {
      double.faults.appendsByChance(7, 0.4, ['not-ready', 'timeout-after-write']);
      const outcomes = [];
      for (let at = 0; at < 30; at += 1) outcomes.push(await append(client, `${prefix}-${at}`).then(() => 'none', (error: { type: string }) => error.type));
      return outcomes;
    };
    const outcomes = await drawn('a');
    expect(outcomes).toEqual(await drawn('b'));
    expect(new Set(outcomes)).toEqual(new Set(['none', 'unknown', 'deadline-exceeded']));
    double.faults.clear();
    expect(await append(client, 'c')).toMatchObject({ success: true });
  });
});

describe('injecting a fault into a reading', () => {
  it.each([['cut', 'unavailable'], ['unavailable', 'unavailable'], ['not-ready', 'unavailable'], ['not-leader', 'not-leader']] as const)('%s ends it as %s after what was sent', async (fault, type) => {
    await append(client, 'a', 40);
    double.faults.nextReads({ fault, afterEvents: 30 });
    const seen: unknown[] = [];
    const reading = async () => {
      for await (const { event } of client.readStream('a')) seen.push(event);
    };
    expect(await failureOf(reading())).toMatchObject({ type });
    expect(seen.length).toBeLessThanOrEqual(30);
    expect(await all(client.readStream('a'))).toHaveLength(40);
  });

  it('drops every subscription with one error', async () => {
    const watched = [watch(client.subscribeToAll()), watch(client.subscribeToStream('a'))];
    await Promise.all(watched.map((each) => each.until(({ signs }) => signs.includes('caughtUp'))));
    expect(double.faults.dropSubscriptions()).toBe(2);
    await Promise.all(watched.map((each) => each.until(({ signs }) => signs.length > 2)));
    expect(watched.map(({ signs }) => signs)).toEqual(Array(2).fill(['confirmation', 'caughtUp', 'error unavailable']));
  });

  it('drops a subscription after as many events as it is told', async () => {
    await append(client, 'a', 10);
    double.faults.nextSubscriptions({ fault: 'unavailable', afterEvents: 4 });
    const watched = watch(client.subscribeToStream('a'));
    await watched.until(({ signs }) => signs.includes('error unavailable'));
    expect(watched.events).toHaveLength(4);
  });
});

describe('reading more slowly than is written', () => {
  /** 100 KB each. */
  const heavy = async (count: number) => {
    const data = { text: 'x'.repeat(100_000) };
    for (let at = 0; at < count; at += 5) await client.appendToStream('heavy', Array.from({ length: 5 }, () => jsonEvent({ type: 'Heavy', data })), { expectedRevision: ANY });
  };

  it('holds the server back: what the consumer did not take was not sent', async () => {
    await heavy(150);
    const reading = client.readAll()[Symbol.asyncIterator]();
    await reading.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await double.kill();
    let taken = 1;
    await failureOf((async () => {
      while (!(await reading.next()).done) taken += 1;
    })());
    expect(taken).toBeLessThan(75);
  });

  it('loses a subscription that falls too far behind, where the server drops such', async () => {
    double.faults.dropSlowSubscriptions(50);
    const watched = watch(client.subscribeToAll());
    await watched.until(({ signs }) => signs.includes('caughtUp'));
    watched.subscription.pause();
    await heavy(150);
    watched.subscription.resume();
    await watched.until(({ signs }) => signs.includes('error unavailable'));
    expect(watched.events.length).toBeLessThan(100);
  });
});

describe('restoring a backup', () => {
  it('takes back what was written since, and new events come at places that were taken before', async () => {
    await append(client, 'a', 2);
    const lost = positionOf(await append(client, 'b'));
    double.restoreBackup(lost.commit);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await failureOf(all(client.readStream('b')).catch(() => all(client.readStream('b'))))).toMatchObject({ type: 'stream-not-found' });
    expect(positionOf(await append(client, 'c')).commit).toBe(lost.commit);
    expect(stored('a')).toBe(2);
  });
});
