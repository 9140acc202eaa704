import type { LogIndex, Position, Revision } from '../../kernel/log.js';
import { admitAppend, type Attempt } from '../admission.js';
import {
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type Direction,
  type EventStore,
  type ExpectedRevision,
  type LogRange,
  type NewEvent,
  type StoredEvent,
  type StreamRange,
} from '../event-store.port.js';
import { followLog, openGrowth } from '../growth.js';
import { judgeAppend, noRevision } from '../judge-append.js';

type Held = StoredEvent & { readonly id: string };
const pageMax = 1_000;

/** The event store of tests: everything the port promises, except that nothing is on disk. */
export const openInMemoryEventStore = (): EventStore => new InMemoryEventStore();

class InMemoryEventStore implements EventStore {
  private readonly log: Held[] = [];
  private readonly streams = new Map<string, Held[]>();
  private readonly growth = openGrowth();
  private isClosed = false;

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const attempt = admitAppend(stream, expected, events);
    this.assertOpen();
    return this.write(attempt);
  }

  async *readStream(stream: string, range: StreamRange = {}): AsyncGenerator<readonly StoredEvent[]> {
    yield* this.pages(() => this.streams.get(stream) ?? [], range.from, range);
  }

  async *readAll(range: LogRange = {}): AsyncGenerator<readonly StoredEvent[]> {
    yield* this.pages(() => this.log, range.fromIndex, range);
  }

  async head(): Promise<LogIndex> {
    this.assertOpen();
    return this.log.length - 1;
  }

  follow(fromIndex: LogIndex, options: { readonly signal: AbortSignal; readonly onCaughtUp?: () => void }): AsyncIterable<readonly StoredEvent[]> {
    const readPage = (from: LogIndex) => this.log.slice(from, from + pageMax).map(asStored);
    return followLog({ readPage, isClosed: () => this.isClosed, growth: this.growth }, fromIndex, options);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.growth.wake();
  }

  private write({ stream, expected, events }: Attempt): Appended {
    const held = this.streams.get(stream) ?? [];
    const head: Revision = held.length - 1;
    const verdict = judgeAppend(expected, events, head, {
      idsFrom: (revision, count) => held.slice(revision, revision + count).map(({ id }) => id),
      findId: (id) => held.findLast((event) => event.id === id)?.revision,
    });
    if (verdict.outcome === 'conflict') throw new RevisionConflict(stream, expected, head === noRevision ? 'none' : head);
    if (verdict.outcome === 'repeat') return answer(held[verdict.last], true);
    for (const { id, type, text } of events) {
      const index = this.log.length;
      const event: Held = { index, position: String(index) as Position, stream, revision: held.length, type, text, id };
      this.log.push(event);
      held.push(event);
    }
    this.streams.set(stream, held);
    this.growth.wake();
    return answer(held.at(-1), false);
  }

  private *pages(events: () => readonly Held[], from: number | undefined, range: { readonly direction?: Direction; readonly limit?: number }) {
    this.assertOpen();
    const isForwards = range.direction !== 'backwards';
    const end = events().length;
    const first = isForwards ? Math.max(0, from ?? 0) : Math.min(from ?? end - 1, end - 1);
    let left = Math.min(range.limit ?? Infinity, isForwards ? end - first : first + 1);
    for (let at = first; left > 0; left -= pageMax) {
      this.assertOpen();
      const count = Math.min(pageMax, left);
      const page = isForwards ? events().slice(at, at + count) : events().slice(at - count + 1, at + 1).toReversed();
      at += isForwards ? count : -count;
      yield page.map(asStored);
    }
  }

  private assertOpen() {
    if (this.isClosed) throw new StoreUnavailable('the event store is closed');
  }
}

const asStored = ({ id: _, ...stored }: Held): StoredEvent => stored;
const answer = (last: Held | undefined, isRepeat: boolean): Appended => {
  if (!last) throw new RangeError('nothing was appended');
  return { revision: last.revision, index: last.index, position: last.position, isRepeat };
};
