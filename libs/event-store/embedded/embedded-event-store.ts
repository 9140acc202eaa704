import { backup, type DatabaseSync } from 'node:sqlite';
import type { LogIndex } from '../../kernel/log.js';
import { admitAppend, type Attempt } from '../admission.js';
import {
  OutcomeUnknown,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type LogRange,
  type NewEvent,
  type StoredEvent,
  type StreamRange,
} from '../event-store.port.js';
import { followLog, openGrowth } from '../growth.js';
import { pagesOf, pageSizeMax } from '../paging.js';
import { openCommitQueue } from './commit-queue.js';
import { openLogFilePatiently, prepareQuery, text } from './log-file.js';
import { openLogReader, type LogReader } from './log-reader.js';
import { openLogWriter, type LogWriter, type Outcome } from './log-writer.js';
import { failureKind, translated } from './sqlite-failure.js';
import { openWalCheckpoint, type WalCheckpoint } from './wal-checkpoint.js';

export type EmbeddedOptions = {
  readonly file: string;
  /** Opens an existing store for reading only; appends are refused. */
  readonly readOnly?: boolean;
  /** Most appends that wait for a commit; one more is refused. */
  readonly queueMax?: number;
  /** How long a commit waits for another process that writes. The event loop stands still meanwhile. */
  readonly busyTimeoutMs?: number;
  /** How often followers look for what another process appended. */
  readonly pollMs?: number;
  /** Most pages of 4,096 bytes the file may have: full from there on. */
  readonly pagesMax?: number;
  /** A commit or sync failed, so nobody can tell what the disk holds. By default the process ends; what it finds at its next start is the truth. */
  readonly onFatal?: (cause: unknown) => void;
};

export interface EmbeddedEventStore extends EventStore {
  /** Commits what waits without letting the event loop turn, for a shutdown. */
  flush(): void;
  /** Counts since opening, for metrics: durable commits, and the appends that shared them. */
  readonly counts: { readonly commits: number; readonly appends: number; readonly waiting: number };
  /** A whole copy of the log as of now, while appends go on. */
  backUp(file: string): Promise<void>;
  /** What SQLite finds wrong with the file; nothing when it is sound. Reads all of it. */
  findDamage(): readonly string[];
}

/** @throws UnknownStoreFormat, CorruptHistory, StoreUnavailable */
export const openEmbeddedEventStore = async (options: EmbeddedOptions): Promise<EmbeddedEventStore> => {
  const { file, readOnly = false, busyTimeoutMs = 5_000, pagesMax } = options;
  try {
    const db = await openLogFilePatiently({ file, readOnly, busyTimeoutMs, ...(pagesMax === undefined ? {} : { pagesMax }) });
    return new SqliteEventStore(db, options);
  } catch (error) {
    throw translated(error);
  }
};

const endProcess = (cause: unknown): void => {
  process.stderr.write(`The event store could not commit and ends the process: ${String(cause)}\n`);
  process.exit(74);
};

class SqliteEventStore implements EmbeddedEventStore {
  private readonly reader: LogReader;
  private readonly writer: LogWriter | undefined;
  private readonly checkpoint: WalCheckpoint | undefined;
  private readonly queue;
  private readonly growth = openGrowth((isWaiting) => this.poll(isWaiting));
  private poller: NodeJS.Timeout | undefined;
  private seenHead: LogIndex = -1;
  private isClosed = false;
  private isBroken = false;
  private commits = 0;
  private appends = 0;

  constructor(private readonly db: DatabaseSync, private readonly options: EmbeddedOptions) {
    this.reader = openLogReader(db);
    if (!options.readOnly) {
      this.writer = openLogWriter(db);
      this.checkpoint = openWalCheckpoint(db);
    }
    this.queue = openCommitQueue(options.queueMax ?? 4_096, (group) => this.commit(group));
  }

  get counts() {
    return { commits: this.commits, appends: this.appends, waiting: this.queue.waiting };
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    try {
      const attempt = admitAppend(stream, expected, events);
      this.assertOpen();
      if (!this.writer) throw new StoreUnavailable('the event store was opened read-only');
      if (this.isBroken) throw new StoreUnavailable('the event store failed and writes nothing more');
      return this.queue.enqueue(attempt);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async *readStream(stream: string, range: StreamRange = {}): AsyncGenerator<readonly StoredEvent[]> {
    const readPage = (from: number, step: 1 | -1, count: number) => this.read(() => this.reader.streamPage(stream, from, step, count));
    const first = range.direction === 'backwards' ? undefined : readPage(Math.max(0, range.from ?? 0), 1, Math.min(range.limit ?? Infinity, pageSizeMax));
    // Most streams fit one page, and one page is of one moment: where the stream ends need not be asked.
    if (first && first.length < pageSizeMax) {
      if (first.length > 0) yield first;
      return;
    }
    yield* pagesOf(this.read(() => this.reader.streamHead(stream)), range.from, range, readPage);
  }

  async *readAll(range: LogRange = {}): AsyncGenerator<readonly StoredEvent[]> {
    const end = this.read(() => this.reader.head());
    yield* pagesOf(end, range.fromIndex, range, (from, step, count) => this.read(() => this.reader.page(from, step, count)));
  }

  async head(): Promise<LogIndex> {
    return this.read(() => this.reader.head());
  }

  follow(fromIndex: LogIndex, options: { readonly signal: AbortSignal; readonly onCaughtUp?: () => void }): AsyncIterable<readonly StoredEvent[]> {
    const readPage = (from: LogIndex) => this.read(() => this.reader.page(from, 1, pageSizeMax));
    return followLog({ readPage, isClosed: () => this.isClosed, growth: this.growth }, fromIndex, options);
  }

  flush(): void {
    this.queue.flush();
  }

  async backUp(file: string): Promise<void> {
    this.assertOpen();
    await backup(this.db, file);
  }

  findDamage(): readonly string[] {
    const found = this.read(() => prepareQuery(this.db, 'PRAGMA integrity_check').rows());
    return found.map((row) => text(row, 0)).filter((finding) => finding !== 'ok');
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.flush();
    this.isClosed = true;
    this.growth.wake();
    this.db.close();
  }

  private commit(group: readonly Attempt[]): readonly Outcome[] {
    try {
      if (!this.writer) return [];
      const outcomes = this.writer.write(group);
      this.commits += 1;
      this.appends += group.length;
      this.committed(group);
      return outcomes;
    } catch (error) {
      const kind = failureKind(error);
      if (kind === 'fatal' || kind === 'corrupt' || kind === 'missing') throw this.fail(error);
      throw translated(error);
    }
  }

  private committed(group: readonly Attempt[]) {
    this.growth.wake();
    const bytes = group.reduce((sum, attempt) => sum + attempt.bytes, 0);
    // After the answers, which need no checkpoint.
    if (this.checkpoint?.counts(group.length, bytes)) setImmediate(() => this.runCheckpoint());
  }

  private runCheckpoint() {
    if (this.isClosed || this.isBroken) return;
    try {
      this.checkpoint?.run();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(cause: unknown): OutcomeUnknown {
    this.isBroken = true;
    (this.options.onFatal ?? endProcess)(cause);
    return new OutcomeUnknown('the commit failed: whether it is on disk is not known', { cause });
  }

  /** Looks for what other processes append, as long as somebody waits for it. A look that fails wakes them too: they meet the failure themselves. */
  private poll(isWaiting: boolean) {
    clearInterval(this.poller);
    if (!isWaiting) return;
    this.poller = setInterval(() => {
      const seen = this.seenHead;
      try {
        this.seenHead = this.reader.head();
      } catch {
        this.seenHead = Number.NaN;
      }
      if (this.seenHead !== seen) this.growth.wake();
    }, this.options.pollMs ?? 50);
  }

  private read<Value>(reading: () => Value): Value {
    this.assertOpen();
    try {
      return reading();
    } catch (error) {
      throw translated(error);
    }
  }

  private assertOpen() {
    if (this.isClosed) throw new StoreUnavailable('the event store is closed');
  }
}
