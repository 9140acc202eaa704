import { convertToCommandError, NotLeaderError } from '@eventstore/db-client';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { Revision } from '../../kernel/log.js';
import { loopTurn } from '../growth.js';
import { pageSizeMax } from '../paging.js';
import type { Connection } from './connection.js';
import { inTime, openDeadline } from './deadline.js';
import { readRequest, recordOf, type ServerRecord } from './read-messages.js';
import { readFailure } from './server-failure.js';

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

/** How often in a row a reading is begun again at the leader that the last node named. */
const redirectsMax = 3;

export const openServerReading = ({ openRead }: Connection, deadlineMs: number): ServerReading => {
  const page = async (request: ReadReq): Promise<readonly ServerRecord[]> => {
    const records: ServerRecord[] = [];
    for await (const read of inPages(openRead, request, deadlineMs)) records.push(...read);
    return records;
  };
  return {
    pages: (from, count) => inPages(openRead, readRequest({ from: from ?? 'start', count }), deadlineMs),
    all: (from, count) => page(readRequest({ from: from ?? 'start', count })),
    last: async () => (await page(readRequest({ from: 'end', count: 1 })))[0],
    stream: (stream, from, count) => page(readRequest({ stream, from, count })),
    lastOf: async (stream) => (await page(readRequest({ stream, from: 'end', count: 1 })))[0],
  };
};

async function* inPages(open: Connection['openRead'], request: ReadReq, deadlineMs: number): AsyncGenerator<readonly ServerRecord[]> {
  for (let redirectsLeft = redirectsMax; ; redirectsLeft -= 1) {
    let hasBegun = false;
    try {
      for await (const page of pagesInTime(open(request), deadlineMs)) {
        hasBegun = true;
        yield page;
      }
      return;
    } catch (error) {
      const cause = error instanceof Error ? convertToCommandError(error) : error;
      if (!(cause instanceof NotLeaderError) || hasBegun || redirectsLeft === 0) throw readFailure(cause);
    }
    // The client turns to the leader it was told of as soon as this has run to its end.
    await loopTurn();
  }
}

/** The server sends no more than is taken. */
async function* pagesInTime(opening: Promise<ClientReadableStream<ReadResp>>, deadlineMs: number): AsyncGenerator<readonly ServerRecord[]> {
  const reading = await inTime(opening, deadlineMs);
  // Its failure is told by the iteration; what comes after that is of no interest.
  reading.on('error', () => undefined);
  const deadline = openDeadline(deadlineMs, (error) => reading.destroy(error));
  try {
    let page: ServerRecord[] = [];
    for await (const answer of reading as AsyncIterable<ReadResp>) {
      const record = recordOf(answer);
      if (record) page.push(record);
      if (page.length < pageSizeMax) continue;
      deadline.stop();
      yield page;
      page = [];
      deadline.start();
    }
    deadline.stop();
    if (page.length > 0) yield page;
  } finally {
    deadline.stop();
    reading.cancel();
  }
}
