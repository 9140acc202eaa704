import { appointed, approved, died, elected, foundInService, id, recruited, relieved, retired, returned, standingOf, transferred } from './officials.fixtures.js';
import { timelineOf } from './timeline.js';

const entry = recruited(id(1), '2010-01-01');
const director = appointed(id(2), '2016-02-01', 'so-noi-vu', 'giam-doc');

describe('noticing what does not fit together on a timeline', () => {
  it('finds nothing in an ordinary career', () =>
    expect(timelineOf(standingOf(
      entry, director, transferred(id(3), '2018-01-01', 'so-tu-phap', [id(2)]), elected(id(4), '2018-01-01'), approved(id(5), '2018-02-01', id(4)),
      retired(id(6), '2019-01-01'), returned(id(7), '2019-06-01'), died(id(8), '2020-01-01'),
    )).anomalies).toEqual([]));
  it.each([
    ['service that is over on its first day', [entry, retired(id(3), '2010-01-01')], { code: 'EMPTY_SEGMENT', actId: id(1), on: '2010-01-01' }],
    ['a list that a decision contradicts', [entry, foundInService(id(3), '2016-01-01', 'so-tu-phap')], { code: 'ROSTER_CONTRADICTED', actId: id(3), on: '2016-01-01', other: id(1) }],
    ['a return while in service', [entry, returned(id(3), '2012-01-01')], { code: 'START_WITHIN_SERVICE', actId: id(3), on: '2012-01-01', other: id(1) }],
    ['a transfer out of nothing', [entry, retired(id(3), '2012-01-01'), transferred(id(4), '2012-01-02', 'so-tu-phap')], { code: 'TRANSFER_OUTSIDE_SERVICE', actId: id(4), on: '2012-01-02' }],
    ['a departure that ends no service', [entry, retired(id(3), '2012-01-01'), retired(id(4), '2013-01-01')], { code: 'DEPARTURE_OUTSIDE_SERVICE', actId: id(4), on: '2013-01-01' }],
    ['an act after death', [entry, died(id(3), '2012-01-01'), retired(id(4), '2012-01-01')], { code: 'ACT_AFTER_DEATH', actId: id(4), on: '2012-01-01', other: id(3) }],
    ['an end of what does not stand', [entry, relieved(id(3), '2017-01-01', id(9))], { code: 'END_OF_NOTHING', actId: id(3), on: '2017-01-01', other: id(9) }],
    ['an approval of what is no election', [entry, director, approved(id(3), '2017-01-01', id(2))], { code: 'APPROVAL_OF_NOTHING', actId: id(3), on: '2017-01-01', other: id(2) }],
    ['an approval before the election', [entry, elected(id(2), '2016-07-02'), approved(id(3), '2016-07-01', id(2))], { code: 'APPROVED_BEFORE_ELECTION', actId: id(3), on: '2016-07-01', other: id(2) }],
    ['a post before service', [entry, appointed(id(2), '2009-12-31', 'so-noi-vu', 'giam-doc')], { code: 'TENURE_OUTSIDE_SERVICE', actId: id(2), on: '2009-12-31' }],
    ['a post held twice', [entry, director, appointed(id(3), '2017-01-01', 'so-noi-vu', 'giam-doc')], { code: 'POST_HELD_TWICE', actId: id(3), on: '2017-01-01', other: id(2) }],
  ])('names %s', (_, acts, anomaly) => expect(timelineOf(standingOf(...acts)).anomalies).toEqual([anomaly]));
  it('names an end before the start, and the post that it empties', () =>
    expect(timelineOf(standingOf(entry, director, relieved(id(3), '2016-01-31', id(2)))).anomalies).toEqual([
      { code: 'ENDED_BEFORE_START', actId: id(3), on: '2016-01-31', other: id(2) }, { code: 'EMPTY_TENURE', actId: id(2), on: '2016-02-01' },
    ]));
  it('takes two tenures of one post that follow each other for what they are', () =>
    expect(timelineOf(standingOf(entry, director, appointed(id(3), '2017-01-01', 'so-noi-vu', 'giam-doc', { endedActIds: [id(2)] }))).anomalies).toEqual([]));
});
