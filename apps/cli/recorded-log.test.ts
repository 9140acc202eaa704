import { civilDate } from '../../libs/kernel/civil-date.js';
import { CommandStopped } from './exit-codes.js';
import { eventsUpTo, readKnowingLimit } from './recorded-log.js';

const recorded = ['2020-01-01T08:00:00.000Z', '2020-01-03T08:00:00.000Z', '2020-01-02T08:00:00.000Z', '2020-01-04T08:00:00.000Z'];
const log = {
  events: async function* () {
    for (const [index, recordedAt] of recorded.entries())
      yield { index, stream: 'organisation-p', recordedAt, event: { type: 'UnitsMerged' as const, data: { sources: [], into: 'a', effectiveOn: civilDate('2020-01-01') } } };
  },
};
const indexesUpTo = async (text: string): Promise<readonly number[]> => {
  const found: number[] = [];
  for await (const { index } of eventsUpTo(log, readKnowingLimit(text))) found.push(index);
  return found;
};

describe('knowing up to a limit', () => {
  it.each([
    ['-1', []],
    ['0', [0]],
    ['2', [0, 1, 2]],
    ['99', [0, 1, 2, 3]],
    ['2020-01-01T07:59:59Z', []],
    ['2020-01-01T15:00:00+07:00', [0]],
    ['2020-01-02T08:00:00Z', [0]],
    ['2020-01-03T08:00:00.000Z', [0, 1, 2]],
  ])('%s is %j', async (limit, expected) => expect(await indexesUpTo(limit)).toEqual(expected));
  it.each(['', 'yesterday', '2020-01-03', '2020-01-03T08:00:00', '1.5', '-2', '2020-13-01T00:00:00Z'])('refuses %j', (text) => expect(() => readKnowingLimit(text)).toThrow(CommandStopped));
});
