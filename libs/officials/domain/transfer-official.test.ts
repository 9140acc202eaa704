import type { TransferOfficial } from './commands.js';
import { deciding } from './office.fixtures.js';
import { appointed, approved, day, decision, elected, foundInService, id, payrollAt, recruited, relieved, retired, transferred } from './officials.fixtures.js';

const minh = [
  recruited(id(1), '2010-01-01'), appointed(id(2), '2016-02-01', 'so-noi-vu', 'giam-doc'), appointed(id(3), '2016-02-01', 'phong-cong-chuc', 'truong-phong'),
  appointed(id(4), '2016-02-01', 'so-tu-phap', 'giam-doc'), appointed(id(5), '2018-03-01', 'so-noi-vu', 'pho-giam-doc'),
];
const transfer = (on: string, unit: string, more: Partial<TransferOfficial> = {}): TransferOfficial => ({ ...payrollAt(unit), decision: decision(), effectiveOn: day(on), ...more });

describe('transferring an official', () => {
  const given = deciding('transfer');
  it('ends the posts held at the unit left and under it, and no others', () =>
    given(...minh).when(transfer('2018-03-01', 'so-tu-phap')).then(transferred(id(99), '2018-03-01', 'so-tu-phap', [id(2), id(3)])));
  it('ends also a post that began the day before', () =>
    given(...minh).when(transfer('2018-03-02', 'so-tu-phap')).then(transferred(id(99), '2018-03-02', 'so-tu-phap', [id(2), id(3), id(5)])));
  it('ends what the decision names, when it names any', () =>
    given(...minh).when(transfer('2018-03-01', 'so-tu-phap', { endedActIds: [id(4)] })).then(transferred(id(99), '2018-03-01', 'so-tu-phap', [id(4)])));
  it('ends none when the decision says none', () => given(...minh).when(transfer('2018-03-01', 'so-tu-phap', { endedActIds: [] })).then(transferred(id(99), '2018-03-01', 'so-tu-phap')));
  it('keeps what is held at the unit entered, where that lies under the one left', () =>
    given(...minh).when(transfer('2018-03-01', 'phong-cong-chuc')).then(transferred(id(99), '2018-03-01', 'phong-cong-chuc', [id(2)])));
  it('does not end what has ended that day', () =>
    given(...minh, relieved(id(6), '2018-03-01', id(2))).when(transfer('2018-03-01', 'so-tu-phap')).then(transferred(id(99), '2018-03-01', 'so-tu-phap', [id(3)])));
  it('may stand behind a list of the same day', () =>
    given(foundInService(id(1), '2016-01-01')).when(transfer('2016-01-01', 'so-tu-phap')).then(transferred(id(99), '2016-01-01', 'so-tu-phap')));
  it.each([
    ['to the same unit', minh, transfer('2018-03-01', 'so-noi-vu'), { code: 'SAME_UNIT', unit: 'so-noi-vu' }],
    ['before service', minh, transfer('2009-12-31', 'so-tu-phap', { decision: decision('2009-01-01') }), { code: 'NOT_IN_SERVICE', on: '2009-12-31' }],
    ['on the day of retirement', [...minh, retired(id(9), '2018-03-01')], transfer('2018-03-01', 'so-tu-phap'), { code: 'NOT_IN_SERVICE', on: '2018-03-01' }],
    ['on the day of another start', minh, transfer('2010-01-01', 'so-tu-phap'), { code: 'SERVICE_STARTS_THAT_DAY', on: '2010-01-01', unit: 'so-noi-vu' }],
    ['to an unknown unit', minh, transfer('2018-03-01', 'la'), { code: 'UNIT_UNKNOWN', unit: 'la' }],
  ])('is refused %s', (_, acts, command, refusal) => given(...acts).when(command).thenRefused(refusal));
});

describe('relieving an official', () => {
  const given = deciding('relieve');
  const relieve = (on: string, endedActId: string) => ({ decision: decision(), effectiveOn: day(on), endedActId, reason: 'mien-nhiem' }) as const;
  it.each([['on the very day of the appointment', '2016-02-01'], ['later', '2017-01-01']])('ends a post %s', (_, on) => given(...minh).when(relieve(on, id(2))).then(relieved(id(99), on, id(2))));
  it.each([
    ['before the post begins', minh, relieve('2016-01-31', id(2)), { code: 'END_BEFORE_START', actId: id(2), from: '2016-02-01' }],
    ['of a post that has ended', [...minh, relieved(id(6), '2017-01-01', id(2))], relieve('2017-01-01', id(2)), { code: 'ALREADY_ENDED', actId: id(2), until: '2017-01-01' }],
    ['of a post begun and ended on one day', [...minh, relieved(id(6), '2016-02-01', id(2))], relieve('2016-02-01', id(2)), { code: 'ALREADY_ENDED', actId: id(2), until: '2016-02-01' }],
    ['of what is no post', minh, relieve('2017-01-01', id(1)), { code: 'ACT_NOT_A_TENURE', actId: id(1) }],
    ['of what is unknown', minh, relieve('2017-01-01', id(8)), { code: 'ACT_UNKNOWN', actId: id(8) }],
  ])('is refused %s', (_, acts, command, refusal) => given(...acts).when(command).thenRefused(refusal));
  it('may come, recorded later, before an end that is recorded', () =>
    given(...minh, relieved(id(6), '2017-01-01', id(2))).when(relieve('2016-12-31', id(2))).then(relieved(id(99), '2016-12-31', id(2))));
});

describe('approving an election', () => {
  const given = deciding('approve');
  const approve = (on: string, approvedActId = id(2)) => ({ decision: decision(), effectiveOn: day(on), approvedActId });
  const hoa = [recruited(id(1), '2010-01-01'), elected(id(2), '2016-07-01')];
  it.each([['on the day of the election', '2016-07-01'], ['later', '2016-08-01']])('is taken %s', (_, on) => given(...hoa).when(approve(on)).then(approved(id(99), on, id(2))));
  it('does not take another election’s approval for its own', () =>
    given(...hoa, elected(id(3), '2016-07-01', 'xa-an-dien', 'bi-thu'), approved(id(4), '2016-08-01', id(3))).when(approve('2016-08-01')).then(approved(id(99), '2016-08-01', id(2))));
  it.each([
    ['before the election', hoa, approve('2016-06-30'), { code: 'APPROVAL_BEFORE_ELECTION', electedOn: '2016-07-01' }],
    ['a second time', [...hoa, approved(id(3), '2016-08-01', id(2))], approve('2016-09-01'), { code: 'ELECTION_ALREADY_APPROVED', on: '2016-08-01' }],
    ['of what is no election', hoa, approve('2016-08-01', id(1)), { code: 'ACT_NOT_AN_ELECTION', actId: id(1) }],
    ['of what is unknown', hoa, approve('2016-08-01', id(8)), { code: 'ACT_UNKNOWN', actId: id(8) }],
    ['when the post has ended', [...hoa, relieved(id(3), '2016-08-01', id(2))], approve('2016-08-01'), { code: 'ALREADY_ENDED', actId: id(2), until: '2016-08-01' }],
  ])('is refused %s', (_, acts, command, refusal) => given(...acts).when(command).thenRefused(refusal));
});
