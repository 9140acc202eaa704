import { CorruptHistory } from '../../kernel/errors.js';
import type { AnnulAct } from './commands.js';
import type { Gender, OfficialEvent } from './events.js';
import { deciding } from './office.fixtures.js';
import { officials } from './official-aggregate.js';
import { annulledAct, appointed, approved, day, decision, died, elected, foundInService, id, recruited, relieved, retired, returned, transferred } from './officials.fixtures.js';

const entry = recruited(id(1), '2010-01-01');
const deputy = appointed(id(2), '2016-02-01', 'so-noi-vu', 'pho-giam-doc');
const director = appointed(id(3), '2018-02-01', 'so-noi-vu', 'giam-doc', { endedActIds: [id(2)] });
const annul = (annulledActId: string, standsAgain?: AnnulAct['standsAgain']): AnnulAct => ({
  annulledActId, decision: decision(), reason: 'Ban hành trái thẩm quyền', ...(standsAgain ? { standsAgain } : {}),
});
const annulled = (of: string, upheldEnds: Parameters<typeof annulledAct>[1] = []): OfficialEvent => ({ ...annulledAct(of, upheldEnds), personal: { note: 'Ban hành trái thẩm quyền' } });
const stranded = (...acts: readonly (readonly [string, string, string])[]) => ({
  code: 'LATER_ACTS_STAND', count: acts.length, acts: acts.map(([actId, type, effectiveOn]) => ({ actId, type, effectiveOn })),
});

describe('annulling an act', () => {
  const given = deciding('annul-act');
  it('takes an act away that ended nothing', () => given(entry, deputy).when(annul(id(2))).then(annulled(id(2))));
  it('revives what an annulled relief had ended', () => given(entry, deputy, relieved(id(4), '2017-01-01', id(2))).when(annul(id(4))).then(annulled(id(4))));

  it('asks of every tenure that the act had ended whether it stands again', () =>
    given(entry, deputy, director).when(annul(id(3))).thenRefused({ code: 'REVIVAL_UNDECIDED', count: 1, tenures: [{ actId: id(2), unit: 'so-noi-vu', position: 'pho-giam-doc', from: '2016-02-01' }] }));
  it('lets a tenure stand again', () => given(entry, deputy, director).when(annul(id(3), [{ actId: id(2), standsAgain: true }])).then(annulled(id(3))));
  it('upholds the end of a tenure that does not stand again, on the annulled act’s day', () =>
    given(entry, deputy, director).when(annul(id(3), [{ actId: id(2), standsAgain: false }])).then(annulled(id(3), [{ actId: id(2), endedOn: day('2018-02-01') }])));
  it.each([['on that day', '2018-02-01'], ['before it', '2017-01-01']])('does not ask where something else ends the tenure %s', (_, on) =>
    given(entry, deputy, director, relieved(id(4), on, id(2))).when(annul(id(3))).then(annulled(id(3))));
  it('asks where the tenure would last a day longer', () =>
    given(entry, deputy, director, relieved(id(4), '2018-02-02', id(2))).when(annul(id(3), [{ actId: id(2), standsAgain: true }])).then(annulled(id(3))));
  it('is refused an answer that was not asked for', () =>
    given(entry, deputy).when(annul(id(2), [{ actId: id(1), standsAgain: false }])).thenRefused({ code: 'REVIVAL_NOT_ASKED', actId: id(1) }));

  const election = elected(id(2), '2016-07-01');
  it.each([
    ['what is unknown', [entry], annul(id(8)), { code: 'ACT_UNKNOWN', actId: id(8) }],
    ['what is annulled', [entry, deputy, annulledAct(id(2))], annul(id(2)), { code: 'ACT_ANNULLED', actId: id(2) }],
    ['an act that a relief names', [entry, deputy, relieved(id(4), '2017-01-01', id(2))], annul(id(2)), stranded([id(4), 'OfficialRelieved', '2017-01-01'])],
    ['an election that is approved', [entry, election, approved(id(4), '2016-08-01', id(2))], annul(id(2)), stranded([id(4), 'ElectionApproved', '2016-08-01'])],
    ['the entry on which a post, a transfer and a retirement rest', [entry, deputy, transferred(id(3), '2017-01-01', 'so-tu-phap')], annul(id(1)), stranded([id(2), 'OfficialAppointed', '2016-02-01'], [id(3), 'OfficialTransferred', '2017-01-01'])],
    ['the entry on which a retirement rests', [entry, retired(id(4), '2019-01-01')], annul(id(1)), stranded([id(4), 'OfficialRetired', '2019-01-01'])],
    ['the departure on which a return rests', [entry, retired(id(4), '2018-01-01'), returned(id(5), '2019-01-01')], annul(id(4)), stranded([id(5), 'OfficialReturned', '2019-01-01'])],
    ['without a reason', [entry, deputy], { ...annul(id(2)), reason: ' ' }, { code: 'TEXT_MISSING', field: 'reason' }],
    ['by a decision of a day to come', [entry, deputy], { ...annul(id(2)), decision: decision('2020-06-16') }, { code: 'SIGNED_IN_FUTURE', signedOn: '2020-06-16', today: '2020-06-15' }],
  ])('is refused: %s', (_, acts, command, refusal) => given(...acts).when(command).thenRefused(refusal));
  it.each([
    ['an entry on which nothing rests', [entry], id(1)],
    ['an entry that a list stands in for', [entry, foundInService(id(4), '2015-01-01'), deputy], id(1)],
    ['a transfer between', [entry, transferred(id(3), '2015-01-01', 'so-tu-phap'), deputy], id(3)],
    ['a post after a transfer', [entry, transferred(id(3), '2015-01-01', 'so-tu-phap'), deputy], id(2)],
    ['a post after a return', [entry, retired(id(4), '2014-01-01'), returned(id(5), '2015-01-01'), deputy], id(2)],
    ['an entry, whoever died', [entry, died(id(4), '2019-01-01')], id(1)],
    ['a departure', [entry, deputy, retired(id(4), '2019-01-01')], id(4)],
  ])('takes away %s', (_, acts, actId) => given(...acts).when(annul(actId)).then(annulled(actId)));
});

describe('correcting a gender', () => {
  const given = deciding('correct-gender');
  const corrected = (gender: Gender) => ({ type: 'GenderCorrected', data: { gender } }) as const;
  const correct = (gender: Gender, reason = 'Ghi nhầm') => ({ gender, reason });
  const sealed = { personal: { note: 'Ghi nhầm' } };
  it('records what is right, and why', () => given(entry).when(correct('male')).then({ ...corrected('male'), ...sealed }));
  it('goes there and back', () => given(entry, corrected('male')).when(correct('female')).then({ ...corrected('female'), ...sealed }));
  it('is refused where nothing changes', () => given(entry, corrected('male'), corrected('female')).when(correct('female')).thenRefused({ code: 'GENDER_UNCHANGED', gender: 'female' }));
  it('is refused without a reason', () => given(entry).when(correct('male', '')).thenRefused({ code: 'TEXT_MISSING', field: 'reason' }));
});

describe('folding a damaged history', () => {
  const fold = (...events: readonly OfficialEvent[]) => () => events.reduce(officials.evolve, officials.initial);
  it('stops at a stream that opens without an entry', () => expect(fold(deputy)).toThrow(CorruptHistory));
  it('stops at an annulment of what was never recorded, or is annulled', () => {
    expect(fold(entry, annulledAct(id(2)))).toThrow(CorruptHistory);
    expect(fold(entry, deputy, annulledAct(id(2)), annulledAct(id(2)))).toThrow(CorruptHistory);
  });
});
