import { CorruptHistory } from '../../kernel/errors.js';
import { organisationCatalogue } from './events.js';
import { organisation } from './organisation.js';
import { dissolved, established, merged, moved, on, province, registered, renamed, retyped } from './organisation.fixtures.js';

describe('folding the organisation', () => {
  const { evolve, initial } = organisation;

  it('leaves earlier states as they were, whichever way later ones go', () => {
    const before = province.reduce(evolve, initial);
    const left = evolve(before, renamed('B', 'Trái', '2017-01-01'));
    const right = evolve(evolve(before, renamed('B', 'Phải', '2017-01-01')), established('D', '74'));
    expect([before, left, right].map(({ structure }) => structure.nameOn('B', on('2020-01-01')))).toEqual(['Đơn vị B', 'Trái', 'Phải']);
    expect([before, left, right].map(({ structure }) => [structure.knownCount, structure.isEstablished('D')])).toEqual([[7, false], [8, false], [9, true]]);
  });
  it('begins anew each time it begins', () => {
    expect(evolve(initial, registered).structure.units).toEqual([]);
    expect(province.reduce(evolve, initial).structure.units).toEqual(['74', 'A', 'A1', 'A2', 'B', 'C']);
    expect([initial.structure.knownCount, evolve(initial, registered).structure.knownCount]).toEqual([0, 1]);
  });
  it('stops at an act on what was never recorded', () => expect(() => evolve(initial, moved('A', 'B', '2017-01-01'))).toThrow(CorruptHistory));
  it('takes only events that the catalogue reads', () => {
    const events = [...province, renamed('B', 'Sở B', '2017-01-01'), retyped('B', 'ban', '2017-01-01'), moved('B', 'C', '2017-01-01'), merged(['B'], 'C', '2018-01-01'), dissolved('C', '74', '2019-01-01')];
    for (const { type, data } of events) expect(organisationCatalogue.read({ type, schema: 1, data })).toEqual({ type, data });
  });
});
