import type { RecordOfficialFoundInService, RecruitOfficial } from './commands.js';
import type { OfficialEvent } from './events.js';
import { deciding } from './office.fixtures.js';
import { annulledAct, appointed, day, decision, died, foundHeld, foundInService, id, listed, payrollAt, recruited, retired, transferred } from './officials.fixtures.js';

const person = { name: 'Nguyễn Thị Hoà', gender: 'female', birthDate: '1980-03-08' } as const;
const recruit = (on: string, more: Partial<RecruitOfficial> = {}): RecruitOfficial => ({ ...payrollAt('so-noi-vu'), ...person, decision: decision(), effectiveOn: day(on), ...more });
const entered = (on: string, personal: object = {}, data: object = {}): OfficialEvent => {
  const event = recruited(id(99), on);
  return { ...event, data: { ...event.data, ...data }, personal: { name: person.name, birthDate: person.birthDate, ...personal } };
};

describe('recruiting an official', () => {
  const given = deciding('recruit');
  it('opens the record, with the name in NFC and the birth date sealed', () => given().when(recruit('2010-01-01', { name: ` ${person.name.normalize('NFD')} ` })).then(entered('2010-01-01')));
  it('records no property that it does not know', () => {
    const command = { ...recruit('2010-01-01'), nickname: 'x' };
    given().when(command).then(entered('2010-01-01'));
  });

  it.each([
    ['of someone recruited before', [recruited(id(1), '2010-01-01')], recruit('2015-01-01'), { code: 'ALREADY_REGISTERED', since: '2010-01-01' }],
    ['of someone recruited later', [recruited(id(1), '2010-01-01')], recruit('2005-01-01', { decision: decision('2005-01-01') }), { code: 'ALREADY_REGISTERED', since: '2010-01-01' }],
    ['of someone listed before', [foundInService(id(1), '2009-12-31')], recruit('2010-01-01'), { code: 'ALREADY_REGISTERED', since: '2009-12-31' }],
    ['of someone transferred that day', [foundInService(id(1), '2016-01-01'), transferred(id(2), '2015-01-01', 'so-tu-phap')], recruit('2015-01-01'), { code: 'ALREADY_REGISTERED', since: '2015-01-01' }],
    ['of someone listed with another birth year', [foundInService(id(1), '2016-01-01')], recruit('2010-01-01', { birthDate: '1981-01-01' }), { code: 'IDENTITY_DIFFERS', gender: 'female', birthYear: 1980 }],
    ['of someone listed with another gender', [foundInService(id(1), '2016-01-01')], recruit('2010-01-01', { gender: 'male' }), { code: 'IDENTITY_DIFFERS', gender: 'female', birthYear: 1980 }],
    ['at an unknown unit', [], recruit('2010-01-01', { unit: 'la' }), { code: 'UNIT_UNKNOWN', unit: 'la' }],
    ['without a name', [], recruit('2010-01-01', { name: ' ' }), { code: 'TEXT_MISSING', field: 'name' }],
    ['born on no day', [], recruit('2010-01-01', { birthDate: '1981-02-29' }), { code: 'IMPOSSIBLE_BIRTH_DATE' }],
    ['born in a year to come', [], recruit('2010-01-01', { birthDate: '2021' }), { code: 'IMPOSSIBLE_BIRTH_DATE' }],
    ['born after the day', [], recruit('2010-01-01', { birthDate: '2010-01-02' }), { code: 'BEFORE_BIRTH', effectiveOn: '2010-01-01' }],
    ['born on the day', [], recruit('2010-01-01', { birthDate: '2010-01-01' }), { code: 'TOO_YOUNG', least: 18, effectiveOn: '2010-01-01' }],
    ['born in the year of the day', [], recruit('2010-01-01', { birthDate: '2010' }), { code: 'TOO_YOUNG', least: 18, effectiveOn: '2010-01-01' }],
    ['born in this very year', [], recruit('2010-01-01', { birthDate: '2020' }), { code: 'BEFORE_BIRTH', effectiveOn: '2010-01-01' }],
    ['a day before the age of 18', [], recruit('2010-01-01', { birthDate: '1992-01-02' }), { code: 'TOO_YOUNG', least: 18, effectiveOn: '2010-01-01' }],
    ['of a year that cannot be 18 yet', [], recruit('2010-01-01', { birthDate: '1993' }), { code: 'TOO_YOUNG', least: 18, effectiveOn: '2010-01-01' }],
  ])('is refused %s', (_, acts, command, refusal) => given(...acts).when(command).thenRefused(refusal));

  it.each([['1992-01-01', 1992], ['1992', 1992]])('is taken at 18: born %s', (birthDate, birthYear) =>
    given().when(recruit('2010-01-01', { birthDate })).then(entered('2010-01-01', { birthDate }, { birthYear })));
  it.each([['2009-12-31', 'before the day of the list'], ['2016-01-01', 'on the day of the list']])('gives the decision behind a list: %s, %s', (on) =>
    given(foundInService(id(1), '2016-01-01')).when(recruit(on, { decision: decision('2009-12-31') })).then(entered(on, {}, { decision: decision('2009-12-31') })));
  it('gives the decision behind a list, before transfers that are recorded', () =>
    given(foundInService(id(1), '2016-01-01'), transferred(id(2), '2018-01-01', 'so-tu-phap')).when(recruit('2010-01-01')).then(entered('2010-01-01')));
  it('enters again, corrected, after an entry that was annulled', () =>
    given(recruited(id(1), '2010-01-01', 'so-noi-vu', 'male', 1979), annulledAct(id(1))).when(recruit('2010-01-01')).then(entered('2010-01-01')));
});

describe('reading an identity number', () => {
  const given = deciding('recruit');
  it.each(['12345678', '1234567890', '0741800001234', '07418000012a', ''])('is refused when malformed: “%s”', (identityNumber) =>
    given().when(recruit('2010-01-01', { identityNumber })).thenRefused({ code: 'IDENTITY_NUMBER_MALFORMED' }));
  it.each(['280123456', '074180000123'])('takes a number that fits the person: %s', (identityNumber) =>
    given().when(recruit('2010-01-01', { identityNumber })).then(entered('2010-01-01', { identityNumber })));
  it.each([
    ['074080000123', [{ code: 'IDENTITY_NUMBER_GENDER_MISMATCH', gender: 'male' }]],
    ['074181000123', [{ code: 'IDENTITY_NUMBER_BIRTH_YEAR_MISMATCH', birthYear: 1981 }]],
    ['074280000123', [{ code: 'IDENTITY_NUMBER_GENDER_MISMATCH', gender: 'male' }, { code: 'IDENTITY_NUMBER_BIRTH_YEAR_MISMATCH', birthYear: 2080 }]],
  ])('warns of what a CCCD says otherwise: %s', (identityNumber, warnings) => given().when(recruit('2010-01-01', { identityNumber })).thenRefused({ code: 'WARNINGS_STAND', warnings }));
  it('is refused when another official holds the number', () =>
    deciding('recruit', { identityHeldBy: id(7) })().when(recruit('2010-01-01')).thenRefused({ code: 'IDENTITY_ALREADY_REGISTERED', official: id(7) }));
  it('is taken when the number is reserved for this very official', () => deciding('recruit', { identityHeldBy: id(500) })().when(recruit('2010-01-01')).then(entered('2010-01-01')));
});

describe('finding an official in service', () => {
  const given = deciding('find-in-service');
  const find = (on: string, more: Partial<RecordOfficialFoundInService> = {}): RecordOfficialFoundInService => ({ ...payrollAt('so-noi-vu'), ...person, source: listed, effectiveOn: day(on), ...more });
  const found: OfficialEvent = { ...foundInService(id(99), '2016-01-01'), personal: { name: person.name, birthDate: person.birthDate } };
  it('records what the list says', () => given().when(find('2016-01-01')).then(found));
  it('tells what is doubtful in it and records it all the same', () =>
    given().when(find('2016-01-01', { identityNumber: '074080000123' }))
      .thenWarned([{ code: 'IDENTITY_NUMBER_GENDER_MISMATCH', gender: 'male' }], { ...found, personal: { name: person.name, birthDate: person.birthDate, identityNumber: '074080000123' } }));
  it('is refused of someone who is known', () => given(recruited(id(1), '2010-01-01')).when(find('2016-01-01')).thenRefused({ code: 'ALREADY_REGISTERED', since: '2010-01-01' }));
  it('is refused of a list that is stated on a day to come', () =>
    given().when(find('2016-01-01', { source: { ...listed, statedOn: day('2020-06-16') } })).thenRefused({ code: 'STATED_IN_FUTURE', statedOn: '2020-06-16', today: '2020-06-15' }));
});

describe('finding a post held', () => {
  const given = deciding('find-post-held');
  const find = (on: string) => ({ source: listed, effectiveOn: day(on), unit: 'so-noi-vu', position: 'giam-doc' });
  const held = (on: string) => foundHeld(id(99), on, 'so-noi-vu', 'giam-doc');
  it.each([['from before service is known', '2014-01-01'], ['within service', '2016-01-01']])('records it %s', (_, on) => given(foundInService(id(1), '2016-01-01')).when(find(on)).then(held(on)));
  it('records it from before service is known of someone who has left since', () =>
    given(foundInService(id(1), '2016-01-01'), retired(id(2), '2019-01-01')).when(find('2014-01-01')).then(held('2014-01-01')));
  it('records the term that the list names', () =>
    given(foundInService(id(1), '2016-01-01')).when({ ...find('2017-01-01'), unit: 'xa-an-dien', position: 'chu-tich-ubnd', term: 'ubnd-an-dien-2016', capacity: 'acting', note: 'Bản sao' }).then({
      type: 'PostFoundHeld',
      data: { actId: id(99), effectiveOn: day('2017-01-01'), source: listed, unit: 'xa-an-dien', position: 'chu-tich-ubnd', term: 'ubnd-an-dien-2016', capacity: 'acting' },
      personal: { note: 'Bản sao' },
    }));
  it('is refused of a post that a decision gives', () =>
    given(recruited(id(1), '2010-01-01'), appointed(id(2), '2015-01-01', 'so-noi-vu', 'giam-doc')).when(find('2016-01-01')).thenRefused({ code: 'POST_ALREADY_HELD', since: '2015-01-01', actId: id(2) }));
  it('is refused after a departure', () => given(recruited(id(1), '2010-01-01'), retired(id(2), '2016-01-01')).when(find('2016-01-01')).thenRefused({ code: 'NOT_IN_SERVICE', on: '2016-01-01' }));
  it('is refused from the day of death', () => given(recruited(id(1), '2010-01-01'), died(id(2), '2016-01-01')).when(find('2016-01-01')).thenRefused({ code: 'DIED', on: '2016-01-01' }));
});
