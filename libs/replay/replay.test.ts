import type { RatioQuestion, Scope } from '../indicators/figure.js';
import type { Measure } from '../indicators/rules/rule-set.js';
import { CorruptHistory } from '../kernel/errors.js';
import type { PlanningEvent } from '../planning/domain/events.js';
import type { TrainingEvent } from '../training/domain/events.js';
import { acts, day, dissolved, merged, official, organisation, province, recorded, replayOf, ruleSet, shifted, type Written } from './history.fixtures.js';
import { openReplay, replayUpTo } from './replay.js';

const { recruited, appointed, added, retired, genderCorrected } = acts;
const whole: Scope = { kind: 'province' };
const decision = { issuer: 'SNV', symbol: 'QD-SNV', number: 1, signedOn: day('2015-12-01') };
const lan = official('lan', recruited('r', '2016-01-01', 'female', { unit: 'x1' }));
const an = official('an', recruited('r', '2016-01-01', 'male', { unit: 'so-a' }));

describe('counting participations in training', () => {
  const written = (stream: string, event: TrainingEvent): Written => ({ stream, event });
  const opened = (stream: string, endsOn: string) => written(stream, { type: 'ClassOpened', data: { title: 'l', group: 'nghiep-vu', organiser: 'tct', startsOn: day('2016-03-01'), endsOn: day(endsOn) } });
  const sent = (stream: string, participation: string, who: string, unit = 'x1') =>
    written(stream, { type: 'OfficialSentToTraining', data: { participation, official: who, unit, decision, effectiveOn: day('2016-03-01') } });
  const completed = (stream: string, on: string, ...participations: readonly string[]) => written(stream, { type: 'TrainingCompleted', data: { participations, effectiveOn: day(on) } });
  const withdrawn = (stream: string, participation: string) =>
    written(stream, { type: 'TrainingWithdrawn', data: { participation, reason: 'bo-hoc', effectiveOn: day('2016-04-01') } });
  const measure = { shape: 'share-of-participations', ended: 'completed', count: 'participations' } as const;
  const history = [
    ...lan, ...an, opened('class-1', '2016-06-30'), sent('class-1', 'p1', 'lan'), sent('class-1', 'p2', 'an', 'so-a'), completed('class-1', '2016-07-01', 'p1', 'p2'),
    opened('class-2', '2016-12-31'), sent('class-2', 'p3', 'lan', 'so-a'), completed('class-2', '2017-01-05', 'p3'), completed('class-2', '2016-02-01', 'p3'),
  ];
  const counted = (asked: Measure, text: string, scope: Scope = whole, more: readonly Written[] = []) => {
    const { denominator, numerator } = replayOf(...province, ...ruleSet([asked]), ...history, ...more).at(day(text)).counted('M1', scope);
    return `${numerator.join(' ')} / ${denominator.join(' ')}`;
  };

  it.each([
    ['none the day before completion', '2016-06-30', ' / '],
    ['those completed on the day', '2016-07-01', 'p1 / p1 p2'],
    ['those of the year up to its last day', '2016-12-31', 'p1 / p1 p2'],
    ['none of the year before', '2017-01-01', ' / '],
    ['one spanning New Year in the year its first recorded completion names', '2017-01-05', 'p3 / p3'],
  ])('counts %s', (_, text, expected) => expect(counted(measure, text)).toBe(expected));
  it('counts sendings by the last day of the class, completed or not', () => {
    expect(counted({ ...measure, ended: 'sent' }, '2016-12-31', whole, [withdrawn('class-1', 'p2')])).toBe('p1 p3 / p1 p2 p3');
    expect(counted({ ...measure, ended: 'sent' }, '2016-12-30')).toBe('p1 / p1 p2');
  });
  it('counts where the sending unit stands, and at its successor', () => {
    expect(counted(measure, '2016-12-31', { kind: 'unit', unit: 'h1' })).toBe('p1 / p1');
    expect(counted(measure, '2016-12-31', { kind: 'unit', unit: 'so-b' }, organisation(merged(['so-a'], 'so-b', '2016-12-01')))).toBe(' / p2');
    expect(counted(measure, '2016-12-31', { kind: 'tier', tier: 'tinh' })).toBe(' / p2');
  });
  it('counts officials once', () => expect(counted({ ...measure, ended: 'sent', count: 'persons' }, '2016-12-31')).toBe('lan / an lan'));
  it('counts women in service who took part, whichever unit sent them', () => {
    const asked = { ...measure, count: 'women-in-service' } as const;
    expect(counted(asked, '2017-01-05', { kind: 'unit', unit: 'x1' })).toBe('lan / lan');
    expect(counted(asked, '2018-01-01', { kind: 'unit', unit: 'x1' })).toBe(' / lan');
    expect(counted(asked, '2017-01-05', whole, official('lan', retired('d', '2017-01-05')))).toBe(' / ');
  });
  it('tells of every class who was sent, completed and withdrew', () =>
    expect(replayOf(...province, ...history, withdrawn('class-1', 'p2')).at(day('2016-12-31')).classes()).toEqual([
      { stream: 'class-1', sent: { women: 1, total: 2 }, completed: { women: 1, total: 2 }, withdrawn: { women: 0, total: 1 } },
      { stream: 'class-2', sent: { women: 1, total: 1 }, completed: { women: 0, total: 0 }, withdrawn: { women: 0, total: 0 } },
    ]));
});

describe('choosing the rule set of a day', () => {
  const measure = { shape: 'share-of-staff', tiers: ['xa'], unitTypes: ['commune'], categories: ['cong-chuc'] } as const;
  const replay = replayOf(
    ...province, ...lan,
    ...ruleSet([measure], { version: 2, percent: 20, on: '2018-01-01' }),
    ...ruleSet([measure], { version: 1, percent: 10, on: '2016-06-01' }),
    ...ruleSet([measure], { version: 3, percent: 30, on: '2018-01-01' }),
  );
  const percents = (text: string, version?: number) => replay.at(day(text)).figures(whole, version).map(({ percent }) => percent);
  it('has none before the first', () => expect(percents('2016-05-31')).toEqual([]));
  it('takes the latest by day and then by version, in whatever order they were recorded', () => {
    expect([percents('2016-06-01'), percents('2017-12-31'), percents('2018-01-01')]).toEqual([[10], [10], [30]]);
  });
  it('takes the version asked for on any day', () => expect([percents('2010-01-01', 2), percents('2020-01-01', 9)]).toEqual([[20], []]));
});

describe('asking for ratios', () => {
  const question: RatioQuestion = { count: 'service', by: [], filter: {}, subtree: false, structure: 'of-time', today: day('2020-12-31'), knownAt: -1, days: [] };
  const ba = official('ba', recruited('r', '2016-01-01', 'female', { unit: 'so-a-phong', category: 'vien-chuc' }), appointed('p', '2016-01-01', { unit: 'so-a-phong', position: 'truong-phong' }), added('q', '2016-01-01', { unit: 'so-b' }));
  const cu = official('cu', { type: 'GenderCorrected', data: { gender: 'male' } }, appointed('p', '2016-01-01', { unit: 'so-b', capacity: 'in-charge' }), appointed('o', '2016-01-01', { unit: 'so-a', position: 'truong-phong' }));
  const replay = replayOf(...province, ...lan, ...an, ...ba, ...cu, ...organisation(dissolved('so-a-phong', 'so-b', '2018-01-01'), shifted('cong-chuc', 'vien-chuc', ['commune'], '2019-01-01')));
  const cells = (text: string, asked: Partial<RatioQuestion>) => replay.at(day(text)).ratios({ ...question, ...asked }).map(({ cell, women, total }) => `${cell.join('+')} ${women}/${total}`);

  it('counts persons in service', () => expect(cells('2016-12-31', {})).toEqual([' 2/3']));
  it('has no cell that is empty', () => expect(cells('2015-12-31', { by: ['unit'] })).toEqual([]));
  it('counts at the unit itself without what is under it', () => expect(cells('2016-12-31', { by: ['unit'] })).toEqual(['so-a 0/1', 'so-a-phong 1/1', 'x1 1/1']));
  it('counts everything under a unit', () =>
    expect(cells('2016-12-31', { by: ['unit'], subtree: true })).toEqual(['bd 2/3', 'h1 1/1', 'so-a 1/2', 'so-a-phong 1/1', 'x1 1/1']));
  it('crosses dimensions', () => expect(cells('2016-12-31', { by: ['tier', 'category'] })).toEqual(['tinh+cong-chuc 0/1', 'tinh+vien-chuc 1/1', 'xa+cong-chuc 1/1']));
  it('filters by any dimension', () => {
    expect(cells('2016-12-31', { by: ['category'], filter: { tier: 'tinh' } })).toEqual(['cong-chuc 0/1', 'vien-chuc 1/1']);
    expect(cells('2016-12-31', { filter: { unit: 'so-a' } })).toEqual([' 0/1']);
    expect(cells('2016-12-31', { filter: { unit: 'so-a' }, subtree: true })).toEqual([' 1/2']);
    expect(cells('2016-12-31', { filter: { level: 'L3' } })).toEqual([]);
  });
  it('takes the position of the payroll segment, and its level', () => expect(cells('2016-12-31', { by: ['level', 'position'] })).toEqual(['L6+chuyen-vien 2/3']));
  it('counts distinct posts of any capacity but in charge', () => expect(cells('2016-12-31', { count: 'posts' })).toEqual([' 2/3']));
  it('counts holders once in each cell', () => {
    expect(cells('2016-12-31', { count: 'holders' })).toEqual([' 1/2']);
    expect(cells('2016-12-31', { count: 'holders', by: ['level'] })).toEqual(['L3 1/1', 'L4 1/2']);
  });
  it('gives posts the category of service, or none', () => expect(cells('2016-12-31', { count: 'posts', by: ['category'] })).toEqual(['none 0/1', 'vien-chuc 2/2']));
  it('attributes by the structure of the time, or by that of today', () => {
    expect(cells('2017-12-31', { count: 'posts', by: ['unit'] })).toEqual(['so-a 0/1', 'so-a-phong 1/1', 'so-b 1/1']);
    expect(cells('2017-12-31', { count: 'posts', by: ['unit'], structure: 'today' })).toEqual(['so-a 0/1', 'so-b 2/2']);
    expect(cells('2017-12-31', { by: ['unit'], structure: 'today' })).toEqual(['so-a 0/1', 'so-b 1/1', 'x1 1/1']);
  });
  it('judges what counts and its category on the day itself', () => {
    expect(cells('2018-01-01', { count: 'posts', by: ['unit'], structure: 'today', today: day('2016-01-01') })).toEqual(['so-a 0/1', 'so-b 1/1']);
    expect([cells('2018-12-31', { filter: { unit: 'x1' }, by: ['category'], structure: 'today' }), cells('2019-01-01', { filter: { unit: 'x1' }, by: ['category'] })]).toEqual([['cong-chuc 1/1'], ['vien-chuc 1/1']]);
  });
});

describe('asking for the planning pool', () => {
  const planning = (event: PlanningEvent): Written => ({ stream: 'planning-1', event });
  const replay = replayOf(
    ...province,
    ...lan,
    planning({ type: 'PlanningProposed', data: { official: 'lan', unit: 'x1', position: 'ct-ubnd', term: '2016-2021', source: 'on-site', effectiveOn: day('2016-01-01') } }),
    planning({ type: 'PlanningApproved', data: { decision, effectiveOn: day('2016-03-01') } }),
    planning({ type: 'PlanningRemoved', data: { reason: 'tuoi', effectiveOn: day('2018-01-01') } }),
  );
  it.each([
    ['2015-12-31', []], ['2016-01-01', ['proposed']], ['2016-03-01', ['approved']], ['2017-12-31', ['approved']], ['2018-01-01', ['removed']],
  ])('on %s tells %j', (text, expected) => expect(replay.at(day(text)).planningPool().map(({ status }) => status)).toEqual(expected));
  it('names the official and whether it is a woman', () => expect(replay.at(day('2016-01-01')).planningPool()[0]).toMatchObject({ official: 'lan', isWoman: true }));
});

describe('folding up to an index', () => {
  const events = recorded([...province, ...lan, ...official('lan', genderCorrected('male'))]);
  const women = (knownAt: number) => replayUpTo(events, knownAt).at(day('2016-12-31')).ratios({ count: 'service', by: [], filter: {}, subtree: false, structure: 'of-time', today: day('2020-12-31'), knownAt, days: [] })[0]?.women;
  it('knows nothing at -1', () => expect([replayUpTo(events, -1).knownAt, women(-1)]).toEqual([-1, undefined]));
  it('knows a correction from its index on and for every day', () => expect([women(events.length - 2), women(events.length - 1)]).toEqual([1, 0]));
  it('stops at an event that comes out of order', () => {
    const replay = openReplay();
    const [first] = events;
    if (!first) throw new Error('the fixture has no events');
    replay.apply(first);
    expect(() => replay.apply(first)).toThrow(CorruptHistory);
  });
  it('leaves a view as it was when it was taken', () => {
    const replay = replayUpTo(events, events.length - 3);
    const view = replay.at(day('2016-12-31'));
    for (const event of events.slice(-2)) replay.apply(event);
    expect(view.ratios({ count: 'service', by: [], filter: {}, subtree: false, structure: 'of-time', today: day('2020-12-31'), knownAt: 0, days: [] })).toEqual([]);
  });
});
