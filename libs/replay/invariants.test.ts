import fc from 'fast-check';
import type { RatioQuestion, Scope } from '../indicators/figure.js';
import type { Measure } from '../indicators/rules/rule-set.js';
import type { OfficialEvent } from '../officials/domain/events.js';
import { acts, day, dissolved, established, official, organisation, province, replayOf, ruleSet, shifted, termEnded, type Written } from './history.fixtures.js';
import type { Replay } from './replay.js';

const holders = { shape: 'share-of-holders', tiers: ['tinh', 'xa'], positions: ['giam-doc', 'ct-ubnd'], capacities: ['full', 'acting'] } as const;
const department = { shape: 'unit-conjunction', unitTypes: ['department'], staffOutside: ['school'], staffPercent: 30, leaders: ['giam-doc'], capacities: ['full'] } as const;
const bodies = { shape: 'body-has-woman', tiers: ['xa'], bodyKinds: ['council-standing', 'committee'], capacities: ['full', 'unapproved'] } as const;
const measures: readonly Measure[] = [
  { ...bodies, bodies: 'any' },
  { ...bodies, bodies: 'every' },
  { ...holders, count: 'persons' },
  { ...holders, count: 'posts' },
  { ...department, condition: 'both' },
  { ...department, condition: 'leader-if-staff' },
  { shape: 'share-of-staff', tiers: ['tinh', 'xa'], unitTypes: ['department', 'commune', 'division'], categories: ['cong-chuc'] },
  { shape: 'share-of-participations', ended: 'completed', count: 'women-in-service' },
];
const base = [
  ...province,
  ...organisation(dissolved('so-a-phong', 'so-b', '2018-01-01'), termEnded('ubnd-x1-2016', '2019-01-01'), shifted('cong-chuc', 'vien-chuc', ['division'], '2017-06-01')),
  ...ruleSet(measures),
];
const scopes: readonly Scope[] = [{ kind: 'province' }, { kind: 'tier', tier: 'xa' }, { kind: 'tier', tier: 'tinh' }, ...['bd', 'so-a', 'so-b', 'so-a-phong', 'h1', 'x1'].map((unit) => ({ kind: 'unit', unit }) as const)];
const days = ['2015-12-31', '2016-01-01', '2016-06-30', '2017-01-01', '2017-12-31', '2018-01-01', '2019-01-01', '2020-02-29'];

const question: RatioQuestion = { count: 'holders', by: ['unit', 'level'], filter: {}, subtree: true, structure: 'of-time', today: day('2020-12-31'), knownAt: -1, days: [] };
/** Every answer of a log on the days that matter. */
const answersOf = (replay: Replay) =>
  days.map((text) => {
    const view = replay.at(day(text));
    return scopes.map((scope) => [view.figures(scope), measures.map((_, at) => view.counted(`M${at + 1}`, scope)), view.ratios(question)]);
  });
const allOf = (written: readonly Written[]) => answersOf(replayOf(...base, ...written));

const onDay = fc.constantFrom(...days);
const post = fc.record({ unit: fc.constantFrom('so-a', 'so-b', 'x1'), position: fc.constantFrom('giam-doc', 'truong-phong', 'ct-ubnd') });
const payroll = fc.record({ unit: fc.constantFrom('so-a', 'so-a-phong', 'x1') });
const named = fc.constantFrom('a0', 'a1', 'a2', 'a3', 'a4', 'a5');
type Draft = (actId: string) => OfficialEvent;
const draft: fc.Arbitrary<Draft> = fc.oneof(
  fc.tuple(onDay, payroll).map(([on, at]) => (actId: string) => acts.transferred(actId, on, at)),
  fc.tuple(onDay, payroll).map(([on, at]) => (actId: string) => acts.found(actId, on, 'female', at)),
  fc.tuple(onDay, payroll).map(([on, at]) => (actId: string) => acts.returned(actId, on, at)),
  onDay.map((on) => (actId: string) => acts.retired(actId, on)),
  fc.tuple(onDay, post, fc.array(named, { maxLength: 1 })).map(([on, at, ended]) => (actId: string) => acts.appointed(actId, on, at, ended)),
  fc.tuple(onDay, post).map(([on, at]) => (actId: string) => acts.foundHeld(actId, on, at)),
  onDay.map((on) => (actId: string) => acts.elected(actId, on)),
  fc.tuple(onDay, named).map(([on, which]) => (actId: string) => acts.approved(actId, on, which)),
  fc.tuple(onDay, named).map(([on, which]) => (actId: string) => acts.relieved(actId, on, which)),
);
const career = fc.tuple(onDay, fc.array(draft, { maxLength: 6 })).map(([on, drafts]) => [acts.recruited('r', on), ...drafts.map((write, at) => write(`a${at}`))]);
const runs = { numRuns: 60 };

describe('answering about any career', () => {
  it('counts a numerator out of its denominator, as many keys as the figure says', () =>
    fc.assert(
      fc.property(career, onDay, (events, text) => {
        const view = replayOf(...base, ...official('lan', ...events)).at(day(text));
        for (const scope of scopes) {
          for (const { reading, numerator, denominator } of view.figures(scope)) {
            const counted = view.counted(reading, scope);
            expect(counted.denominator).toEqual(expect.arrayContaining([...counted.numerator]));
            expect([counted.numerator.length, counted.denominator.length]).toEqual([numerator, denominator]);
            expect(view.counted(reading, { kind: 'province' }).denominator).toEqual(expect.arrayContaining([...counted.denominator]));
          }
        }
      }),
      runs,
    ));
  it('gives the same answers in whatever order the acts were recorded', () =>
    fc.assert(
      fc.property(
        career.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))),
        ([events, otherwise]) => {
          // The gender is what the last recorded event says; here every event says the same.
          expect(allOf(official('lan', ...otherwise))).toEqual(allOf(official('lan', ...events)));
        },
      ),
      runs,
    ));
  it('gives the state before when an act is annulled right after it was recorded', () =>
    fc.assert(
      fc.property(career, draft, (events, write) => {
        const before = official('lan', ...events);
        expect(allOf([...before, ...official('lan', write('last'), acts.annulled('last'))])).toEqual(allOf(before));
      }),
      runs,
    ));
  it('is not moved by what has nothing to do with it', () =>
    fc.assert(
      fc.property(career, (events) => {
        const before = official('lan', ...events);
        const elsewhere: readonly Written[] = [
          ...organisation(established('so-z', 'board', 'khac', 'bd')),
          ...official('khac', acts.recruited('r', '2016-01-01', 'female', { unit: 'so-z', category: 'can-bo' }), acts.retired('d', '2016-01-01')),
        ];
        expect(allOf([...before, ...elsewhere])).toEqual(allOf(before));
      }),
      { numRuns: 40 },
    ));
});
