import type { LogIndex } from '../../kernel/log.js';
import type { StoredEvent } from '../event-store.port.js';

const charactersMax = 16 * 1_048_576;

/** The end of the log as it was last read, without a gap, so that several who follow share one reading. */
export class RecentPages {
  private pages: (readonly StoredEvent[])[] = [];
  private characters = 0;

  add(page: readonly StoredEvent[]): void {
    const [first] = page;
    if (!first) return;
    if (this.next !== undefined && this.next !== first.index) this.clear();
    this.pages.push(page);
    this.characters += weightOf(page);
    while (this.characters > charactersMax && this.pages.length > 1) this.characters -= weightOf(this.pages.shift() ?? []);
  }

  /** At most `count` events from an index on; none when it is further back, or not yet read. */
  from(index: LogIndex, count: number): readonly StoredEvent[] {
    const page = this.pages.findLast(([first]) => first !== undefined && first.index <= index);
    const [first] = page ?? [];
    return first && page ? page.slice(index - first.index, index - first.index + count) : [];
  }

  clear(): void {
    this.pages = [];
    this.characters = 0;
  }

  private get next(): LogIndex | undefined {
    const last = this.pages.at(-1)?.at(-1);
    return last && last.index + 1;
  }
}

const weightOf = (page: readonly StoredEvent[]) => page.reduce((sum, { text }) => sum + text.length, 0);
