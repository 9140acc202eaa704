import { BACKWARDS, END, FORWARDS, NotLeaderError, START, StreamNotFoundError, type AllStreamResolvedEvent, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import type { Revision } from '../../kernel/log.js';
import { StoreUnavailable } from '../event-store.port.js';
import { loopTurn } from '../growth.js';
import type { Connection } from './connection.js';
import { readFailure } from './server-failure.js';

/** A record of the server's log, whoever's it is. `data` is what the JSON says, or bytes, or text that is no JSON. */
export type ServerRecord = { readonly stream: string; readonly id: string; readonly revision: Revision; readonly type: string; readonly position: bigint; readonly isJson: boolean; readonly data: unknown };

/** Pages of the server's log. Each is asked for when it is wanted, is of a size that is known, and comes whole or not at all. @throws StoreUnavailable, CorruptHistory */
export type ServerReading = {
  /** Records from a position on, that of the position included, or from the first. */
  all(from: bigint | undefined, count: number): Promise<readonly ServerRecord[]>;
  last(): Promise<ServerRecord | undefined>;
  /** None of a stream that is not there. */
  stream(name: string, from: Revision, count: number): Promise<readonly ServerRecord[]>;
  lastOf(name: string): Promise<ServerRecord | undefined>;
};

/** How often in a row a page is asked for again of the leader that the last node named. */
const redirectsMax = 3;

type Resolved = ResolvedEvent | AllStreamResolvedEvent;

const recordOf = ({ event, commitPosition }: Resolved): ServerRecord[] => {
  if (!event) return [];
  const position = event.position?.commit ?? commitPosition;
  if (position === undefined) throw new StoreUnavailable('EventStoreDB tells no position of an event: its version is too old');
  return [{ stream: event.streamId, id: event.id, revision: Number(event.revision), type: event.type, position, isJson: event.isJson, data: event.data }];
};

export const openServerReading = ({ client, isClosed }: Connection, deadlineMs: number): ServerReading => {
  // A node that no longer leads would answer with what it has: it says who leads instead, and the client goes there.
  const options = { requiresLeader: true } as const;
  const page = async (open: () => StreamingRead<Resolved>, redirectsLeft = redirectsMax): Promise<readonly ServerRecord[]> => {
    try {
      const records = await collect(open(), deadlineMs);
      if (isClosed()) throw new StoreUnavailable('the event store is closed');
      return records.flatMap(recordOf);
    } catch (error) {
      if (error instanceof StreamNotFoundError) return [];
      if (!(error instanceof NotLeaderError) || redirectsLeft === 0) throw readFailure(error);
    }
    // The client turns to the leader it was told of as soon as this has run to its end.
    await loopTurn();
    return page(open, redirectsLeft - 1);
  };
  return {
    all: (from, maxCount) =>
      page(() => client.readAll({ ...options, direction: FORWARDS, fromPosition: from === undefined ? START : { commit: from, prepare: from }, maxCount })),
    last: async () => (await page(() => client.readAll({ ...options, direction: BACKWARDS, fromPosition: END, maxCount: 1 })))[0],
    stream: (name, from, maxCount) => page(() => client.readStream(name, { ...options, direction: FORWARDS, fromRevision: from === 0 ? START : BigInt(from), maxCount })),
    lastOf: async (name) => (await page(() => client.readStream(name, { ...options, direction: BACKWARDS, fromRevision: END, maxCount: 1 })))[0],
  };
};

/** A reading that is cancelled ends like one that is complete, so a late one is told by the timer and not by its end. */
const collect = (reading: StreamingRead<Resolved>, deadlineMs: number): Promise<Resolved[]> =>
  new Promise((resolve, reject) => {
    const records: Resolved[] = [];
    const timer = setTimeout(() => {
      reject(new StoreUnavailable(`EventStoreDB did not give a page within ${deadlineMs} ms`));
      reading.cancel().catch(() => undefined);
    }, deadlineMs);
    const settle = (outcome: () => void) => () => {
      clearTimeout(timer);
      outcome();
    };
    reading.on('data', (record: Resolved) => void records.push(record));
    reading.on('end', settle(() => resolve(records)));
    reading.on('error', (error: unknown) => settle(() => reject(error instanceof Error ? error : new StoreUnavailable(String(error))))());
  });
