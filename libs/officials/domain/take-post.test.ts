import type { AppointOfficial, ElectOfficial } from './commands.js';
import { deciding } from './office.fixtures.js';
import { appointed, concurrent, day, decision, died, elected, foundHeld, id, recruited, relieved, retired } from './officials.fixtures.js';

const lan = [recruited(id(1), '2010-01-01'), appointed(id(2), '2016-02-01', 'so-noi-vu', 'pho-giam-doc'), retired(id(3), '2020-01-01')];
const appoint = (on: string, more: Partial<AppointOfficial> = {}): AppointOfficial => ({ decision: decision(), effectiveOn: day(on), unit: 'so-noi-vu', position: 'giam-doc', ...more });
const elect = (on: string, more: Partial<ElectOfficial> = {}): ElectOfficial => ({
  decision: decision(), effectiveOn: day(on), unit: 'xa-an-dien', position: 'chu-tich-ubnd', term: 'ubnd-an-dien-2016', ...more,
});
const newPost = appointed(id(99), '2018-02-01', 'so-noi-vu', 'giam-doc');

describe('appointing an official', () => {
  const given = deciding('appoint');
  it('adds a post', () => given(...lan).when(appoint('2018-02-01')).then(newPost));
  it('is refused of someone who never entered', () => given().when(appoint('2018-02-01')).thenRefused({ code: 'UNKNOWN_OFFICIAL', official: id(500) }));

  it.each([['the first day of service', '2010-01-01'], ['the last day of service, recorded after it', '2019-12-31'], ['a leap day', '2016-02-29']])('is judged on %s', (_, on) =>
    given(...lan).when(appoint(on)).then(appointed(id(99), on, 'so-noi-vu', 'giam-doc')));
  it.each([['the day before service', '2009-12-31'], ['the first day of retirement', '2020-01-01']])('is refused on %s', (_, on) =>
    given(...lan).when(appoint(on, { decision: decision('2009-01-01') })).thenRefused({ code: 'NOT_IN_SERVICE', on }));

  it.each([
    ['from the day of death', [recruited(id(1), '2010-01-01'), died(id(3), '2019-05-01')], appoint('2019-05-01'), { code: 'DIED', on: '2019-05-01' }],
    ['when signed after today', lan, appoint('2018-02-01', { decision: decision('2020-06-16') }), { code: 'SIGNED_IN_FUTURE', signedOn: '2020-06-16', today: '2020-06-15' }],
    ['when it takes effect more than a year ahead', lan, appoint('2021-06-16'), { code: 'EFFECTIVE_TOO_FAR', effectiveOn: '2021-06-16', latest: '2021-06-15' }],
    ['when its number was signed on another day of that year', lan, appoint('2018-02-01', { decision: decision('2010-03-01') }), { code: 'DECISION_HEADER_DIFFERS', signedOn: '2010-01-01' }],
    ['at an unknown unit', lan, appoint('2018-02-01', { unit: 'so-la' }), { code: 'UNIT_UNKNOWN', unit: 'so-la' }],
    ['in an unknown position', lan, appoint('2018-02-01', { position: 'la' }), { code: 'POSITION_UNKNOWN', position: 'la' }],
    ['in an elected position without a term', lan, appoint('2018-02-01', { position: 'bi-thu' }), { code: 'POSITION_NEEDS_TERM', position: 'bi-thu' }],
    ['to a post already held', lan, appoint('2017-01-01', { position: 'pho-giam-doc' }), { code: 'POST_ALREADY_HELD', since: '2016-02-01', actId: id(2) }],
    ['when it ends what is unknown', lan, appoint('2018-02-01', { endedActIds: [id(8)] }), { code: 'ACT_UNKNOWN', actId: id(8) }],
    ['when it ends what is no tenure', lan, appoint('2018-02-01', { endedActIds: [id(1)] }), { code: 'ACT_NOT_A_TENURE', actId: id(1) }],
    ['when it ends a tenure before its start', lan, appoint('2016-01-31', { endedActIds: [id(2)] }), { code: 'END_BEFORE_START', actId: id(2), from: '2016-02-01' }],
    ['when it ends more than the event can list', lan, appoint('2018-02-01', { endedActIds: Array.from({ length: 21 }, () => id(2)) }), { code: 'TOO_MANY_ENDS', most: 20 }],
  ])('is refused %s', (_, acts, command, refusal) => given(...acts).when(command).thenRefused(refusal));

  it('takes effect a year ahead at most', () => given(lan[0] ?? newPost).when(appoint('2021-06-15')).then(appointed(id(99), '2021-06-15', 'so-noi-vu', 'giam-doc')));
  it('may be signed today', () =>
    given(lan[0] ?? newPost).when(appoint('2020-06-15', { decision: decision('2020-06-15', 7) }))
      .then({ ...newPost, data: { ...newPost.data, effectiveOn: day('2020-06-15'), decision: decision('2020-06-15', 7) } }));
  it('may bear the number of another year', () =>
    given(...lan).when(appoint('2018-02-01', { decision: decision('2011-01-01') })).then({ ...newPost, data: { ...newPost.data, decision: decision('2011-01-01') } }));
  it('is refused when the same decision was recorded elsewhere with another day', () =>
    deciding('appoint', { signedOnRegistered: day('2010-01-02') })(...lan).when(appoint('2018-02-01')).thenRefused({ code: 'DECISION_HEADER_DIFFERS', signedOn: '2010-01-02' }));
  it('is taken when the register knows the decision as it is', () => deciding('appoint', { signedOnRegistered: day('2010-01-01') })(...lan).when(appoint('2018-02-01')).then(newPost));

  it.each([['its first day', '2012-01-01'], ['its last day', '2018-05-31']])('is taken at a unit on %s', (_, on) =>
    given(...lan).when(appoint(on, { unit: 'ban-vsip' })).then(appointed(id(99), on, 'ban-vsip', 'giam-doc')));
  it.each([['before it is established', '2011-12-31'], ['on the day it is dissolved', '2018-06-01']])('is refused at a unit %s', (_, on) =>
    given(...lan).when(appoint(on, { unit: 'ban-vsip' })).thenRefused({ code: 'UNIT_NOT_STANDING', unit: 'ban-vsip', on, from: '2012-01-01', until: '2018-06-01' }));

  it('renews a post when it ends the tenure before', () =>
    given(...lan).when(appoint('2017-01-01', { position: 'pho-giam-doc', capacity: 'acting', endedActIds: [id(2), id(2)] }))
      .then(appointed(id(99), '2017-01-01', 'so-noi-vu', 'pho-giam-doc', { capacity: 'acting', endedActIds: [id(2)] })));
  it('ends as many tenures as the event can list', () =>
    given(...lan).when(appoint('2018-02-01', { endedActIds: Array.from({ length: 20 }, () => id(2)) })).then(appointed(id(99), '2018-02-01', 'so-noi-vu', 'giam-doc', { endedActIds: [id(2)] })));
  it('takes a post again from the day on which it ended', () =>
    given(...lan, relieved(id(4), '2017-01-01', id(2))).when(appoint('2017-01-01', { position: 'pho-giam-doc' })).then(appointed(id(99), '2017-01-01', 'so-noi-vu', 'pho-giam-doc')));
  it('is refused when the tenure that it ends has ended that day already', () =>
    given(...lan, relieved(id(4), '2017-01-01', id(2))).when(appoint('2017-01-01', { endedActIds: [id(2)] })).thenRefused({ code: 'ALREADY_ENDED', actId: id(2), until: '2017-01-01' }));
  it('confirms what a list says of the same day', () =>
    given(...lan, foundHeld(id(5), '2018-02-01', 'so-noi-vu', 'giam-doc')).when(appoint('2018-02-01')).then(newPost));
  it('is refused beside what a list says of an earlier day', () =>
    given(...lan, foundHeld(id(5), '2018-01-31', 'so-noi-vu', 'giam-doc')).when(appoint('2018-02-01')).thenRefused({ code: 'POST_ALREADY_HELD', since: '2018-01-31', actId: id(5) }));
  it('is refused when it ends a listed tenure that a decision has replaced', () =>
    given(...lan, foundHeld(id(5), '2017-01-01', 'so-noi-vu', 'pho-giam-doc')).when(appoint('2018-02-01', { endedActIds: [id(5)] })).thenRefused({ code: 'LISTED_TENURE_REPLACED', actId: id(5) }));
});

describe('setting warnings aside', () => {
  const backdated = appoint('2018-02-01', { decision: decision('2018-03-01', 7) });
  const event = { ...newPost, data: { ...newPost.data, decision: decision('2018-03-01', 7) } };
  const beforeSigned = { code: 'EFFECTIVE_BEFORE_SIGNED', signedOn: '2018-03-01' };
  const given = deciding('appoint');

  it('is asked for when the effect lies before the signature', () => given(...lan).when(backdated).thenRefused({ code: 'WARNINGS_STAND', warnings: [beforeSigned] }));
  it('keeps the code in the event and the reason sealed, in NFC', () =>
    given(...lan).when({ ...backdated, note: ' ', overrides: [{ code: 'EFFECTIVE_BEFORE_SIGNED', reason: ' Hoàn thiện hồ sơ '.normalize('NFD') }] })
      .thenWarned([beforeSigned], { ...event, data: { ...event.data, overrides: ['EFFECTIVE_BEFORE_SIGNED'] }, personal: { overrideReason: 'Hoàn thiện hồ sơ' } }));
  it('needs a reason that says something', () =>
    given(...lan).when({ ...backdated, overrides: [{ code: 'EFFECTIVE_BEFORE_SIGNED', reason: '  ' }] }).thenRefused({ code: 'TEXT_MISSING', field: 'overrides' }));
  it.each([[2000, 'accepted'], [2001, 'refused']])('takes a note of %i characters: %s', (length, outcome) =>
    expect(given(...lan).when(appoint('2018-02-01', { note: 'đ'.repeat(length) })).decision.outcome).toBe(outcome));
  it('is not asked for when it takes effect on the day of signing, and an override of nothing is ignored', () =>
    given(...lan).when(appoint('2018-02-01', { decision: decision('2018-02-01', 7), overrides: [{ code: 'EFFECTIVE_BEFORE_SIGNED', reason: 'x' }] }))
      .then({ ...newPost, data: { ...newPost.data, decision: decision('2018-02-01', 7) } }));

  const holders = [{ official: id(600), actId: id(61) }, { official: id(600), actId: id(62) }, { official: id(500), actId: id(2) }];
  it('is asked for when every seat is taken by others', () =>
    deciding('appoint', { holdersOn: () => holders })(...lan).when(appoint('2018-02-01')).thenRefused({ code: 'WARNINGS_STAND', warnings: [{ code: 'POST_FULLY_HELD', seats: 1, holders: [id(600)] }] }));
  it('counts persons, and not the one who is appointed', () =>
    deciding('appoint', { holdersOn: () => holders.slice(2) })(...lan).when(appoint('2018-02-01')).then(newPost));
  it('names each reason by its warning when there are several, and each warning that is left', () => {
    const spec = deciding('appoint', { holdersOn: () => holders })(...lan);
    const full = { code: 'POST_FULLY_HELD', seats: 1, holders: [id(600)] };
    const override = { code: 'EFFECTIVE_BEFORE_SIGNED', reason: 'Chậm ký' };
    spec.when({ ...backdated, overrides: [override] }).thenRefused({ code: 'WARNINGS_STAND', warnings: [full] });
    spec.when({ ...backdated, overrides: [{ code: 'POST_FULLY_HELD', reason: 'Bàn giao' }, override] }).thenWarned([beforeSigned, full], {
      ...event,
      data: { ...event.data, overrides: ['EFFECTIVE_BEFORE_SIGNED', 'POST_FULLY_HELD'] },
      personal: { overrideReason: 'EFFECTIVE_BEFORE_SIGNED: Chậm ký\nPOST_FULLY_HELD: Bàn giao' },
    });
  });

  const older = [recruited(id(1), '1990-01-01', 'so-noi-vu', 'female', 1964)];
  it('is not asked for on the last day before retirement age', () =>
    given(...older).when(appoint('2019-12-31')).then(appointed(id(99), '2019-12-31', 'so-noi-vu', 'giam-doc')));
  it('is asked for from the day of retirement age', () =>
    given(...older).when(appoint('2020-01-01')).thenRefused({ code: 'WARNINGS_STAND', warnings: [{ code: 'PAST_RETIREMENT_AGE', retirementOn: '2020-01-01' }] }));
});

describe('electing an official', () => {
  const given = deciding('elect');
  const hoa = [recruited(id(1), '2010-01-01')];
  it.each([['the first day of the term', '2016-07-01'], ['the last day of the term', '2021-06-30']])('gives the post on %s', (_, on) =>
    deciding('elect', { today: day('2021-06-30') })(...hoa).when(elect(on)).then(elected(id(99), on)));
  it.each([
    ['the day before the term', elect('2016-06-30'), { code: 'TERM_NOT_STANDING', term: 'ubnd-an-dien-2016', on: '2016-06-30' }],
    ['an unknown term', elect('2017-01-01', { term: 'la' }), { code: 'TERM_UNKNOWN', term: 'la' }],
    ['a position that is none of the term', elect('2017-01-01', { position: 'bi-thu' }), { code: 'POSITION_NOT_OF_TERM', term: 'ubnd-an-dien-2016', unit: 'xa-an-dien', position: 'bi-thu' }],
    ['another unit than the body’s', elect('2017-01-01', { unit: 'huyen-ben-cat' }), { code: 'POSITION_NOT_OF_TERM', term: 'ubnd-an-dien-2016', unit: 'huyen-ben-cat', position: 'chu-tich-ubnd' }],
  ])('is refused for %s', (_, command, refusal) => given(...hoa).when(command).thenRefused(refusal));
  it('is refused on the day after the term', () =>
    deciding('elect', { today: day('2021-08-01') })(...hoa).when(elect('2021-07-01')).thenRefused({ code: 'TERM_NOT_STANDING', term: 'ubnd-an-dien-2016', on: '2021-07-01' }));
  it('gives the same post again for the next term, whether or not the last was ended formally', () =>
    deciding('elect', { today: day('2021-08-01') })(...hoa, elected(id(2), '2016-07-01')).when(elect('2021-07-01', { term: 'ubnd-an-dien-2021' }))
      .then(elected(id(99), '2021-07-01', 'xa-an-dien', 'chu-tich-ubnd', 'ubnd-an-dien-2021')));
  it('ends the tenures that it names', () => given(...hoa, appointed(id(2), '2016-02-01', 'so-noi-vu', 'giam-doc')).when(elect('2017-01-01', { endedActIds: [id(2)] }))
    .then(elected(id(99), '2017-01-01', 'xa-an-dien', 'chu-tich-ubnd', 'ubnd-an-dien-2016', [id(2)])));
});

describe('adding a concurrent post', () => {
  it('leaves the posts held as they are', () =>
    deciding('add-concurrent-post')(...lan).when({ decision: decision(), effectiveOn: day('2018-02-01'), unit: 'phong-cong-chuc', position: 'truong-phong' })
      .then(concurrent(id(99), '2018-02-01', 'phong-cong-chuc', 'truong-phong')));
});
