import { findOversized, type Ratchet } from './sizes.js';
import { read, repositoryFiles } from './sources.js';

const ratchet: Ratchet = JSON.parse(read('infra/lint/size-ratchet.json'));
const file = (length: number) => [{ path: 'libs/kernel/long.ts', text: 'x\n'.repeat(length) }];

describe('keeping files small', () => {
  it('holds in the whole repository', () => expect(findOversized(repositoryFiles(), ratchet)).toEqual([]));
  it.each([
    [250, {}, 0],
    [251, {}, 1],
    [300, { 'libs/kernel/long.ts': 300 }, 0],
    [301, { 'libs/kernel/long.ts': 300 }, 1],
    [299, { 'libs/kernel/long.ts': 300 }, 1],
  ])('of %i lines under the ratchet %j finds %i', (length, known, count) => expect(findOversized(file(length), known)).toHaveLength(count));
});
