import fc from 'fast-check';
import { deciderSpec } from '../../kernel/decider-spec.fixtures.js';
import type { DecisionRef } from '../../kernel/schema.js';
import { someDays } from '../structure/organisation-acts.fixtures.js';
import { organisation } from './organisation.js';
import { dissolved, established, merged, moved, on, organisationContext, province, registered } from './organisation.fixtures.js';

const decision: DecisionRef = { issuer: 'TTg', symbol: 'QĐ-TTg', number: 99, signedOn: on('2018-09-01') };

describe('merging units', () => {
  const given = deciderSpec(organisation, 'merge-units', organisationContext);
  const merger = (sources: string[], into: string, day = '2018-10-01') => ({ sources, into, effectiveOn: on(day) });

  it('ends the sources in favour of another unit', () => given(...province).when(merger(['B', 'C'], 'A')).then(merged(['B', 'C'], 'A', '2018-10-01')));
  it('keeps the decision where there is one', () =>
    given(...province).when({ ...merger(['B'], 'A'), decision }).then({ type: 'UnitsMerged', data: { sources: ['B'], into: 'A', decision, effectiveOn: on('2018-10-01') } }));
  it('may go into the parent, or into a unit established that day', () => {
    given(...province).when(merger(['A2'], 'A1')).then(merged(['A2'], 'A1', '2018-10-01'));
    given(...province, established('BC', '74', '2018-10-01')).when(merger(['B', 'C'], 'BC')).then(merged(['B', 'C'], 'BC', '2018-10-01'));
  });
  it.each([
    ['without a source', [], 'A', { code: 'SOURCES_MISSING' }],
    ['with a source twice', ['B', 'B'], 'A', { code: 'SOURCE_REPEATED', unit: 'B' }],
    ['into one of the sources', ['B', 'A'], 'A', { code: 'SUCCEEDS_ITSELF', unit: 'A' }],
    ['of a unit that nobody established', ['B', 'Z'], 'A', { code: 'UNIT_UNKNOWN', unit: 'Z' }],
    ['into a unit that nobody established', ['B'], 'Z', { code: 'SUCCESSOR_UNKNOWN', successor: 'Z' }],
    ['of the province itself', ['74'], 'A', { code: 'ROOT_CANNOT_END', unit: '74' }],
    ['into what lies under the source', ['A'], 'A2', { code: 'PARENT_RING', unit: 'A', on: '2018-10-01' }],
  ])('is refused %s', (_, sources, into, refusal) => given(...province).when(merger(sources, into)).thenRefused(refusal));
  it('is refused before a source or the successor stands', () => {
    given(...province).when(merger(['B'], 'A', '2015-12-31')).thenRefused({ code: 'UNIT_NOT_STANDING', unit: 'B', on: '2015-12-31', from: '2016-01-01' });
    given(...province, established('BC', '74', '2018-10-02')).when(merger(['B'], 'BC')).thenRefused({ code: 'SUCCESSOR_NOT_STANDING', successor: 'BC', on: '2018-10-01', from: '2018-10-02' });
  });
  it('is refused into a unit that has ended that day, and taken the day before', () => {
    const withoutC = [...province, dissolved('C', '74', '2018-10-01')];
    given(...withoutC).when(merger(['B'], 'C')).thenRefused({ code: 'SUCCESSOR_NOT_STANDING', successor: 'C', on: '2018-10-01', from: '2016-01-01', until: '2018-10-01' });
    given(...withoutC).when(merger(['B'], 'C', '2018-09-30')).then(merged(['B'], 'C', '2018-09-30'));
  });
  it('is refused of a unit whose end is recorded, for whichever day', () =>
    given(...province, merged(['B'], 'C', '2019-01-01')).when(merger(['B'], 'A')).thenRefused({ code: 'UNIT_ALREADY_ENDED', unit: 'B', until: '2019-01-01', successor: 'C' }));
  it('is refused when the successor is recorded to end later in favour of the source', () =>
    given(...province, merged(['C'], 'B', '2019-01-01')).when(merger(['B'], 'C')).thenRefused({ code: 'SUCCESSOR_RING', unit: 'B', on: '2019-01-01' }));
  it('is refused when a move recorded for a later day would close a ring', () =>
    given(...province, moved('C', 'B', '2019-01-01')).when(merger(['B'], 'C')).thenRefused({ code: 'PARENT_RING', unit: 'B', on: '2019-01-01' }));
  it('is taken into what lay under the source and moves away that day', () =>
    given(...province, moved('A1', '74', '2018-10-01')).when(merger(['A'], 'A1')).then(merged(['A'], 'A1', '2018-10-01')));
});

describe('dissolving a unit', () => {
  const given = deciderSpec(organisation, 'dissolve-unit', organisationContext);

  it('lets the parent of that day take over, or whoever took over from it', () => {
    given(...province).when({ unit: 'A2', effectiveOn: on('2018-10-01') }).then(dissolved('A2', 'A1', '2018-10-01'));
    given(...province, moved('A2', 'B', '2018-01-01')).when({ unit: 'A2', effectiveOn: on('2018-10-01') }).then(dissolved('A2', 'B', '2018-10-01'));
    given(...province, merged(['A1'], 'B', '2018-01-01')).when({ unit: 'A2', effectiveOn: on('2018-10-01') }).then(dissolved('A2', 'B', '2018-10-01'));
  });
  it('lets another unit take over, by a decision', () =>
    given(...province).when({ unit: 'A2', successor: 'C', decision, effectiveOn: on('2018-10-01') })
      .then({ type: 'UnitDissolved', data: { unit: 'A2', successor: 'C', decision, effectiveOn: on('2018-10-01') } }));
  it('may fall on the day of the establishment', () => given(...province).when({ unit: 'B', effectiveOn: on('2016-01-01') }).then(dissolved('B', '74', '2016-01-01')));
  it.each([
    ['a unit that nobody established', 'Z', undefined, { code: 'UNIT_UNKNOWN', unit: 'Z' }],
    ['the province itself', '74', undefined, { code: 'ROOT_CANNOT_END', unit: '74' }],
    ['a unit in favour of itself', 'B', 'B', { code: 'SUCCEEDS_ITSELF', unit: 'B' }],
    ['a unit in favour of one that nobody established', 'B', 'Z', { code: 'SUCCESSOR_UNKNOWN', successor: 'Z' }],
    ['a unit in favour of what lies under it', 'A', 'A1', { code: 'PARENT_RING', unit: 'A', on: '2018-10-01' }],
  ])('is refused for %s', (_, unit, successor, refusal) =>
    given(...province).when({ unit, ...(successor !== undefined && { successor }), effectiveOn: on('2018-10-01') }).thenRefused(refusal));
  it('is refused a second time, from its end on and before it', () => {
    const without = [...province, dissolved('B', '74', '2018-01-01')];
    given(...without).when({ unit: 'B', effectiveOn: on('2018-01-01') }).thenRefused({ code: 'UNIT_ALREADY_ENDED', unit: 'B', until: '2018-01-01', successor: '74' });
    given(...without).when({ unit: 'B', effectiveOn: on('2017-01-01') }).thenRefused({ code: 'UNIT_ALREADY_ENDED', unit: 'B', until: '2018-01-01', successor: '74' });
  });
});

describe('judging acts on the organisation in any order', () => {
  const units = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5'];
  const unit = fc.constantFrom(...units);
  const act = fc.record({ kind: fc.constantFrom('move', 'move', 'merge', 'dissolve', 'dissolve-into'), unit, other: unit, effectiveOn: fc.constantFrom(...someDays) });

  it('never lets units run in a ring, on any day', () =>
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const { deciders, evolve } = organisation;
        let state = [registered, established('74', undefined), ...units.map((code) => established(code, '74'))].reduce(evolve, organisation.initial);
        for (const { kind, unit: named, other, effectiveOn } of acts) {
          const decided =
            kind === 'move' ? deciders['move-unit']({ unit: named, parent: other, effectiveOn }, state, organisationContext)
            : kind === 'merge' ? deciders['merge-units']({ sources: [named], into: other, effectiveOn }, state, organisationContext)
            : deciders['dissolve-unit']({ unit: named, ...(kind === 'dissolve-into' && { successor: other }), effectiveOn }, state, organisationContext);
          if (decided.outcome === 'accepted') state = decided.events.reduce(evolve, state);
        }
        for (const code of units) for (const day of someDays) expect(state.structure.pathOn(code, day).at(-1)).toBe('74');
      }),
      { numRuns: 300 },
    ));
});
