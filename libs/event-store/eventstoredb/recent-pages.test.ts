import type { Position } from '../../kernel/log.js';
import type { StoredEvent } from '../event-store.port.js';
import { RecentPages } from './recent-pages.js';

const page = (from: number, count: number, characters = 10): StoredEvent[] =>
  Array.from({ length: count }, (_, at) => ({ index: from + at, position: String(from + at) as Position, stream: 'a', revision: from + at, type: 'T', text: 'x'.repeat(characters) }));
const indexes = (events: readonly StoredEvent[]) => events.map(({ index }) => index);

describe('keeping the end of the log at hand', () => {
  it('gives the rest of the page that holds an index, and nothing of what it has not', () => {
    const recent = new RecentPages();
    for (const [from, count] of [[10, 3], [13, 2], [15, 0], [15, 1]] as const) recent.add(page(from, count));
    expect([9, 10, 12, 13, 15, 16].map((from) => indexes(recent.from(from, 2)))).toEqual([[], [10, 11], [12], [13, 14], [15], []]);
  });
  it('begins anew where the log was not read without a gap', () => {
    const recent = new RecentPages();
    recent.add(page(0, 3));
    recent.add(page(5, 1));
    expect([0, 2, 3, 5].map((from) => indexes(recent.from(from, 9)))).toEqual([[], [], [], [5]]);
  });
  it('lets go of the oldest beyond 16 million characters, but never of the last page', () => {
    const recent = new RecentPages();
    for (let n = 0; n < 5; n += 1) recent.add(page(n, 1, 6_000_000));
    expect([0, 1, 2, 3, 4].map((from) => indexes(recent.from(from, 1)))).toEqual([[], [], [], [3], [4]]);
    recent.add(page(5, 1, 40_000_000));
    expect([4, 5].map((from) => indexes(recent.from(from, 1)))).toEqual([[], [5]]);
  });
});
