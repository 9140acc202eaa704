import fc from 'fast-check';
import { civilDate, type CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { OrganisationEvent } from '../domain/events.js';
import { naiveOrganisation } from './naive-organisation.fixtures.js';
import { someDays, unjudgedActs } from './organisation-acts.fixtures.js';
import { noStructure, organisationHistory } from './organisation-history.js';
import type { Structure } from './structure.js';

const historyOf = (events: readonly OrganisationEvent[], indexOf = (at: number) => at) => {
  const history = organisationHistory();
  events.forEach((event, at) => history.record(event, indexOf(at)));
  return history;
};
const on = civilDate;
const established = (unit: string, day: string, parent?: string, unitType = 'so'): OrganisationEvent => ({
  type: 'UnitEstablished',
  data: { unit, name: unit, unitType, tier: 'province', effectiveOn: on(day), ...(parent !== undefined && { parent }) },
});
const moved = (unit: string, parent: string, day: string): OrganisationEvent => ({ type: 'UnitMoved', data: { unit, parent, effectiveOn: on(day) } });
const merged = (sources: string[], into: string, day: string): OrganisationEvent => ({ type: 'UnitsMerged', data: { sources, into, effectiveOn: on(day) } });
const retyped = (unit: string, unitType: string, day: string): OrganisationEvent => ({ type: 'UnitTypeChanged', data: { unit, unitType, effectiveOn: on(day) } });

type Questions = Pick<Structure, 'standsOn' | 'resolve' | 'nameOn' | 'typeOn' | 'parentOn' | 'pathOn' | 'termStandsOn' | 'categoryOn'>;
const answered = (ask: () => unknown): unknown => {
  try {
    return ask();
  } catch (fault) {
    if (fault instanceof CorruptHistory) return 'corrupt';
    throw fault;
  }
};
const answers = (organisation: Questions, units: readonly string[], terms: readonly string[], days: readonly CivilDate[]) =>
  days.map((day) => [
    ...units.map((unit) => [
      organisation.standsOn(unit, day), organisation.nameOn(unit, day), organisation.typeOn(unit, day), organisation.parentOn(unit, day),
      answered(() => organisation.resolve(unit, day)), answered(() => organisation.pathOn(unit, day)), answered(() => organisation.categoryOn('vien-chuc', unit, day)),
    ]),
    ...terms.map((term) => organisation.termStandsOn(term, day)),
  ]);

describe('asking the organisation', () => {
  it('answers by the rules of counting, for any acts in any order, on any day, known at any moment', () =>
    fc.assert(
      fc.property(unjudgedActs(30), fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }), (events, moments) => {
        const history = historyOf(events);
        for (const moment of moments) {
          const known = events.slice(0, moment + 1);
          const view = history.knownAt(moment);
          const units = known.flatMap((event) => (event.type === 'UnitEstablished' ? [event.data.unit] : []));
          const terms = known.flatMap((event) => (event.type === 'TermOpened' ? [event.data.term] : []));
          expect(view.units).toEqual(units);
          expect(view.terms.map(({ term }) => term)).toEqual(terms);
          expect(answers(view, units, terms, someDays)).toEqual(answers(naiveOrganisation(known), units, terms, someDays));
        }
      }),
      { numRuns: 300 },
    ));

  it('changes no answer between two change days', () =>
    fc.assert(
      fc.property(unjudgedActs(25), (events) => {
        const view = historyOf(events).latest();
        const { changeDays } = view;
        expect(changeDays).toEqual([...new Set(changeDays)].sort());
        const units = view.units;
        const terms = view.terms.map(({ term }) => term);
        someDays.forEach((day, at) => {
          const before = someDays[at - 1];
          if (before === undefined || changeDays.includes(day)) return;
          expect(answers(view, units, terms, [day])).toEqual(answers(view, units, terms, [before]));
        });
      }),
      { numRuns: 100 },
    ));

  it('keeps code, tier and path of a commune that becomes a town, and changes its type on the day', () => {
    const structure = historyOf([
      established('74', '2013-12-29', undefined, 'tinh'), established('719', '2013-12-29', '74', 'huyen'), established('25822', '2013-12-29', '719', 'xa'),
      retyped('25822', 'thi-tran', '2018-07-11'),
    ]).latest();
    expect([on('2018-07-10'), on('2018-07-11')].map((day) => structure.typeOn('25822', day))).toEqual(['xa', 'thi-tran']);
    expect(structure.pathOn('25822', on('2018-07-11'))).toEqual(['25822', '719', '74']);
    expect(structure.isUnder('25822', '719', on('2020-01-01'))).toBe(true);
    expect(structure.isUnder('719', '25822', on('2020-01-01'))).toBe(false);
  });

  it('lets headcount and subordinate units follow a merged board to its successor, and leaves the board standing until the day before', () => {
    const structure = historyOf([
      established('74', '2010-01-01'), established('kcn', '2010-01-01', '74'), established('vsip', '2010-01-01', '74'), established('vsip-phong', '2010-01-01', 'vsip'),
      merged(['vsip'], 'kcn', '2018-10-01'),
    ]).latest();
    expect(structure.standing('vsip')).toEqual({ from: '2010-01-01', until: '2018-10-01', successor: 'kcn' });
    expect(structure.standsOn('vsip', on('2018-09-30'))).toBe(true);
    expect(structure.standsOn('vsip', on('2018-10-01'))).toBe(false);
    expect(structure.resolve('vsip', on('2018-09-30'))).toBe('vsip');
    expect(structure.resolve('vsip', on('2018-10-01'))).toBe('kcn');
    expect(structure.pathOn('vsip-phong', on('2018-10-01'))).toEqual(['vsip-phong', 'kcn', '74']);
  });

  it('lets the earliest end of a unit count, and of two on one day the one recorded first', () => {
    const three = [established('74', '2010-01-01'), established('a', '2010-01-01', '74'), established('b', '2010-01-01', '74')];
    const successor = (...ends: OrganisationEvent[]) => historyOf([...three, established('c', '2010-01-01', '74'), ...ends]).latest().standing('c').successor;
    expect(successor(merged(['c'], 'a', '2018-01-01'), merged(['c'], 'b', '2018-01-01'))).toBe('a');
    expect(successor(merged(['c'], 'a', '2018-01-01'), merged(['c'], 'b', '2017-12-31'))).toBe('b');
  });

  it('shifts a category by the types of the resolved unit, in order of day and then of recording', () => {
    const shift = (fromCategory: 'vien-chuc' | 'cong-chuc', toCategory: 'vien-chuc' | 'cong-chuc', day: string): OrganisationEvent =>
      ({ type: 'CategoryShiftedByPolicy', data: { fromCategory, toCategory, unitTypes: ['dvsn'], basis: 'Luật 52/2019/QH14', effectiveOn: on(day) } });
    const structure = historyOf([
      established('74', '2010-01-01'), established('tt', '2010-01-01', '74', 'dvsn'),
      shift('vien-chuc', 'cong-chuc', '2020-07-01'), shift('cong-chuc', 'vien-chuc', '2020-01-01'),
    ]).latest();
    expect(['2019-12-31', '2020-01-01', '2020-07-01'].map((day) => structure.categoryOn('cong-chuc', 'tt', on(day)))).toEqual(['cong-chuc', 'vien-chuc', 'cong-chuc']);
    expect(structure.categoryOn('cong-chuc', '74', on('2020-07-01'))).toBe('cong-chuc');
    const oneDay = historyOf([
      established('74', '2010-01-01', undefined, 'dvsn'), shift('cong-chuc', 'vien-chuc', '2020-01-01'), shift('vien-chuc', 'cong-chuc', '2020-01-01'),
    ]).latest();
    expect(oneDay.categoryOn('vien-chuc', '74', on('2020-01-01'))).toBe('cong-chuc');
  });

  it('lets a term stand from its first day until the day its end takes effect', () => {
    const structure = historyOf([
      established('74', '2010-01-01'), { type: 'BodyDefined', data: { body: 'ubnd', unit: '74', kind: 'committee', name: 'UBND' } },
      { type: 'TermOpened', data: { term: '2016-2021', body: 'ubnd', label: '2016–2021', from: on('2016-07-01'), members: ['ct'] } },
      { type: 'TermEnded', data: { term: '2016-2021', effectiveOn: on('2021-07-01') } },
    ]).latest();
    expect(['2016-06-30', '2016-07-01', '2021-06-30', '2021-07-01'].map((day) => structure.termStandsOn('2016-2021', on(day)))).toEqual([false, true, true, false]);
  });

  it('stops at rings and at units that nobody established', () => {
    const ring = historyOf([established('a', '2010-01-01'), established('b', '2010-01-01', 'a'), moved('a', 'b', '2015-01-01'), merged(['a'], 'b', '2016-01-01'), merged(['b'], 'a', '2016-01-01')]).latest();
    expect(ring.pathOn('a', on('2014-12-31'))).toEqual(['a']);
    expect(() => ring.pathOn('a', on('2015-01-01'))).toThrow(CorruptHistory);
    expect(() => ring.resolve('a', on('2016-01-01'))).toThrow(CorruptHistory);
    expect(() => ring.standsOn('nowhere', on('2016-01-01'))).toThrow(CorruptHistory);
    expect(() => ring.isUnder('b', 'nowhere', on('2010-01-01'))).toThrow(CorruptHistory);
    expect(() => ring.termStandsOn('nowhere', on('2016-01-01'))).toThrow(CorruptHistory);
  });
});

describe('knowing the organisation at an index', () => {
  const events = [established('74', '2010-01-01'), established('so', '2010-01-01', '74'), retyped('so', 'ban', '2012-01-01')];

  it('counts only the events up to it, and is the same object while no organisation event lies between', () => {
    const history = historyOf(events, (at) => at * 10);
    expect(history.knownAt(-1).knownCount).toBe(0);
    expect(history.knownAt(9).units).toEqual(['74']);
    expect(history.knownAt(10)).toBe(history.knownAt(19));
    expect(history.knownAt(19).typeOn('so', on('2020-01-01'))).toBe('so');
    expect(history.knownAt(20)).toBe(history.latest());
    expect(history.latest().typeOn('so', on('2020-01-01'))).toBe('ban');
    expect(history.knownAt(9).isEstablished('so')).toBe(false);
  });

  it('gives a held view again even after many others were asked for', () => {
    const many = Array.from({ length: 60 }, (_, at) => retyped('so', `k${at}`, '2013-01-01'));
    const history = historyOf([...events, ...many]);
    const held = history.knownAt(5);
    for (let index = 6; index < 60; index += 1) history.knownAt(index);
    expect(history.knownAt(5)).toBe(held);
  });

  it('leaves earlier views as they were when more is recorded', () => {
    const history = historyOf(events.slice(0, 2));
    const before = history.latest();
    expect(before.pathOn('so', on('2020-01-01'))).toEqual(['so', '74']);
    history.record(established('ban', '2011-01-01', '74'), 5);
    history.record(moved('so', 'ban', '2012-01-01'), 6);
    expect([before.units, before.changeDays, before.pathOn('so', on('2020-01-01'))]).toEqual([['74', 'so'], ['2010-01-01'], ['so', '74']]);
    expect(history.latest().pathOn('so', on('2020-01-01'))).toEqual(['so', 'ban', '74']);
  });

  it('branches without touching the history it came from', () => {
    const history = historyOf(events);
    const branch = history.branchAt(2);
    branch.record(established('ban', '2011-01-01', '74'), 7);
    expect(branch.latest().units).toEqual(['74', 'so', 'ban']);
    expect(branch.latest().typeOn('so', on('2020-01-01'))).toBe('so');
    expect(history.latest().units).toEqual(['74', 'so']);
  });

  it.each([
    ['a unit never established', retyped('nowhere', 'so', '2012-01-01')],
    ['a unit established before', established('so', '2012-01-01', '74')],
    ['a parent never established', established('ban', '2012-01-01', 'nowhere')],
    ['a successor never established', merged(['so'], 'nowhere', '2012-01-01')],
    ['a source never established', merged(['so', 'nowhere'], '74', '2012-01-01')],
    ['a body never defined', { type: 'TermOpened', data: { term: 't', body: 'b', label: 't', from: on('2012-01-01'), members: [] } }],
    ['a term never opened', { type: 'TermEnded', data: { term: 't', effectiveOn: on('2012-01-01') } }],
  ] satisfies [string, OrganisationEvent][])('stops at an event about %s, and keeps what was known', (_, event) => {
    const history = historyOf(events);
    const before = history.latest();
    expect(() => history.record(event, 3)).toThrow(CorruptHistory);
    expect(history.latest()).toBe(before);
    expect(before.standing('so')).toEqual({ from: '2010-01-01' });
  });

  it('stops at an index that does not grow', () => {
    const history = historyOf(events);
    expect(() => history.record(established('ban', '2011-01-01', '74'), 2)).toThrow(CorruptHistory);
  });

  it('knows nothing before anything is recorded', () => {
    expect([noStructure.knownCount, noStructure.units, noStructure.province, noStructure.sample, noStructure.changeDays]).toEqual([0, [], undefined, undefined, []]);
  });
});

describe('viewing a large organisation', () => {
  it('takes under a millisecond for any moment of 3,000 events on 1,500 units', () => {
    const establishments = Array.from({ length: 1500 }, (_, at) => established(`u${at}`, '2010-01-01', at === 0 ? undefined : `u${Math.floor((at - 1) / 8)}`));
    const changes = Array.from({ length: 1500 }, (_, at) => retyped(`u${at}`, 'ban', `2016-${String((at % 12) + 1).padStart(2, '0')}-01`));
    const history = historyOf([...establishments, ...changes]);
    history.knownAt(10);
    const moments = Array.from({ length: 200 }, (_, at) => (at * 997) % 3000);
    const startedAt = performance.now();
    for (const moment of moments) history.knownAt(moment).typeOn('u0', on('2016-06-01'));
    expect((performance.now() - startedAt) / moments.length).toBeLessThan(1);
  });
});
