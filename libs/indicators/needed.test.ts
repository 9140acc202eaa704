import fc from 'fast-check';
import { neededOf } from './needed.js';

describe('reckoning how many more women a target needs', () => {
  const counts = fc.tuple(fc.nat(300), fc.nat(300)).map(([women, men]) => ({ women, total: women + men }));
  it('is met with that many and with no fewer, in place of men', () =>
    fc.assert(fc.property(counts, fc.integer({ min: 0, max: 100 }), ({ women, total }, percent) => {
      const { replacing } = neededOf(women, total, percent);
      const isMet = (more: number) => 100 * (women + more) >= percent * total;
      expect([isMet(replacing), replacing === 0 || !isMet(replacing - 1)]).toEqual([true, true]);
    })));

  it('is met with that many and with no fewer, in addition to all', () =>
    fc.assert(fc.property(counts, fc.integer({ min: 0, max: 99 }), ({ women, total }, percent) => {
      const adding = neededOf(women, total, percent).adding ?? -1;
      const isMet = (more: number) => 100 * (women + more) >= percent * (total + more);
      expect([isMet(adding), adding === 0 || !isMet(adding - 1)]).toEqual([true, true]);
    })));

  it('knows no number that is enough for all of them to be women', () => expect(neededOf(1, 2, 100)).toEqual({ replacing: 1, adding: null }));
});
