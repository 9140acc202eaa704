import fc from 'fast-check';
import { dimensions, type Dimension, type RatioCell, type RatioQuestion } from './figure.js';
import { laterActs, ledgerOf, on, questionDays, smallProvince, someLog, type Recorded } from './indicators.fixtures.js';
import { naiveWorld } from './naive-figures.fixtures.js';
import { ratios } from './ratios.js';

/** Cell by cell and fact by fact, as counting.md §8 says. */
const naiveRatios = (log: readonly Recorded[], { count, by, filter, subtree, structure: attribution, today, knownAt, days }: RatioQuestion): readonly RatioCell[] =>
  days.flatMap((trueOn) => {
    const { structure, isWoman, held, served } = naiveWorld(log, trueOn, knownAt, { kind: 'province' });
    const attributed = attribution === 'today' ? today : trueOn;
    const categoryOf = (official: string) => served.find((one) => one.official === official)?.category ?? 'none';
    const recorded = log.slice(0, knownAt + 1).flatMap((item) => ('version' in item ? [item.version] : []));
    // The payroll unit as recorded, as `today` resolves it anew.
    const payrollOf = (official: string) => recorded.findLast((one) => one.official === official)?.timeline.service[0]?.unit ?? '';
    const facts = count === 'service'
      ? served.map((one) => ({ ...one, unit: payrollOf(one.official), key: one.official }))
      : held.filter(({ capacity }) => capacity !== 'in-charge').map((one) => ({ ...one, key: count === 'posts' ? `${one.official}|${one.unit}|${one.position}` : one.official }));
    const cells = new Map<string, { cell: readonly string[]; keys: Map<string, string> }>();
    for (const { official, unit, position, key } of facts) {
      const place = structure.resolve(unit, attributed);
      const values: { [D in Dimension]: readonly string[] } = {
        unit: subtree ? structure.pathOn(place, attributed) : [place],
        tier: [structure.tierOf(place)],
        category: [categoryOf(official)],
        level: [structure.findPosition(position)?.level ?? 'none'],
        position: [position],
      };
      if (dimensions.some((dimension) => filter[dimension] !== undefined && !values[dimension].some((value) => value === filter[dimension]))) continue;
      const crossed = by.reduce<readonly (readonly string[])[]>((so, dimension) => so.flatMap((cell) => values[dimension].map((value) => [...cell, value])), [[]]);
      for (const cell of crossed) {
        const held = cells.get(cell.join()) ?? { cell, keys: new Map<string, string>() };
        held.keys.set(key, official);
        cells.set(cell.join(), held);
      }
    }
    return [...cells.values()]
      .sort((a, b) => (a.cell.join('\u0000') < b.cell.join('\u0000') ? -1 : 1))
      .map(({ cell, keys }) => ({ trueOn, cell, women: [...keys.values()].filter(isWoman).length, total: keys.size }));
  });

const question = fc.record({
  count: fc.constantFrom('service', 'posts', 'holders'),
  by: fc.subarray([...dimensions], { maxLength: 3 }).chain((chosen) => fc.shuffledSubarray(chosen, { minLength: chosen.length })),
  filter: fc.record({
    unit: fc.constantFrom('so', 'huyen', 'phong-a', 'xa-2'), tier: fc.constantFrom('tinh', 'xa'), category: fc.constantFrom('vien-chuc', 'none'),
    level: fc.constantFrom('L1', 'L4', 'L6'), position: fc.constantFrom('truong-phong', 'chuyen-vien'),
  }, { requiredKeys: [] }).map((all) => Object.fromEntries(Object.entries(all).slice(0, 1))),
  subtree: fc.boolean(),
  structure: fc.constantFrom('of-time', 'today'),
  today: fc.constantFrom(...questionDays),
  back: fc.nat(12),
});

describe('counting ratios', () => {
  it('gives the cells that the definitions give, on every day and as known at any index', () =>
    fc.assert(fc.property(someLog, fc.array(question, { minLength: 3, maxLength: 6 }), (log, questions) => {
      const { ledger } = ledgerOf(log);
      for (const { back, ...one } of questions) {
        const asked = { ...one, knownAt: Math.max(smallProvince.length, log.length - 1 - back), days: questionDays };
        expect(ratios(ledger, asked)).toEqual(naiveRatios(log, asked));
      }
    }), { numRuns: 200 }));

  it('counts a person with two posts once among holders and twice among posts', () => {
    const tenure = (unit: string) => ({ actId: unit, unit, position: 'truong-phong', spans: [{ capacity: 'full' as const, from: on('2016-01-01') }] });
    const log: readonly Recorded[] = [
      ...smallProvince.map((organisation) => ({ organisation })),
      { version: { official: 'an', gender: 'female', timeline: { service: [], tenures: [tenure('phong-a'), tenure('phong-h')] } } },
    ];
    const asked = { by: [], filter: {}, subtree: false, structure: 'of-time', today: on('2016-06-30'), knownAt: 99, days: [on('2016-06-30')] } as const;
    const { ledger } = ledgerOf(log);
    expect(ratios(ledger, { ...asked, count: 'holders' })).toEqual([{ trueOn: '2016-06-30', cell: [], women: 1, total: 1 }]);
    expect(ratios(ledger, { ...asked, count: 'posts' })).toEqual([{ trueOn: '2016-06-30', cell: [], women: 2, total: 2 }]);
  });

  it('attributes by the organisation of the day, or by that of today', () => {
    const [merger] = laterActs;
    const log: readonly Recorded[] = [
      ...[...smallProvince, ...(merger ? [merger] : [])].map((organisation) => ({ organisation })),
      { version: { official: 'an', gender: 'male', timeline: { service: [{ actId: 'a', unit: 'phong-b', category: 'cong-chuc', position: 'chuyen-vien', from: on('2016-01-01') }], tenures: [] } } },
    ];
    const asked = { count: 'service', by: ['unit'], filter: {}, subtree: false, today: on('2016-06-30'), knownAt: 99, days: [on('2016-04-30')] } as const;
    const { ledger } = ledgerOf(log);
    const cells = (structure: 'of-time' | 'today') => ratios(ledger, { ...asked, structure }).map(({ cell }) => cell);
    expect([cells('of-time'), cells('today')]).toEqual([[['phong-b']], [['phong-a']]]);
  });
});
