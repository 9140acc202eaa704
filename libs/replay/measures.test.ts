import type { Scope } from '../indicators/figure.js';
import type { Measure } from '../indicators/rules/rule-set.js';
import type { OfficialEvent } from '../officials/domain/events.js';
import { acts, day, dissolved, established, merged, moved, official, organisation, province, replayOf, ruleSet, shifted, termEnded, typeChanged, type Written } from './history.fixtures.js';

const { recruited, appointed, added, elected, approved, retired, annulled, transferred } = acts;
const whole: Scope = { kind: 'province' };
const unit = (code: string): Scope => ({ kind: 'unit', unit: code });
const tier = (code: string): Scope => ({ kind: 'tier', tier: code });

/** Denominator and numerator of one measure in a scope on a day. */
const counting = (measure: Measure, ...written: readonly (readonly Written[])[]) => {
  const replay = replayOf(...province, ...ruleSet([measure]), ...written.flat());
  return {
    on: (text: string, scope: Scope = whole) => {
      const { denominator, numerator } = replay.at(day(text)).counted('M1', scope);
      return `${numerator.join(' ')} / ${denominator.join(' ')}`;
    },
    figure: (text: string, scope: Scope = whole) => replay.at(day(text)).figures(scope)[0],
  };
};

describe('counting authorities that have a woman in their bodies', () => {
  const pair = { shape: 'body-has-woman', tiers: ['xa'], bodyKinds: ['council-standing', 'committee'], bodies: 'any', capacities: ['full', 'acting'] } as const;
  const strict = { ...pair, bodies: 'every' } as const;
  const chair = official('lan', elected('e', '2016-06-15'), approved('a', '2016-07-01', 'e'));
  const council = official('mai', appointed('c', '2016-06-15', { unit: 'x1', position: 'ct-hdnd', term: 'hdnd-x1-2016' }), { type: 'GenderCorrected', data: { gender: 'female' } });
  const woman = (id: string, ...events: readonly OfficialEvent[]) => official(id, recruited(`${id}-r`, '2010-01-01', 'female'), ...events);

  it('asks only units whose bodies have a standing term', () => {
    expect(counting(pair).on('2016-05-31')).toBe(' / ');
    expect(counting(pair).on('2016-06-01')).toBe(' / x1 x2');
  });
  it('counts no tier that is not asked for', () => expect(counting({ ...pair, tiers: ['huyen'] }).on('2016-06-01')).toBe(' / '));
  it('counts the pair once either body has a woman', () => expect(counting(pair, woman('lan'), chair).on('2016-07-01')).toBe('x1 / x1 x2'));
  it('counts an unapproved chair only where the rule says so', () => {
    expect(counting(pair, woman('lan'), chair).on('2016-06-30')).toBe(' / x1 x2');
    expect(counting({ ...pair, capacities: ['full', 'unapproved'] }, woman('lan'), chair).on('2016-06-30')).toBe('x1 / x1 x2');
  });
  it('asks each body of the strict reading', () => {
    expect(counting(strict, woman('lan'), chair).on('2016-07-01')).toBe(' / x1 x2');
    expect(counting(strict, woman('lan'), chair, council).on('2016-07-01')).toBe('x1 / x1 x2');
  });
  it('counts no man', () => expect(counting(pair, official('an', recruited('r', '2010-01-01', 'male')), official('an', elected('e', '2016-06-15'), approved('a', '2016-06-15', 'e'))).on('2016-07-01')).toBe(' / x1 x2'));
  it('counts no post outside the members of the term', () =>
    expect(counting(pair, woman('lan', appointed('p', '2016-06-15', { unit: 'x1', position: 'chuyen-vien', term: 'ubnd-x1-2016' }))).on('2016-07-01')).toBe(' / x1 x2'));
  it('counts no post that names no term', () => expect(counting(pair, woman('lan', appointed('p', '2016-06-15', { unit: 'x1', position: 'ct-ubnd' }))).on('2016-07-01')).toBe(' / x1 x2'));
  it('looks only at the positions of the rule', () => expect(counting({ ...pair, positions: ['ct-hdnd'] }, woman('lan'), chair).on('2016-07-01')).toBe(' / x1 x2'));
  it('asks neither body nor tenure of a term that has ended', () =>
    expect(counting(pair, woman('lan'), chair, organisation(termEnded('ubnd-x1-2016', '2018-01-01'))).on('2018-01-01')).toBe(' / x1 x2'));
  it('asks no authority that has ended', () => expect(counting(pair, organisation(merged(['x1'], 'x2', '2018-01-01'))).on('2018-01-01')).toBe(' / x2'));
  it('still counts a woman chair who adds the council chair', () =>
    expect(counting(strict, woman('lan', added('k', '2016-06-15', { unit: 'x1', position: 'ct-hdnd', term: 'hdnd-x1-2016' })), chair).on('2016-07-01')).toBe('x1 / x1 x2'));
  it('finds one woman more for each pair and two for each strict one', () => {
    expect(counting(pair).figure('2016-07-01')?.needed).toEqual({ replacing: 2, adding: 2 });
    expect(counting(strict, woman('lan'), chair).figure('2016-07-01')?.needed).toEqual({ replacing: 3, adding: 3 });
    expect(counting(pair, woman('lan'), chair).figure('2016-07-01')?.needed).toEqual({ replacing: 0, adding: 0 });
  });
});

describe('counting holders of posts', () => {
  const persons = { shape: 'share-of-holders', tiers: ['tinh'], positions: ['giam-doc', 'truong-phong'], count: 'persons', capacities: ['full', 'acting'] } as const;
  const lan = official('lan', recruited('r', '2010-01-01', 'female'), appointed('p', '2016-01-01'), added('q', '2016-02-01', { unit: 'so-b', position: 'truong-phong' }));
  const an = official('an', recruited('r', '2010-01-01', 'male'), appointed('p', '2016-01-01', { unit: 'so-b' }));

  it('counts a person once', () => expect(counting(persons, lan, an).on('2016-12-31')).toBe('lan / an lan'));
  it('counts posts by person, unit and position', () =>
    expect(counting({ ...persons, count: 'posts' }, lan, an).on('2016-12-31')).toBe('lan|so-a|giam-doc lan|so-b|truong-phong / an|so-b|giam-doc lan|so-a|giam-doc lan|so-b|truong-phong'));
  it('counts two tenures of one post once', () =>
    expect(counting({ ...persons, count: 'posts' }, official('lan', appointed('p', '2016-01-01'), added('q', '2016-02-01'))).on('2016-12-31')).toBe(' / lan|so-a|giam-doc'));
  it('begins on the first day and is over on the day it ends', () => {
    const left = counting(persons, an, official('an', retired('d', '2017-01-01')));
    expect([left.on('2015-12-31'), left.on('2016-01-01'), left.on('2016-12-31'), left.on('2017-01-01')]).toEqual([' / ', ' / an', ' / an', ' / ']);
  });
  it('counts no capacity, tier, type or position that is not asked for', () => {
    const acting = counting(persons, official('an', appointed('p', '2016-01-01', { capacity: 'acting' })));
    const inCharge = counting(persons, official('an', appointed('p', '2016-01-01', { capacity: 'in-charge' })));
    expect([acting.on('2016-01-01'), inCharge.on('2016-01-01')]).toEqual([' / an', ' / ']);
    expect(counting({ ...persons, tiers: ['xa'] }, an).on('2016-01-01')).toBe(' / ');
    expect(counting({ ...persons, unitTypes: ['school'] }, an).on('2016-01-01')).toBe(' / ');
    expect(counting({ ...persons, positions: ['ct-ubnd'] }, an).on('2016-01-01')).toBe(' / ');
  });
  it('asks the type of the day', () => {
    const changed = counting({ ...persons, unitTypes: ['board'] }, an, organisation(typeChanged('so-b', 'board', '2018-01-01')));
    expect([changed.on('2017-12-31'), changed.on('2018-01-01')]).toEqual([' / ', ' / an']);
  });
  it('ends a post with its unit and leaves it where it was', () => {
    const gone = counting(persons, an, lan, organisation(dissolved('so-b', 'so-a', '2018-01-01')));
    expect([gone.on('2017-12-31', unit('so-b')), gone.on('2018-01-01', unit('so-a')), gone.on('2018-01-01', unit('so-b'))]).toEqual(['lan / an lan', 'lan / lan', ' / ']);
  });
  it('ends a post that names a term with the term', () => {
    const term = { unit: 'x1', position: 'ct-ubnd', term: 'ubnd-x1-2016' };
    const chaired = counting({ ...persons, tiers: ['xa'], positions: ['ct-ubnd'] }, official('an', appointed('p', '2016-07-01', term)), organisation(termEnded('ubnd-x1-2016', '2021-07-01')));
    expect([chaired.on('2021-06-30'), chaired.on('2021-07-01')]).toEqual([' / an', ' / ']);
  });
  it('asks nothing of service', () => expect(counting(persons, official('an', appointed('p', '2016-01-01'))).on('2016-01-01')).toBe(' / an'));
  it('leaves 29.60 under thirty and takes exactly thirty and fifteen', () => {
    const many = (women: number, all: number) => Array.from({ length: all }, (_, at) => official(`n${at}`, recruited('r', '2010-01-01', at < women ? 'female' : 'male'), appointed('p', '2016-01-01')));
    expect(counting(persons, ...many(185, 625)).figure('2016-12-31')).toEqual({
      target: 'M1', reading: 'M1', percent: 30, numerator: 185, denominator: 625, share: '29.60', verdict: 'not-met', needed: { replacing: 3, adding: 4 },
    });
    expect(counting(persons, ...many(3, 10)).figure('2016-12-31')).toMatchObject({ share: '30.00', verdict: 'met', needed: { replacing: 0, adding: 0 } });
    const fifteen = replayOf(...province, ...ruleSet([persons], { percent: 15 }), ...many(3, 20).flat());
    expect(fifteen.at(day('2016-12-31')).figures(whole)[0]).toMatchObject({ share: '15.00', verdict: 'met' });
  });
  it('is not applicable where nobody is counted', () => expect(counting(persons).figure('2016-12-31')).toMatchObject({ denominator: 0, share: null, verdict: 'not-applicable' }));
  it('knows of no number to add for a target of 100 %', () => {
    const all = replayOf(...province, ...ruleSet([persons], { percent: 100 }), ...lan, ...an);
    expect(all.at(day('2016-12-31')).figures(whole)[0]?.needed).toEqual({ replacing: 1, adding: null });
  });
});

describe('counting staff', () => {
  const staff = { shape: 'share-of-staff', tiers: ['tinh'], unitTypes: ['department', 'school'], categories: ['cong-chuc', 'vien-chuc'] } as const;
  const lan = official('lan', recruited('r', '2016-01-01', 'female', { unit: 'so-b' }));
  const an = official('an', recruited('r', '2016-01-01', 'male', { unit: 'so-a-truong', category: 'vien-chuc' }));

  it('counts those in service of the tiers, types and categories asked for', () => {
    expect(counting(staff, lan, an).on('2016-01-01')).toBe('lan / an lan');
    expect(counting({ ...staff, categories: ['vien-chuc'] }, lan, an).on('2016-01-01')).toBe(' / an');
    expect(counting({ ...staff, unitTypes: ['department'] }, lan, an).on('2016-01-01')).toBe('lan / lan');
    expect(counting({ ...staff, tiers: ['xa'] }, lan, an).on('2016-01-01')).toBe(' / ');
  });
  it('lets headcount follow the successor', () => {
    const after = counting(staff, lan, organisation(merged(['so-b'], 'so-a', '2018-01-01')));
    expect([after.on('2017-12-31', unit('so-b')), after.on('2018-01-01', unit('so-b')), after.on('2018-01-01', unit('so-a'))]).toEqual(['lan / lan', ' / ', 'lan / lan']);
  });
  it('shifts a category by policy and back out of the count', () =>
    expect(counting({ ...staff, categories: ['cong-chuc'] }, lan, organisation(shifted('cong-chuc', 'vien-chuc', ['department'], '2020-07-01'))).on('2020-07-01')).toBe(' / '));
  it('counts by tier and by everything under a unit', () => {
    const some = counting({ ...staff, tiers: ['tinh', 'xa'], unitTypes: ['department', 'school', 'commune'] }, lan, an, official('ba', recruited('r', '2016-01-01', 'female', { unit: 'x1' })));
    expect([some.on('2016-01-01', tier('xa')), some.on('2016-01-01', unit('h1')), some.on('2016-01-01', unit('so-a')), some.on('2016-01-01', unit('bd'))]).toEqual([
      'ba / ba', 'ba / ba', ' / an', 'ba lan / an ba lan',
    ]);
  });
  it('leaves a woman of 55 on 31 May in service that day and retired on 1 June', () => {
    const retires = counting(staff, lan, official('lan', retired('d', '2019-06-01')));
    expect([retires.on('2019-05-31'), retires.on('2019-06-01')]).toEqual(['lan / lan', ' / ']);
  });
  it('takes a decision effective on 29 February', () => {
    const moves = counting(staff, lan, official('lan', transferred('t', '2020-02-29', { unit: 'so-a' })));
    expect([moves.on('2020-02-28', unit('so-a')), moves.on('2020-02-29', unit('so-a'))]).toEqual([' / ', 'lan / lan']);
  });
});

describe('counting departments that have both enough women and a woman who leads', () => {
  const both = {
    shape: 'unit-conjunction', unitTypes: ['department'], staffOutside: ['school'], staffPercent: 30, leaders: ['giam-doc'], capacities: ['full'], condition: 'both',
  } as const;
  const people = (prefix: string, women: number, all: number, at: string) => Array.from({ length: all }, (_, n) => official(`${prefix}${n}`, recruited('r', '2016-01-01', n < women ? 'female' : 'male', { unit: at })));
  const leader = official('w0', appointed('p', '2016-01-01'));

  it('needs both parts', () => {
    expect(counting(both, ...people('w', 3, 10, 'so-a')).on('2016-12-31')).toBe(' / so-a so-b');
    expect(counting(both, ...people('w', 3, 10, 'so-a'), leader).on('2016-12-31')).toBe('so-a / so-a so-b');
    expect(counting(both, ...people('w', 2, 10, 'so-a'), leader).on('2016-12-31')).toBe(' / so-a so-b');
  });
  it('counts staff of what stands under it, and cuts off what is outside', () => {
    const under = counting(both, ...people('w', 3, 5, 'so-a'), ...people('m', 0, 5, 'so-a-phong'), ...people('s', 0, 50, 'so-a-truong'), leader);
    expect(under.on('2016-12-31')).toBe('so-a / so-a so-b');
  });
  it('stops at the first department on the way up', () =>
    expect(counting(both, ...people('w', 3, 10, 'so-a'), ...people('m', 0, 50, 'so-c'), leader, organisation(established('so-c', 'department', 'tinh', 'so-a'))).on('2016-12-31')).toBe('so-a / so-a so-b so-c'));
  it('wants the leader at the department itself', () =>
    expect(counting(both, ...people('w', 3, 10, 'so-a'), official('w0', appointed('p', '2016-01-01', { unit: 'so-a-phong' }))).on('2016-12-31')).toBe(' / so-a so-b'));
  it('asks for a leader only where the staff is enough when the rule is conditional', () => {
    const conditional = { ...both, condition: 'leader-if-staff' } as const;
    expect(counting(conditional, ...people('w', 3, 10, 'so-a')).on('2016-12-31')).toBe(' / so-a');
    expect(counting(conditional, ...people('w', 3, 10, 'so-a')).figure('2016-12-31')?.needed).toEqual({ replacing: 1, adding: 1 });
  });
  it('sums what each department lacks: a leader, and women on the staff', () => {
    const lacking = counting(both, ...people('w', 2, 10, 'so-a'), leader);
    expect(lacking.figure('2016-12-31')?.needed).toEqual({ replacing: 1 + 0 + 1, adding: 2 + 0 + 1 });
  });
  it('counts one department fewer after a merger', () => expect(counting(both, organisation(merged(['so-b'], 'so-a', '2019-01-01'))).on('2019-01-01')).toBe(' / so-a'));
  it('moves staff with a division that is split off', () => {
    const split = counting(both, ...people('w', 3, 10, 'so-a'), ...people('m', 0, 5, 'so-a-phong'), leader, organisation(moved('so-a-phong', 'so-b', '2019-01-01')));
    expect([split.on('2018-12-31'), split.on('2019-01-01')]).toEqual([' / so-a so-b', 'so-a / so-a so-b']);
  });
});

describe('counting an annulled appointment of the same day', () => {
  it('leaves nothing', () => {
    const measure = { shape: 'share-of-holders', tiers: ['tinh'], positions: ['giam-doc'], count: 'persons', capacities: ['full'] } as const;
    expect(counting(measure, official('lan', appointed('p', '2016-01-01'), annulled('p'))).on('2016-01-01')).toBe(' / ');
  });
});
