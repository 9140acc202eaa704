import { CorruptHistory } from '../kernel/errors.js';
import type { OrganisationEvent } from '../organisation/domain/events.js';
import { day, dissolved, established, merged, moved, shifted, termEnded, typeChanged } from './history.fixtures.js';
import { readOrganisation } from './organisation.js';

const on = (text: string, ...events: readonly OrganisationEvent[]) => readOrganisation(events)(day(text));
const tree = [established('bd', 'province', 'tinh'), established('so-a', 'department', 'tinh', 'bd'), established('so-b', 'department', 'tinh', 'bd'), established('phong', 'division', 'tinh', 'so-a')];

describe('asking whether a unit stands', () => {
  it.each([
    ['the day before it is established', '2015-12-31', [established('u', 't', 'tinh', undefined, '2016-01-01')], false],
    ['the day it is established', '2016-01-01', [established('u', 't', 'tinh', undefined, '2016-01-01')], true],
    ['the day before it is merged away', '2017-12-31', [established('u', 't', 'tinh'), merged(['u'], 'bd', '2018-01-01')], true],
    ['the day it is merged away', '2018-01-01', [established('u', 't', 'tinh'), merged(['u'], 'bd', '2018-01-01')], false],
    ['the day it is dissolved', '2018-01-01', [established('u', 't', 'tinh'), dissolved('u', 'bd', '2018-01-01')], false],
    ['after the unit it is merged with takes it over', '2018-01-01', [established('u', 't', 'tinh'), merged(['so-b'], 'u', '2018-01-01')], true],
  ])('%s', (_, text, events, expected) => expect(on(text, ...tree, ...events).stands('u')).toBe(expected));
});

describe('finding the successor of a unit', () => {
  it('is the unit itself while it stands', () => expect(on('2017-12-31', ...tree, merged(['so-a'], 'so-b', '2018-01-01')).resolve('so-a')).toBe('so-a'));
  it('follows mergers one after another', () => expect(on('2019-01-01', ...tree, merged(['so-a'], 'so-b', '2018-01-01'), dissolved('so-b', 'bd', '2019-01-01')).resolve('so-a')).toBe('bd'));
  it('takes the earliest end, recorded later or not', () => expect(on('2019-01-01', ...tree, merged(['so-a'], 'so-b', '2018-06-01'), dissolved('so-a', 'bd', '2018-01-01')).resolve('so-a')).toBe('bd'));
  it('takes the first recorded of two ends on one day', () => expect(on('2019-01-01', ...tree, merged(['so-a'], 'so-b', '2018-01-01'), dissolved('so-a', 'bd', '2018-01-01')).resolve('so-a')).toBe('so-b'));
  it('stops at a ring', () => expect(() => on('2019-01-01', ...tree, merged(['so-a'], 'so-b', '2018-01-01'), merged(['so-b'], 'so-a', '2018-01-01')).resolve('so-a')).toThrow(CorruptHistory));
});

describe('reading type and parent on a day', () => {
  it('takes the latest by day, not by recording', () => expect(on('2020-01-01', ...tree, typeChanged('phong', 'late', '2019-01-01'), typeChanged('phong', 'early', '2018-01-01')).typeOf('phong')).toBe('late'));
  it('takes the one recorded last on one day', () => expect(on('2020-01-01', ...tree, typeChanged('phong', 'first', '2019-01-01'), typeChanged('phong', 'last', '2019-01-01')).typeOf('phong')).toBe('last'));
  it('takes what the establishment states before the first day', () => expect(on('2005-01-01', ...tree, typeChanged('phong', 'late', '2019-01-01')).typeOf('phong')).toBe('division'));
  it('changes on the day itself', () => expect(on('2018-12-31', ...tree, typeChanged('phong', 'late', '2019-01-01')).typeOf('phong')).toBe('division'));
  it('walks from the unit to the one without a parent', () => expect(on('2016-01-01', ...tree).pathOf('phong')).toEqual(['phong', 'so-a', 'bd']));
  it('walks through a move', () => expect(on('2018-01-01', ...tree, moved('phong', 'so-b', '2018-01-01')).pathOf('phong')).toEqual(['phong', 'so-b', 'bd']));
  it('walks through the successor of a parent that has ended', () => expect(on('2018-01-01', ...tree, merged(['so-a'], 'so-b', '2018-01-01')).pathOf('phong')).toEqual(['phong', 'so-b', 'bd']));
  it('stops where units lie in a ring', () => expect(() => on('2018-01-01', ...tree, moved('so-a', 'phong', '2018-01-01')).pathOf('phong')).toThrow(CorruptHistory));
  it('stops at a unit nobody established', () => expect(() => on('2018-01-01', ...tree).tierOf('x')).toThrow(CorruptHistory));
});

describe('asking whether a term stands', () => {
  const opened: OrganisationEvent = { type: 'TermOpened', data: { term: 't', body: 'b', label: '2016-2021', from: day('2016-07-01'), members: ['p'] } };
  it.each([
    ['the day before it opens', '2016-06-30', false],
    ['the day it opens', '2016-07-01', true],
    ['its last day', '2021-06-30', true],
    ['the day it has ended', '2021-07-01', false],
  ])('%s', (_, text, expected) => expect(on(text, opened, termEnded('t', '2021-07-01'), termEnded('t', '2022-01-01')).termStands('t')).toBe(expected));
  it('knows no term before it is opened', () => expect(on('2016-07-01').termStands('t')).toBe(false));
});

describe('shifting a category by policy', () => {
  const shift = shifted('cong-chuc', 'vien-chuc', ['division'], '2020-07-01');
  it.each([
    ['not the day before', '2020-06-30', [shift], 'phong', 'cong-chuc'],
    ['on its day', '2020-07-01', [shift], 'phong', 'vien-chuc'],
    ['not in units of another type', '2020-07-01', [shift], 'so-a', 'cong-chuc'],
    ['by the type the unit has on the day asked for', '2020-12-31', [shift, typeChanged('phong', 'office', '2020-12-01')], 'phong', 'cong-chuc'],
    ['by the type of the successor', '2020-12-31', [shift, merged(['so-a'], 'phong', '2020-12-01')], 'so-a', 'vien-chuc'],
    ['only to those of the category it names', '2020-12-31', [shifted('can-bo', 'vien-chuc', ['division'], '2020-07-01')], 'phong', 'cong-chuc'],
    ['in order of days', '2020-12-31', [shifted('vien-chuc', 'can-bo', ['division'], '2020-08-01'), shift], 'phong', 'can-bo'],
    ['in recorded order on one day', '2020-12-31', [shifted('vien-chuc', 'can-bo', ['division'], '2020-07-01'), shift], 'phong', 'vien-chuc'],
  ] as const)('applies %s', (_, text, events, unit, expected) => expect(on(text, ...tree, ...events).categoryOf('cong-chuc', unit)).toBe(expected));
});
