import fc from 'fast-check';
import { countedOf } from './counted.js';
import { figures, trends } from './evaluate.js';
import type { Scope } from './figure.js';
import { laterActs, ledgerOf, on, questionDays, smallProvince, someLog, type Recorded } from './indicators.fixtures.js';
import { naiveCounted, naiveWorld } from './naive-figures.fixtures.js';
import { plan3009 } from './rules/plan-3009.js';

const scopes: readonly Scope[] = [{ kind: 'province' }, { kind: 'tier', tier: 'xa' }, { kind: 'unit', unit: 'so' }, { kind: 'unit', unit: 'xa-2' }];
const moments = fc.record({ trueOn: fc.constantFrom(...questionDays), back: fc.nat(20), scope: fc.constantFrom(...scopes) });

describe('counting every reading of the five targets', () => {
  it('finds the keys that the definitions give, at any day as known at any index in any scope', () =>
    fc.assert(fc.property(someLog, fc.array(moments, { minLength: 4, maxLength: 8 }), (log, asked) => {
      const { ledger } = ledgerOf(log);
      for (const { trueOn, back, scope } of asked) {
        const knownAt = Math.max(smallProvince.length, log.length - 1 - back);
        const world = naiveWorld(log, trueOn, knownAt, scope);
        const found = figures(ledger, { trueOn, knownAt }, scope, { ruleSet: 1 }).figures;
        expect(found.map(({ reading }) => reading)).toEqual(plan3009.rules.map(({ reading }) => reading));
        plan3009.rules.forEach(({ reading, measure }, at) => {
          const naive = naiveCounted(world, measure);
          const counted = countedOf(ledger, { trueOn, knownAt }, scope, reading, 1);
          expect([reading, counted?.denominator, counted?.numerator]).toEqual([reading, [...naive.denominator].sort(), [...naive.numerator].sort()]);
          expect([found[at]?.denominator, found[at]?.numerator]).toEqual([naive.denominator.size, naive.numerator.size]);
          expect(counted?.details.map(({ key }) => key)).toEqual(counted?.denominator);
        });
      }
    }), { numRuns: 150 }));

  it('gives a series the same figures as each day by itself', () =>
    fc.assert(fc.property(someLog, fc.nat(12), (log, back) => {
      const { ledger } = ledgerOf(log);
      const knownAt = log.length - 1 - back;
      const scope: Scope = { kind: 'province' };
      const days = questionDays.slice(1);
      expect(trends(ledger, { days, knownAt, scope })).toEqual(days.map((trueOn) => ({ trueOn, ...figures(ledger, { trueOn, knownAt }, scope) })));
    }), { numRuns: 30 }));

  it('answers alike whether it was asked before the last facts came or only after', () => {
    const log: readonly Recorded[] = [...smallProvince.map((organisation) => ({ organisation })), { ruleSet: plan3009 }, appointedTo('an', 'female', 'phong-a')];
    const { ledger, history } = ledgerOf(log);
    const moment = { trueOn: on('2016-06-30'), knownAt: log.length + 1 };
    figures(ledger, moment, { kind: 'province' });
    ledger.genderStated('binh', 'male', log.length);
    ledger.append([{ index: log.length, day: 42_000, official: 'binh', tenure: 'b', kind: 'post', unit: 'phong-h', position: 'truong-phong', term: null, capacity: 'acting', category: null, sign: 1 }]);
    const [found] = figures(ledger, moment, { kind: 'province' }, { readings: ['T4.leaders'] }).figures;
    expect([found?.numerator, found?.denominator, found?.share]).toEqual([1, 2, '50.00']);
    expect(history.latest().knownCount).toBe(smallProvince.length);
  });
});

const appointedTo = (official: string, gender: 'female' | 'male', unit: string, position = 'truong-phong', capacity: 'full' | 'in-charge' = 'full', term?: string): Recorded => ({
  version: { official, gender, timeline: { service: [], tenures: [{ actId: `${official}-act`, unit, position, term, spans: [{ capacity, from: on('2016-01-01') }] }] } },
});
const inService = (official: string, gender: 'female' | 'male', unit: string): Recorded => ({
  version: { official, gender, timeline: { service: [{ actId: `${official}-act`, unit, category: 'cong-chuc', position: 'chuyen-vien', from: on('2016-01-01') }], tenures: [] } },
});
const setting: readonly Recorded[] = [...smallProvince.map((organisation) => ({ organisation })), { ruleSet: plan3009 }];
const asked = (log: readonly Recorded[], reading: string, day: string, knownAt = log.length - 1, scope: Scope = { kind: 'province' }) => {
  const { ledger } = ledgerOf(log);
  const [found] = figures(ledger, { trueOn: on(day), knownAt }, scope, { readings: [reading] }).figures;
  return { found, counted: countedOf(ledger, { trueOn: on(day), knownAt }, scope, reading) };
};
const chairsOf = (women: number, total: number): readonly Recorded[] =>
  Array.from({ length: total }, (_, at) => appointedTo(`o${at}`, at < women ? 'female' : 'male', 'xa-1', 'chu-tich-ubnd', 'full', 'ubnd-1-2016'));
const staffOf = (women: number, total: number): readonly Recorded[] => Array.from({ length: total }, (_, at) => inService(`o${at}`, at < women ? 'female' : 'male', 'phong-a'));

describe('judging a target', () => {
  it.each([
    ['T3.chairs', chairsOf(3, 20), 'met', '15.00', { replacing: 0, adding: 0 }],
    ['T3.chairs', chairsOf(2, 20), 'not-met', '10.00', { replacing: 1, adding: 2 }],
    ['T4.staff', staffOf(3, 10), 'met', '30.00', { replacing: 0, adding: 0 }],
    ['T4.staff', staffOf(185, 625), 'not-met', '29.60', { replacing: 3, adding: 4 }],
    ['T4.staff', [], 'not-applicable', null, { replacing: 0, adding: 0 }],
  ])('%s of %#: exactly the percentage is met, a hair less is not', (reading, acts, verdict, share, needed) => {
    expect(asked([...setting, ...acts], reading, '2016-05-31').found).toMatchObject({ verdict, share, needed });
  });

  it.each([
    ['T1.pair', [], { numerator: 0, denominator: 2, needed: { replacing: 2, adding: 2 } }],
    ['T1.strict', [], { numerator: 0, denominator: 2, needed: { replacing: 3, adding: 3 } }],
    ['T1.strict', chairsOf(1, 1), { numerator: 0, denominator: 2, needed: { replacing: 2, adding: 2 } }],
    ['T2.both', [...staffOf(1, 10)], { numerator: 0, denominator: 1, needed: { replacing: 2 + 1, adding: 3 + 1 } }],
    ['T2.both', [...staffOf(1, 10), appointedTo('director', 'female', 'so', 'giam-doc-so')], { numerator: 0, denominator: 1, needed: { replacing: 2, adding: 3 } }],
    ['T2.conditional', staffOf(1, 10), { numerator: 0, denominator: 0, needed: { replacing: 0, adding: 0 } }],
    ['T2.conditional', staffOf(3, 10), { numerator: 0, denominator: 1, needed: { replacing: 1, adding: 1 } }],
  ])('%s of %#: sums the women still to be found over the failing units', (reading, acts, expected) => {
    expect(asked([...setting, ...acts], reading, '2016-05-31').found).toMatchObject(expected);
  });

  it('names no rule set before the first was known', () => {
    const { ledger } = ledgerOf([...setting, ...staffOf(1, 1)]);
    expect(figures(ledger, { trueOn: on('2016-05-31'), knownAt: smallProvince.length - 1 }, { kind: 'province' })).toEqual({ ruleSet: undefined, figures: [] });
  });

  it('judges a day by the rule set in force on it, or by the version asked for', () => {
    const second = { ...plan3009, version: 2, effectiveOn: on('2017-01-01'), rules: plan3009.rules.slice(0, 1) };
    const { ledger } = ledgerOf([...setting, { ruleSet: second }]);
    const version = (day: string, ruleSet?: number) =>
      figures(ledger, { trueOn: on(day), knownAt: 99 }, { kind: 'province' }, ruleSet === undefined ? {} : { ruleSet }).ruleSet?.version;
    expect([version('2016-12-31'), version('2017-01-01'), version('2016-12-31', 2), version('2017-01-01', 1)]).toEqual([1, 2, 2, 1]);
  });
});

describe('a gender corrected and corrected back', () => {
  const log = [...setting, inService('an', 'male', 'phong-a'), inService('an', 'female', 'phong-a'), inService('an', 'male', 'phong-a')];
  it.each([[3, 0], [2, 1], [1, 0]])('is as known %i acts before the end', (before, women) => {
    expect(asked(log, 'T4.staff', '2016-05-31', log.length - before).found).toMatchObject({ numerator: women, denominator: 1 });
  });
});

describe('merging a division', () => {
  const [merger] = laterActs;
  const log = [...setting, inService('an', 'female', 'phong-b'), appointedTo('binh', 'female', 'phong-b'), ...(merger ? [{ organisation: merger }] : [])];
  const unit: Scope = { kind: 'unit', unit: 'phong-a' };

  it('moves its headcount to the successor from the day on, as far as is known', () => {
    expect(asked(log, 'T4.staff', '2016-05-01', log.length - 1, unit).counted?.denominator).toEqual(['an']);
    expect(asked(log, 'T4.staff', '2016-04-30', log.length - 1, unit).counted?.denominator).toEqual([]);
    expect(asked(log, 'T4.staff', '2016-05-01', log.length - 2, unit).counted?.denominator).toEqual([]);
  });

  it('ends its posts, and says so of their holders', () => {
    expect(asked(log, 'T4.leaders', '2016-04-30').counted?.denominator).toEqual(['binh']);
    const after = asked(log, 'T4.leaders', '2016-05-01').counted;
    expect([after?.denominator, after?.excluded]).toEqual([[], [expect.objectContaining({ official: 'binh', reason: 'UNIT_ENDED' })]]);
  });
});

describe('giving the facts behind a number', () => {
  it('names the tenure that made a person count', () => {
    const { counted } = asked([...setting, appointedTo('an', 'female', 'phong-a')], 'T4.leaders', '2016-05-31');
    const post = { actId: 'an-act', unit: 'phong-a', position: 'truong-phong', capacity: 'full', term: null, since: '2016-01-01' };
    expect(counted?.details).toEqual([{ of: 'person', key: 'an', isWoman: true, posts: [post], service: null, trainings: [] }]);
  });

  it('names who is in charge without the title as left out', () => {
    const { counted } = asked([...setting, appointedTo('an', 'female', 'phong-a', 'truong-phong', 'in-charge')], 'T4.leaders', '2016-05-31');
    expect([counted?.denominator, counted?.excluded.map(({ reason }) => reason)]).toEqual([[], ['CAPACITY_NOT_COUNTED']]);
  });

  it('has no evidence of a reading that the rule set lacks', () => expect(asked(setting, 'T9.none', '2016-05-31').counted).toBeUndefined());
});
