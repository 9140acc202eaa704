import fc from 'fast-check';
import { Instants } from './instants.js';

const instantsOf = (times: readonly number[]): Instants => {
  const instants = new Instants();
  times.forEach((atMs, index) => instants.record(index, atMs));
  return instants;
};

describe('finding what was known at an instant', () => {
  it('includes what was recorded at that very millisecond, and nothing after', () => {
    const instants = instantsOf([1_000, 2_000, 2_000, 3_000]);
    expect([999, 1_000, 1_999, 2_000, 2_999, 3_000, 9_999].map((at) => instants.lastUpTo(at))).toEqual([-1, 0, 0, 2, 2, 3, 3]);
  });
  it('keeps its order when a clock runs backwards', () => {
    const instants = instantsOf([5_000, 1_000, 4_000, 6_000]);
    expect(instants.lastUpTo(4_999)).toBe(-1);
    expect(instants.lastUpTo(5_000)).toBe(2);
    expect([0, 1, 2, 3].map((index) => instants.of(index))).toEqual([5_000, 5_000, 5_000, 6_000]);
  });
  it('agrees with a count, whatever the clocks did', () =>
    fc.assert(fc.property(fc.array(fc.nat(50), { maxLength: 40 }), fc.nat(60), (times, at) => {
      const firstLater = times.findIndex((time) => time > at);
      expect(instantsOf(times).lastUpTo(at)).toBe((firstLater === -1 ? times.length : firstLater) - 1);
    })));
  it('holds more than it made room for', () => {
    const instants = instantsOf(Array.from({ length: 5_000 }, (_, at) => at));
    expect(instants.lastUpTo(4_321)).toBe(4_321);
  });
  it('takes nothing in out of order', () => expect(() => instantsOf([1]).record(2, 5)).toThrow(RangeError));
  it('knows no instant before the first event and after the last', () => expect([-1, 1].map((index) => instantsOf([1]).of(index))).toEqual([undefined, undefined]));
});
