import { BACKWARDS, END, FORWARDS, NotLeaderError, START, StreamNotFoundError, type AllStreamResolvedEvent, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import type { Revision } from '../../kernel/log.js';
import { StoreUnavailable } from '../event-store.port.js';
import { loopTurn } from '../growth.js';
import { pageSizeMax } from '../paging.js';
import type { Connection } from './connection.js';
import { readFailure } from './server-failure.js';

/** A record of the server's log, whoever's it is. `data` is what the JSON says, or bytes, or text that is no JSON. */
export type ServerRecord = { readonly stream: string; readonly id: string; readonly revision: Revision; readonly type: string; readonly position: bigint; readonly isJson: boolean; readonly data: unknown };

/** Reads the server's log. @throws StoreUnavailable, CorruptHistory */
export type ServerReading = {
  /** At most so many records from a position on, that of the position included, or from the first; in pages that come when they are taken. */
  pages(from: bigint | undefined, count: number): AsyncGenerator<readonly ServerRecord[]>;
  /** The same in one page. */
  all(from: bigint | undefined, count: number): Promise<readonly ServerRecord[]>;
  last(): Promise<ServerRecord | undefined>;
  /** None of a stream that is not there. */
  stream(name: string, from: Revision, count: number): Promise<readonly ServerRecord[]>;
  lastOf(name: string): Promise<ServerRecord | undefined>;
};

/** How often in a row a page is asked for again of the leader that the last node named. */
const redirectsMax = 3;

type Resolved = ResolvedEvent | AllStreamResolvedEvent;

const recordOf = ({ event, commitPosition }: Resolved): ServerRecord | undefined => {
  if (!event) return undefined;
  const position = event.position?.commit ?? commitPosition;
  if (position === undefined) throw new StoreUnavailable('EventStoreDB tells no position of an event: its version is too old');
  return { stream: event.streamId, id: event.id, revision: Number(event.revision), type: event.type, position, isJson: event.isJson, data: event.data };
};

export const openServerReading = ({ client, isClosed }: Connection, deadlineMs: number): ServerReading => {
  // A node that no longer leads would answer with what it has: it says who leads instead, and the client goes there.
  const options = { requiresLeader: true } as const;
  const pages = (open: () => StreamingRead<Resolved>) => inPages(open, isClosed, deadlineMs);
  const page = async (open: () => StreamingRead<Resolved>): Promise<readonly ServerRecord[]> => {
    const records: ServerRecord[] = [];
    for await (const read of pages(open)) records.push(...read);
    return records;
  };
  const all = (from: bigint | undefined, maxCount: number) => () =>
    client.readAll({ ...options, direction: FORWARDS, fromPosition: from === undefined ? START : { commit: from, prepare: from }, maxCount });
  return {
    pages: (from, count) => pages(all(from, count)),
    all: (from, count) => page(all(from, count)),
    last: async () => (await page(() => client.readAll({ ...options, direction: BACKWARDS, fromPosition: END, maxCount: 1 })))[0],
    stream: (name, from, maxCount) => page(() => client.readStream(name, { ...options, direction: FORWARDS, fromRevision: from === 0 ? START : BigInt(from), maxCount })),
    lastOf: async (name) => (await page(() => client.readStream(name, { ...options, direction: BACKWARDS, fromRevision: END, maxCount: 1 })))[0],
  };
};

async function* inPages(open: () => StreamingRead<Resolved>, isClosed: () => boolean, deadlineMs: number): AsyncGenerator<readonly ServerRecord[]> {
  for (let redirectsLeft = redirectsMax; ; redirectsLeft -= 1) {
    let hasBegun = false;
    try {
      for await (const page of inTime(open(), deadlineMs)) {
        hasBegun = true;
        yield page;
      }
      // What is being read when the connection is closed ends like what is complete.
      if (isClosed()) throw new StoreUnavailable('the event store is closed');
      return;
    } catch (error) {
      if (error instanceof StreamNotFoundError) return;
      if (!(error instanceof NotLeaderError) || hasBegun || redirectsLeft === 0) throw readFailure(error);
    }
    // The client turns to the leader it was told of as soon as this has run to its end.
    await loopTurn();
  }
}

/** The server sends no more than is taken. A reading that is cancelled ends like one that is complete, so a late one is ended by an error. */
async function* inTime(reading: StreamingRead<Resolved>, deadlineMs: number): AsyncGenerator<readonly ServerRecord[]> {
  const late = () => reading.destroy(new StoreUnavailable(`EventStoreDB did not give a page within ${deadlineMs} ms`));
  let timer = setTimeout(late, deadlineMs);
  try {
    let page: ServerRecord[] = [];
    for await (const resolved of reading) {
      const record = recordOf(resolved);
      if (record) page.push(record);
      if (page.length < pageSizeMax) continue;
      clearTimeout(timer);
      yield page;
      page = [];
      timer = setTimeout(late, deadlineMs);
    }
    clearTimeout(timer);
    if (page.length > 0) yield page;
  } finally {
    clearTimeout(timer);
    reading.cancel().catch(() => undefined);
  }
}
