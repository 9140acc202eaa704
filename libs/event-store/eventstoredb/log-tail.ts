import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex } from '../../kernel/log.js';
import { LogBehindCheckpoint, type StoredEvent } from '../event-store.port.js';
import { pageSizeMax } from '../paging.js';
import { PositionTable } from './position-table.js';
import { RecentPages } from './recent-pages.js';
import { storedEventOf } from './recorded-event.js';
import type { SavedPlace } from './saved-positions.js';
import type { ServerRecord } from './read-messages.js';
import type { ServerReading } from './server-reading.js';

/**
 * Searches the server's log for this log's events and counts them: the index of an event is how many of this log come before it. The server cannot filter
 * a reading, so every record passes here once; where each event lies is kept, and what was found last is kept whole.
 */
export class LogTail {
  readonly recent = new RecentPages();
  private readonly table: PositionTable;
  private lastId: string | undefined;
  private searchedTo: SavedPlace['searchedTo'] | undefined;
  /** Set when the server was lost: what answers next may be a restored backup. */
  private isSuspect: boolean;
  private running: Promise<boolean> | undefined;
  private queued: Promise<boolean> | undefined;

  constructor(private readonly server: ServerReading, private readonly prefix: string, saved?: SavedPlace) {
    this.table = new PositionTable(saved?.positions);
    this.lastId = saved?.lastId;
    this.searchedTo = saved?.searchedTo;
    this.isSuspect = saved !== undefined;
  }

  get count(): number {
    return this.table.count;
  }

  /** Everything up to here has been looked at; undefined before the first record. */
  get searchedPosition(): bigint | undefined {
    return this.searchedTo?.position;
  }

  get place(): SavedPlace | undefined {
    return this.searchedTo && { positions: this.table.view(), lastId: this.lastId, searchedTo: this.searchedTo };
  }

  positionOf(index: LogIndex): bigint | undefined {
    return this.table.at(index);
  }

  indexOf(position: bigint): LogIndex | undefined {
    return this.table.indexOf(position);
  }

  /** Searches one page that is read after this call, shared by all who ask meanwhile. True when it reached the end. */
  step(): Promise<boolean> {
    if (!this.running) {
      this.running = this.searchPage().finally(() => (this.running = undefined));
      return this.running;
    }
    const before = this.running;
    this.queued ??= before
      .catch(() => false)
      .then(() => {
        this.queued = undefined;
        return this.step();
      });
    return this.queued;
  }

  /** Searches to the end of the server's log as it is after this call. */
  async advance(): Promise<void> {
    while (!(await this.step()));
  }

  suspect(): void {
    this.isSuspect = true;
  }

  /** @throws LogBehindCheckpoint when the server's log ends before what was searched, or holds another event where this log's last one was */
  async verify(): Promise<void> {
    const [searchedTo, last] = [this.searchedTo, this.table.at(this.count - 1)];
    if (!searchedTo) return;
    const head = await this.server.last();
    if (!head || head.position < searchedTo.position)
      throw new LogBehindCheckpoint(`EventStoreDB ends at position ${head?.position ?? 'none'}, but was read up to ${searchedTo.position}: it holds a restored backup, or another log`);
    if (last === undefined) return;
    const [held] = await this.server.all(last, 1);
    if (held?.position !== last || held.id !== this.lastId)
      throw new LogBehindCheckpoint(`EventStoreDB has not the event that was read at position ${last}: it holds another log, or a restored backup of this one`);
  }

  private async searchPage(): Promise<boolean> {
    try {
      if (this.isSuspect) await this.verify();
      this.isSuspect = false;
      const from = this.searchedTo;
      const asked = from ? pageSizeMax + 1 : pageSizeMax;
      const records = await this.server.all(from?.position, asked);
      if (from && records[0]?.id !== from.id) return await this.searchAnew();
      this.take(from ? records.slice(1) : records);
      return records.length < asked;
    } catch (error) {
      this.isSuspect = true;
      throw error;
    }
  }

  /** The record that was looked at last is gone. A stranger's may have been removed for its age; then the search goes on from this log's own last event. */
  private async searchAnew(): Promise<false> {
    await this.verify();
    const position = this.table.at(this.count - 1);
    this.searchedTo = position === undefined || this.lastId === undefined ? undefined : { position, id: this.lastId };
    return false;
  }

  private take(records: readonly ServerRecord[]) {
    const found: StoredEvent[] = [];
    try {
      for (const record of records) {
        if (record.stream.startsWith(this.prefix)) found.push(this.register(record));
        else if (record.stream.startsWith(`$$${this.prefix}`))
          throw new CorruptHistory(`${record.stream} at position ${record.position} changes or deletes a stream of this log, which nothing may`);
        this.searchedTo = { position: record.position, id: record.id };
      }
    } finally {
      this.recent.add(found);
    }
  }

  private register(record: ServerRecord): StoredEvent {
    const event = storedEventOf(record, this.prefix, this.count);
    this.table.push(record.position);
    this.lastId = record.id;
    return event;
  }
}
