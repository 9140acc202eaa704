import { CorruptHistory } from '../kernel/errors.js';
import type { OfficialEvent } from '../officials/domain/events.js';
import { capacityOn, foldCareer, noCareer, serviceOf, tenuresOf } from './career.js';
import { acts, day } from './history.fixtures.js';

const careerOf = (events: readonly OfficialEvent[]) => events.reduce(foldCareer, noCareer);
const span = (from: string, until?: string) => `${from}..${until ?? ''}`;
/** Segments as `unit from..until`, empty ones left out. */
const service = (...events: readonly OfficialEvent[]) =>
  serviceOf(careerOf(events)).filter(({ from, until }) => from !== until).map(({ unit, from, until }) => `${unit} ${span(from, until)}`);
/** Tenures as `act from..until`, empty ones too. */
const tenures = (...events: readonly OfficialEvent[]) => tenuresOf(careerOf(events)).map(({ actId, from, until }) => `${actId} ${span(from, until)}`);

const { recruited, found, transferred, returned, retired, resigned, died, transferredOut, appointed, added, foundHeld, elected, approved, relieved, genderCorrected, annulled } = acts;

describe('keeping the acts that stand', () => {
  it('drops an annulled act as if it had never been', () => expect(service(recruited('r', '2016-01-01'), transferred('t', '2017-01-01', { unit: 'x1' }), annulled('t'))).toEqual(['so-a 2016-01-01..']));
  it('drops the ends an annulled act made', () => expect(tenures(appointed('p', '2016-01-01'), relieved('e', '2017-01-01', 'p'), annulled('e'))).toEqual(['p 2016-01-01..']));
  it('drops the departure that was annulled', () => expect(service(recruited('r', '2016-01-01'), retired('d', '2018-01-01'), annulled('d'))).toEqual(['so-a 2016-01-01..']));
  it('keeps an end that the annulment upholds, on its day', () =>
    expect(tenures(appointed('p', '2016-01-01'), appointed('q', '2017-01-01', { unit: 'so-b' }, ['p']), annulled('q', [{ actId: 'p', endedOn: '2017-01-01' }]))).toEqual(['p 2016-01-01..2017-01-01']));
  it('stops at an annulment of an act that is unknown', () => expect(() => careerOf([recruited('r', '2016-01-01'), annulled('x')])).toThrow(CorruptHistory));
  it('stops at a second annulment of one act', () => expect(() => careerOf([recruited('r', '2016-01-01'), annulled('r'), annulled('r')])).toThrow(CorruptHistory));
  it('takes the gender stated last, corrected twice back', () => expect(careerOf([recruited('r', '2016-01-01'), genderCorrected('male'), genderCorrected('female')]).gender).toBe('female'));
  it('takes a correction even when a later act takes effect before', () => expect(careerOf([recruited('r', '2016-01-01'), genderCorrected('male')]).gender).toBe('male'));
  it('keeps the gender of an act that was annulled', () => expect(careerOf([recruited('r', '2016-01-01', 'female'), annulled('r')]).gender).toBe('female'));
});

describe('reckoning service', () => {
  it.each([
    ['is open without an end', [recruited('r', '2016-01-01')], ['so-a 2016-01-01..']],
    ['ends with the next start', [recruited('r', '2016-01-01'), transferred('t', '2017-01-01', { unit: 'x1' })], ['so-a 2016-01-01..2017-01-01', 'x1 2017-01-01..']],
    ['ends with the earliest departure', [recruited('r', '2016-01-01'), died('d', '2019-01-01'), retired('e', '2018-01-01')], ['so-a 2016-01-01..2018-01-01']],
    ['ends with a resignation', [recruited('r', '2016-01-01'), resigned('d', '2019-01-01')], ['so-a 2016-01-01..2019-01-01']],
    ['ends with a transfer out and begins anew with a return', [recruited('r', '2016-01-01'), transferredOut('o', '2017-01-01'), returned('b', '2018-01-01', { unit: 'so-b' })], ['so-a 2016-01-01..2017-01-01', 'so-b 2018-01-01..']],
    ['is not ended by a departure before its start', [recruited('r', '2016-01-01'), retired('d', '2015-12-31')], ['so-a 2016-01-01..']],
    ['is empty when begun and left on one day', [recruited('r', '2016-01-01'), retired('d', '2016-01-01')], []],
    ['is of the last of several starts on one day, by act id', [transferred('b', '2016-01-01', { unit: 'so-b' }), recruited('a', '2016-01-01')], ['so-b 2016-01-01..']],
    ['is of the decided start when a found one lies on its day', [found('z', '2016-01-01', 'female', { unit: 'x1' }), recruited('a', '2016-01-01')], ['so-a 2016-01-01..']],
    ['drops a found start inside a decided segment', [recruited('r', '2015-01-01'), found('f', '2016-01-01', 'female', { unit: 'x1' })], ['so-a 2015-01-01..']],
    ['keeps a found start before every decision', [found('f', '2016-01-01', 'female', { unit: 'x1' }), transferred('t', '2017-01-01')], ['x1 2016-01-01..2017-01-01', 'so-a 2017-01-01..']],
    ['keeps a found start on the day after a departure', [recruited('r', '2015-01-01'), retired('d', '2016-01-01'), found('f', '2016-01-01', 'female', { unit: 'x1' })], ['so-a 2015-01-01..2016-01-01']],
    ['keeps a found start of a later day than the departure', [recruited('r', '2015-01-01'), retired('d', '2016-01-01'), found('f', '2016-01-02', 'female', { unit: 'x1' })], ['so-a 2015-01-01..2016-01-01', 'x1 2016-01-02..']],
  ])('%s', (_, events, expected) => {
    expect(service(...events)).toEqual(expected);
    expect(service(...events.toReversed())).toEqual(expected);
  });
});

describe('reckoning tenures', () => {
  it.each([
    ['are open without an end', [appointed('p', '2016-01-01')], ['p 2016-01-01..']],
    ['end by the act that names them', [appointed('p', '2016-01-01'), relieved('e', '2017-01-01', 'p')], ['p 2016-01-01..2017-01-01']],
    ['end by a transfer that names them', [appointed('p', '2016-01-01'), transferred('t', '2017-01-01', {}, ['p'])], ['p 2016-01-01..2017-01-01']],
    ['stay through a transfer that does not', [appointed('p', '2016-01-01'), transferred('t', '2017-01-01')], ['p 2016-01-01..']],
    ['end at the earliest of several ends', [added('p', '2016-01-01'), relieved('e', '2018-01-01', 'p'), relieved('f', '2017-01-01', 'p')], ['p 2016-01-01..2017-01-01']],
    ['end at departure', [appointed('p', '2016-01-01'), died('d', '2017-01-01')], ['p 2016-01-01..2017-01-01']],
    ['do not end at a departure before them', [appointed('p', '2016-01-01'), retired('d', '2015-12-31')], ['p 2016-01-01..']],
    ['are empty when relieved on the day of appointment', [appointed('p', '2016-01-01'), relieved('e', '2016-01-01', 'p')], ['p 2016-01-01..2016-01-01']],
    ['are empty when relieved before', [appointed('p', '2016-01-01'), relieved('e', '2015-01-01', 'p')], ['p 2016-01-01..2016-01-01']],
    ['drop a list that a decision contradicts', [appointed('p', '2015-01-01'), foundHeld('f', '2016-01-01')], ['p 2015-01-01..']],
    ['drop a list of the very day of the decision', [foundHeld('f', '2016-01-01'), appointed('p', '2016-01-01')], ['p 2016-01-01..']],
    ['keep a list of another post', [appointed('p', '2015-01-01'), foundHeld('f', '2016-01-01', { position: 'truong-phong' })], ['p 2015-01-01..', 'f 2016-01-01..']],
    ['keep a list of another unit', [appointed('p', '2015-01-01'), foundHeld('f', '2016-01-01', { unit: 'so-b' })], ['p 2015-01-01..', 'f 2016-01-01..']],
    ['keep a list of a day on which the decided tenure had ended', [appointed('p', '2015-01-01'), relieved('e', '2016-01-01', 'p'), foundHeld('f', '2016-01-01')], ['p 2015-01-01..2016-01-01', 'f 2016-01-01..']],
    ['may overlap on one post', [appointed('p', '2016-01-01'), added('q', '2016-06-01')], ['p 2016-01-01..', 'q 2016-06-01..']],
  ])('%s', (_, events, expected) => {
    expect(tenures(...events).toSorted()).toEqual(expected.toSorted());
    expect(tenures(...events.toReversed()).toSorted()).toEqual(expected.toSorted());
  });

  const capacity = (on: string, ...events: readonly OfficialEvent[]) => tenuresOf(careerOf(events)).map((tenure) => capacityOn(tenure, day(on)));
  it('leaves an elected tenure unapproved until its approval', () => {
    const events = [elected('e', '2016-06-15'), approved('a', '2016-07-01', 'e'), approved('b', '2016-08-01', 'e')];
    expect(capacity('2016-06-30', ...events)).toEqual(['unapproved']);
    expect(capacity('2016-07-01', ...events)).toEqual(['full']);
  });
  it('has an elected tenure full from its first day when approval came before', () =>
    expect(capacity('2016-06-15', elected('e', '2016-06-15'), approved('a', '2016-06-01', 'e'))).toEqual(['full']));
  it('takes the earliest of several approvals, recorded first or not', () =>
    expect(capacity('2016-07-01', elected('e', '2016-06-15'), approved('a', '2016-08-01', 'e'), approved('b', '2016-07-01', 'e'))).toEqual(['full']));
  it('leaves it unapproved once the approval is annulled', () =>
    expect(capacity('2016-12-31', elected('e', '2016-06-15'), approved('a', '2016-07-01', 'e'), annulled('a'))).toEqual(['unapproved']));
  it('takes the capacity of an appointment as the act says, whatever is approved', () =>
    expect(capacity('2016-12-31', appointed('p', '2016-06-15', { capacity: 'acting' }), approved('a', '2016-07-01', 'p'))).toEqual(['acting']));
});
