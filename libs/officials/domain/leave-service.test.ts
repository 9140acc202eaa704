import { deciding } from './office.fixtures.js';
import { appointed, day, decision, died, foundInService, id, payrollAt, recruited, relieved, retired, returned, transferred } from './officials.fixtures.js';

const lan = [recruited(id(1), '2010-01-01'), appointed(id(2), '2016-02-01', 'so-noi-vu', 'giam-doc')];
const on = (effectiveOn: string) => ({ decision: decision(), effectiveOn: day(effectiveOn) });
const named = (actId: string, type: string, effectiveOn: string) => ({ actId, type, effectiveOn });

describe('leaving service', () => {
  const given = deciding('retire');
  it.each([['retire', 'OfficialRetired'], ['resign', 'OfficialResigned'], ['transfer-out', 'OfficialTransferredOut']] as const)('is recorded for its own reason: %s', (operation, type) =>
    deciding(operation)(...lan).when(on('2019-01-01')).then({ type, data: retired(id(99), '2019-01-01').data }));
  it('may fall on the first day of a post, which is then empty', () => given(...lan).when(on('2016-02-01')).then(retired(id(99), '2016-02-01')));
  it.each([
    ['when already gone', [...lan, retired(id(3), '2019-01-01')], '2019-01-01', { code: 'NOT_IN_SERVICE', on: '2019-01-01' }],
    ['when a post begins later', lan, '2016-01-31', { code: 'LATER_ACTS_STAND', count: 1, acts: [named(id(2), 'OfficialAppointed', '2016-02-01')] }],
    ['when a transfer takes effect later', [...lan, transferred(id(3), '2018-01-01', 'so-tu-phap')], '2017-01-01', { code: 'LATER_ACTS_STAND', count: 1, acts: [named(id(3), 'OfficialTransferred', '2018-01-01')] }],
    ['when a departure takes effect later', [...lan, retired(id(3), '2019-01-01')], '2018-12-31', { code: 'LATER_ACTS_STAND', count: 1, acts: [named(id(3), 'OfficialRetired', '2019-01-01')] }],
    ['when a list would bring the official back', [...lan, foundInService(id(3), '2018-01-01')], '2017-01-01', { code: 'LATER_ACTS_STAND', count: 1, acts: [named(id(3), 'OfficialFoundInService', '2018-01-01')] }],
    ['from the day of death', [...lan, died(id(3), '2019-01-01')], '2019-01-02', { code: 'DIED', on: '2019-01-01' }],
  ])('is refused %s', (_, acts, effectiveOn, refusal) =>
    given(...acts).when(on(effectiveOn)).thenRefused(refusal));
  it('may fall on the day of a list that a decision covers', () =>
    given(recruited(id(1), '2010-01-01'), foundInService(id(3), '2018-01-01')).when(on('2018-01-01')).then(retired(id(99), '2018-01-01')));
  it('is refused on the day before service, and taken on its first', () => {
    given(lan[0] ?? retired(id(3), '2019-01-01')).when({ decision: decision('2009-01-01'), effectiveOn: day('2009-12-31') }).thenRefused({ code: 'NOT_IN_SERVICE', on: '2009-12-31' });
    given(recruited(id(1), '2010-01-01')).when(on('2010-01-01')).then(retired(id(99), '2010-01-01'));
  });
});

describe('recording a death', () => {
  const given = deciding('record-death');
  const death = (effectiveOn: string) => ({ effectiveOn: day(effectiveOn) });
  it('needs no decision', () => given(...lan).when(death('2019-01-01')).then(died(id(99), '2019-01-01')));
  it('is recorded also of those who have left, or were to leave later', () => {
    given(...lan, retired(id(3), '2018-01-01')).when(death('2019-01-01')).then(died(id(99), '2019-01-01'));
    given(...lan, retired(id(3), '2019-02-01')).when(death('2019-01-01')).then(died(id(99), '2019-01-01'));
  });
  it('may take effect tomorrow and no later', () => {
    given(...lan).when(death('2020-06-16')).then(died(id(99), '2020-06-16'));
    given(...lan).when(death('2020-06-17')).thenRefused({ code: 'DEATH_IN_FUTURE', latest: '2020-06-16' });
  });
  it.each(['2018-12-31', '2019-01-01', '2019-01-02'])('is refused a second time, on %s', (second) =>
    given(...lan, died(id(3), '2019-01-01')).when(death(second)).thenRefused({ code: 'DIED', on: '2019-01-01' }));
  it('is refused when a post begins later', () =>
    given(...lan).when(death('2016-01-31')).thenRefused({ code: 'LATER_ACTS_STAND', count: 1, acts: [named(id(2), 'OfficialAppointed', '2016-02-01')] }));
});

describe('returning to service', () => {
  const given = deciding('return');
  const back = (effectiveOn: string) => ({ ...on(effectiveOn), ...payrollAt('so-tu-phap') });
  const gone = [...lan, relieved(id(3), '2017-01-01', id(2)), retired(id(4), '2018-01-01')];
  it('begins service again from the day after the departure', () => given(...gone).when(back('2018-01-02')).then(returned(id(99), '2018-01-02', 'so-tu-phap')));
  it.each(['OfficialRetired', 'OfficialResigned', 'OfficialTransferredOut'] as const)('may follow any departure but death: %s', (type) =>
    given(...lan, { type, data: retired(id(4), '2018-01-01').data }).when(back('2019-01-01')).then(returned(id(99), '2019-01-01', 'so-tu-phap')));
  it.each([
    ['on the day of the departure', gone, '2018-01-01', { code: 'RETURN_ON_DEPARTURE_DAY', on: '2018-01-01' }],
    ['while in service', gone, '2017-12-31', { code: 'ALREADY_IN_SERVICE', since: '2010-01-01', unit: 'so-noi-vu' }],
    ['from the day of death', [...gone, died(id(5), '2019-01-01')], '2019-01-01', { code: 'DIED', on: '2019-01-01' }],
  ])('is refused %s', (_, acts, effectiveOn, refusal) => given(...acts).when(back(effectiveOn)).thenRefused(refusal));
  it('is refused where nothing was left', () =>
    given(...lan).when({ ...back('2009-12-31'), decision: decision('2009-01-01') }).thenRefused({ code: 'RETURN_WITHOUT_DEPARTURE', on: '2009-12-31' }));
});
