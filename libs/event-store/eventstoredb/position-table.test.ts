import fc from 'fast-check';
import { PositionTable } from './position-table.js';

describe('knowing where each event of a log lies', () => {
  it('finds the position of every index and the index of every position, and of no other', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt(0n, 5_000n), { maxLength: 2_500 }), fc.nat(2_500), (unsorted, loaded) => {
        const positions = unsorted.toSorted((a, b) => (a < b ? -1 : 1));
        const table = new PositionTable(BigUint64Array.from(positions.slice(0, loaded)));
        for (const position of positions.slice(loaded)) table.push(position);
        expect(table.count).toBe(positions.length);
        expect([...table.view()]).toEqual(positions);
        positions.forEach((position, index) => {
          if (table.at(index) !== position || table.indexOf(position) !== index) throw new Error(`${position} is not at ${index}`);
        });
        expect(table.at(positions.length)).toBeUndefined();
        const held = new Set(positions);
        for (let position = 0n; position < 200n; position += 1n) if (!held.has(position)) expect(table.indexOf(position)).toBeUndefined();
      }),
      { numRuns: 50 },
    ));
});
