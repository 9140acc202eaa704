import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex, Position, Revision } from '../../kernel/log.js';
import { admitAppend } from '../admission.js';
import { StoreUnavailable, type Appended, type EventStore, type ExpectedRevision, type LogRange, type NewEvent, type StoredEvent, type StreamRange } from '../event-store.port.js';
import { followLog, openGrowth } from '../growth.js';
import { pagesOf, pageSizeMax } from '../paging.js';
import { openAppendCall } from './append-call.js';
import { Appender } from './appender.js';
import { openConnection, type Connection } from './connection.js';
import { openKnownLog, type KnownLog } from './known-log.js';
import { openLiveSigns, type LiveSigns } from './live-signs.js';
import { LogTail } from './log-tail.js';
import type { ServerRecord } from './read-messages.js';
import { admitCanonical, storedEventOf } from './recorded-event.js';
import { openSaving, type SavedPositions, type Saving } from './saved-positions.js';
import type { ServerOptions } from './server-address.js';
import { openServerReading, type ServerReading } from './server-reading.js';
import { openTurns } from './turns.js';

export type EventStoreDbOptions = ServerOptions & {
  /** Which log of the server: its streams are `<log>.<stream>` there. */
  readonly log: string;
  readonly positions?: SavedPositions;
  /** How long one call may take. */
  readonly deadlineMs?: number;
  /** The first pause before a lost subscription is opened again; it doubles up to five seconds. */
  readonly retryDelayMs?: number;
};

export interface EventStoreDbStore extends EventStore {
  /** Since opening, for metrics. `searchedTo` is the server's position up to which this log's events are known. */
  readonly counts: { readonly appends: number; readonly waiting: number; readonly searchedTo: Position | undefined };
  /** When the newest record of the server was stored by its clock, whoever's it is; undefined of an empty server. @throws StoreUnavailable */
  newestCreatedMs(): Promise<number | undefined>;
}

const logCode = /^[a-z][a-z0-9-]*$/;
const [waitingMax, waitingBytesMax] = [4_096, 64 * 1_048_576];
const ticksPerMs = 10_000;
const [deadlineDefaultMs, retryDelayDefaultMs] = [5_000, 50];

/**
 * Opens a log on an EventStoreDB server, whatever else lies there. Reads the server's head and, where a place was saved, whether the log still holds what was read.
 * @throws RangeError for a log's code, UnfitServerAddress, LogBehindCheckpoint, StoreAccessDenied, StoreUnavailable
 */
export const openEventStoreDb = async (options: EventStoreDbOptions): Promise<EventStoreDbStore> => {
  if (!logCode.test(options.log)) throw new RangeError(`a log's code is small letters, digits and hyphens, not ${JSON.stringify(options.log)}`);
  const connection = openConnection(options);
  try {
    const server = openServerReading(connection, options.deadlineMs ?? deadlineDefaultMs);
    const tail = new LogTail(server, `${options.log}.`, await options.positions?.load());
    await tail.verify();
    const head = await server.last();
    return new ServerEventStore(connection, server, tail, head?.position ?? -1n, options);
  } catch (error) {
    await connection.close();
    throw error;
  }
};

class ServerEventStore implements EventStoreDbStore {
  private readonly prefix: string;
  private readonly appender: Appender;
  private readonly known: KnownLog;
  private readonly saving: Saving;
  private readonly live: LiveSigns;
  private readonly turns = openTurns();
  private readonly growth = openGrowth((isWaiting) => (isWaiting ? this.live.open() : undefined));
  private followers = 0;
  private isClosed = false;
  private appends = 0;
  private waitingBytes = 0;

  constructor(private readonly connection: Connection, private readonly server: ServerReading, private readonly tail: LogTail, head: bigint, options: EventStoreDbOptions) {
    const { log, positions, deadlineMs = deadlineDefaultMs, retryDelayMs = retryDelayDefaultMs } = options;
    this.prefix = `${log}.`;
    this.appender = new Appender(server, openAppendCall(connection.openBatchAppend, deadlineMs), tail, this.prefix, head);
    this.known = openKnownLog(server, tail, this.prefix);
    this.saving = openSaving(positions, () => tail.place);
    this.live = openLiveSigns({
      client: connection.client,
      prefix: this.prefix,
      from: () => tail.searchedPosition,
      onSign: () => this.growth.wake(),
      onCheckpoint: () => void this.searched(tail.advance()).catch(() => undefined),
      onLost: () => tail.suspect(),
      retryDelayMs,
    });
  }

  get counts() {
    const searchedTo = this.tail.searchedPosition;
    return { appends: this.appends, waiting: this.turns.waiting, searchedTo: searchedTo === undefined ? undefined : (String(searchedTo) as Position) };
  }

  async newestCreatedMs(): Promise<number | undefined> {
    this.assertOpen();
    const createdMs = Number((await this.server.last())?.createdTicks || undefined) / ticksPerMs;
    return Number.isNaN(createdMs) ? undefined : createdMs;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const attempt = admitAppend(stream, expected, events);
    admitCanonical(attempt.events);
    this.assertOpen();
    if (this.turns.waiting >= waitingMax || this.waitingBytes + attempt.bytes > waitingBytesMax) throw new StoreUnavailable(`${this.turns.waiting} appends wait already: nothing was written`);
    this.waitingBytes += attempt.bytes;
    try {
      const appended = await this.turns.take(stream, async () => {
        this.assertOpen();
        return this.appender.append(attempt);
      });
      this.appends += 1;
      this.growth.wake();
      return appended;
    } finally {
      this.waitingBytes -= attempt.bytes;
    }
  }

  async *readStream(stream: string, range: StreamRange = {}): AsyncGenerator<readonly StoredEvent[]> {
    const readPage = (from: number, step: 1 | -1, count: number) => this.streamPage(stream, from, step, count);
    const first = range.direction === 'backwards' ? undefined : await readPage(Math.max(0, range.from ?? 0), 1, Math.min(range.limit ?? Infinity, pageSizeMax));
    // Most streams fit one page, and one page is of one moment: where the stream ends need not be asked.
    if (first && first.length < pageSizeMax) {
      if (first.length > 0) yield first;
      return;
    }
    this.assertOpen();
    const last = await this.server.lastOf(this.prefix + stream);
    yield* pagesOf(last?.revision ?? -1, range.from, range, readPage);
  }

  async *readAll(range: LogRange = {}): AsyncGenerator<readonly StoredEvent[]> {
    if (range.direction !== 'backwards') yield* this.readForwards(Math.max(0, range.fromIndex ?? 0), range.limit ?? Infinity);
    // Only forwards is the server asked: what it makes of a position when reading backwards is not among the known facts.
    else yield* pagesOf(await this.head(), range.fromIndex, range, async (from, _, count) => (await this.known.page(from - count + 1, count)).toReversed());
  }

  async head(): Promise<LogIndex> {
    this.assertOpen();
    await this.searched(this.tail.advance());
    return this.tail.count - 1;
  }

  async *follow(fromIndex: LogIndex, options: { readonly signal: AbortSignal; readonly onCaughtUp?: () => void }): AsyncGenerator<readonly StoredEvent[]> {
    this.followers += 1;
    try {
      yield* followLog({ readPage: (from) => this.nextPage(from).catch((error) => this.unlessClosed(error)), isClosed: () => this.isClosed, growth: this.growth }, fromIndex, options);
    } finally {
      this.followers -= 1;
      if (this.followers === 0) this.live.close();
    }
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    this.live.close();
    this.growth.wake();
    // What was sent is answered; what waits behind it is refused.
    await this.turns.settled();
    await this.saving.finish();
    await this.connection.close();
  }

  /** To where the server's log ended when it began. What the search finds is given out at once, so that a log that was never searched is read once and not twice. */
  private async *readForwards(from: LogIndex, limit: number): AsyncGenerator<readonly StoredEvent[]> {
    this.assertOpen();
    const end = (await this.server.last())?.position ?? -1n;
    let next = from;
    for (let isEnd = false; !isEnd && next < from + limit; ) {
      isEnd = (await this.searched(this.tail.step())) || (this.tail.searchedPosition ?? -1n) >= end;
      for await (const page of this.known.pages(next, Math.min(this.tail.count, from + limit) - next)) {
        this.assertOpen();
        next += page.length;
        yield page;
      }
    }
  }

  /** From an index on, of what is known or of what the search finds next; empty at the end of the log. */
  private async nextPage(from: LogIndex): Promise<readonly StoredEvent[]> {
    for (let isEnd = false; ; ) {
      if (this.isClosed) return [];
      if (from < this.tail.count) return this.known.page(from, Math.min(pageSizeMax, this.tail.count - from));
      if (isEnd) return [];
      isEnd = await this.searched(this.tail.step());
    }
  }

  private async streamPage(stream: string, from: Revision, step: 1 | -1, count: number): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    const first = step === 1 ? from : Math.max(0, from - count + 1);
    if (count <= 0) return [];
    const records = await this.server.stream(this.prefix + stream, first, step === 1 ? count : from - first + 1);
    const last = records.at(-1)?.position ?? -1n;
    if (last > (this.tail.searchedPosition ?? -1n)) await this.searched(this.tail.advance());
    const events = records.map((record, at) => this.ofStream(record, first + at));
    return step === 1 ? events : events.toReversed();
  }

  private ofStream(record: ServerRecord, revision: Revision): StoredEvent {
    const index = this.tail.indexOf(record.position);
    if (index === undefined || record.revision !== revision) throw new CorruptHistory(`${record.stream} has not its event ${revision} where it was, but ${record.revision} at position ${record.position}`);
    return storedEventOf(record, this.prefix, index);
  }

  private async searched<Result>(search: Promise<Result>): Promise<Result> {
    const result = await search;
    this.saving.consider();
    return result;
  }

  /** What closing interrupts has ended, not failed. */
  private unlessClosed(error: unknown): readonly StoredEvent[] {
    if (this.isClosed) return [];
    throw error;
  }

  private assertOpen() {
    if (this.isClosed) throw new StoreUnavailable('the event store is closed');
  }
}
