import { civilDate } from '../../kernel/civil-date.js';
import { deciderSpec } from '../../kernel/decider-spec.fixtures.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { DecisionRef } from '../../kernel/schema.js';
import { organisationHistory } from '../../organisation/structure/organisation-history.js';
import type { OpenClass, SendToTraining } from './commands.js';
import { trainingCatalogue, type TrainingEvent } from './events.js';
import { training, type TrainingContext } from './training.js';

const on = civilDate;
const numbered = (number: number) => `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`;
const [lan, mai, tam, strangerId] = [numbered(1), numbered(2), numbered(3), numbered(9_000)];
const decision: DecisionRef = { issuer: 'SNV', symbol: 'QĐ-SNV', number: 56, signedOn: on('2018-03-05') };

const history = organisationHistory();
history.record({ type: 'UnitEstablished', data: { unit: 'SNV', name: 'Sở Nội vụ', unitType: 'so', tier: 'tinh', effectiveOn: on('2016-01-01') } }, 0);
history.record({ type: 'UnitEstablished', data: { unit: 'TCT', name: 'Trường Chính trị', unitType: 'so', tier: 'tinh', parent: 'SNV', effectiveOn: on('2016-01-01') } }, 1);
history.record({ type: 'UnitDissolved', data: { unit: 'TCT', successor: 'SNV', effectiveOn: on('2018-03-20') } }, 2);

const context: TrainingContext = {
  ids: (ordinal) => numbered(100 + ordinal), today: on('2020-12-31'), structure: history.latest(), officialExists: (official) => official !== strangerId,
};
const opening = (changes: Partial<OpenClass> = {}): OpenClass =>
  ({ title: 'Cao cấp lý luận chính trị', group: 'ly-luan-chinh-tri', organiser: 'TCT', startsOn: on('2018-03-10'), endsOn: on('2018-06-30'), ...changes });
const opened: TrainingEvent = {
  type: 'ClassOpened', data: { title: 'Cao cấp lý luận chính trị', group: 'ly-luan-chinh-tri', organiser: 'TCT', startsOn: on('2018-03-10'), endsOn: on('2018-06-30') },
};
const sent = (official: string, ordinal: number, day = '2018-03-15', unit = 'SNV'): TrainingEvent =>
  ({ type: 'OfficialSentToTraining', data: { participation: numbered(100 + ordinal), official, unit, decision, effectiveOn: on(day) } });
const completed = (day: string, ...ordinals: number[]): TrainingEvent =>
  ({ type: 'TrainingCompleted', data: { participations: ordinals.map((ordinal) => numbered(100 + ordinal)), effectiveOn: on(day) } });
const withdrawn = (ordinal: number, day: string): TrainingEvent =>
  ({ type: 'TrainingWithdrawn', data: { participation: numbered(100 + ordinal), reason: 'bo-hoc', effectiveOn: on(day) } });
const closed: TrainingEvent = { type: 'ClassClosed', data: { effectiveOn: on('2018-07-01') } };

describe('opening a class', () => {
  const given = deciderSpec(training, 'open', context);

  it('records what is taught, by whom and when', () => given().when(opening()).then(opened));
  it('keeps the decision where there is one, and nothing that the command was sent with besides', () => {
    const stranger = { ...opening({ decision }), place: 'Thủ Dầu Một' };
    given().when(stranger).then({ type: 'ClassOpened', data: { ...opening(), decision } });
  });
  it('may begin and end on one day', () =>
    given().when(opening({ endsOn: on('2018-03-10') })).then({ type: 'ClassOpened', data: opening({ endsOn: on('2018-03-10') }) }));
  it.each([
    ['it ends before it begins', { endsOn: on('2018-03-09') }, { code: 'CLASS_ENDS_BEFORE_START', startsOn: '2018-03-10', endsOn: '2018-03-09' }],
    ['nobody established the organiser', { organiser: 'HV' }, { code: 'ORGANISER_UNKNOWN', organiser: 'HV' }],
    ['the organiser has ended by the first day', { startsOn: on('2018-03-20') }, { code: 'ORGANISER_NOT_STANDING', organiser: 'TCT', on: '2018-03-20', from: '2016-01-01', until: '2018-03-20' }],
  ])('is refused when %s', (_, changes, refusal) => given().when(opening(changes)).thenRefused(refusal));
  it('is refused a second time', () => given(opened).when(opening()).thenRefused({ code: 'CLASS_ALREADY_OPENED' }));
});

describe('sending officials to a class', () => {
  const given = deciderSpec(training, 'send', context);
  const sending = (day: string, ...participants: [string, string?][]): SendToTraining =>
    ({ decision, effectiveOn: on(day), participants: participants.map(([official, unit]) => ({ official, unit: unit ?? 'SNV' })) });

  it('records one participation each, from each one’s own unit', () =>
    given(opened).when(sending('2018-03-15', [lan], [mai, 'TCT'])).then(sent(lan, 0), sent(mai, 1, '2018-03-15', 'TCT')));
  it('is taken until the last day of the class and refused after it', () => {
    given(opened).when(sending('2018-06-30', [lan])).then(sent(lan, 0, '2018-06-30'));
    given(opened).when(sending('2018-07-01', [lan])).thenRefused({ code: 'SENT_AFTER_CLASS_ENDED', endsOn: '2018-06-30' });
  });
  it('is taken for 200 and refused for 201', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at): [string] => [numbered(1000 + at)]);
    given(opened).when(sending('2018-03-15', ...many(200))).then(...many(200).map(([official], at) => sent(official, at)));
    given(opened).when(sending('2018-03-15', ...many(201))).thenRefused({ code: 'TOO_MANY_PARTICIPANTS', participants: 201, most: 200 });
  });
  it.each([
    ['nobody is named', [], { code: 'PARTICIPANTS_MISSING' }],
    ['somebody is named twice', [[lan], [mai], [lan]], { code: 'OFFICIAL_REPEATED', official: lan }],
    ['somebody was sent before', [[mai], [tam]], { code: 'ALREADY_SENT', official: tam, sentOn: '2018-03-11' }],
    ['somebody has no record', [[mai], [strangerId]], { code: 'OFFICIAL_UNKNOWN', official: strangerId }],
    ['nobody established the sending unit', [[mai, 'SCT']], { code: 'UNIT_UNKNOWN', unit: 'SCT' }],
    ['the sending unit has ended that day', [[mai, 'TCT']], { code: 'UNIT_NOT_STANDING', unit: 'TCT', on: '2018-03-20', from: '2016-01-01', until: '2018-03-20' }],
  ] satisfies [string, [string, string?][], object][])('is refused when %s', (_, participants, refusal) =>
    given(opened, sent(tam, 50, '2018-03-11')).when(sending('2018-03-20', ...participants)).thenRefused(refusal));
  it('is refused for whoever withdrew from it', () =>
    given(opened, sent(tam, 50), withdrawn(50, '2018-04-01')).when(sending('2018-05-01', [tam])).thenRefused({ code: 'ALREADY_SENT', official: tam, sentOn: '2018-03-15' }));
  it('is refused of a class that is closed or was never opened', () => {
    given(opened, closed).when(sending('2018-03-15', [lan])).thenRefused({ code: 'CLASS_CLOSED', closedOn: '2018-07-01' });
    given().when(sending('2018-03-15', [lan])).thenRefused({ code: 'UNKNOWN_CLASS' });
  });
});

describe('completing a class', () => {
  const given = deciderSpec(training, 'complete', context);
  const both = [opened, sent(lan, 0, '2018-03-01'), sent(mai, 1, '2018-03-15')];

  it('names the participations of those who completed it', () => given(...both).when({ officials: [mai, lan], effectiveOn: on('2018-06-30') }).then(completed('2018-06-30', 1, 0)));
  it('is taken from the first day on, also after the last', () => {
    given(...both).when({ officials: [lan], effectiveOn: on('2018-03-10') }).then(completed('2018-03-10', 0));
    given(...both).when({ officials: [lan], effectiveOn: on('2018-08-01') }).then(completed('2018-08-01', 0));
    given(...both).when({ officials: [lan], effectiveOn: on('2018-03-09') }).thenRefused({ code: 'COMPLETED_BEFORE_START', startsOn: '2018-03-10' });
  });
  it('is taken from the day of the sending on', () => {
    given(...both).when({ officials: [mai], effectiveOn: on('2018-03-15') }).then(completed('2018-03-15', 1));
    given(...both).when({ officials: [mai], effectiveOn: on('2018-03-14') }).thenRefused({ code: 'COMPLETED_BEFORE_SENT', official: mai, sentOn: '2018-03-15' });
  });
  it('is taken for 500 and refused for 501', () => {
    const ordinals = Array.from({ length: 501 }, (_, at) => at);
    const class501 = [opened, ...ordinals.map((at) => sent(numbered(2000 + at), at))];
    const officials = ordinals.map((at) => numbered(2000 + at));
    given(...class501).when({ officials: officials.slice(1), effectiveOn: on('2018-06-30') }).then(completed('2018-06-30', ...ordinals.slice(1)));
    given(...class501).when({ officials, effectiveOn: on('2018-06-30') }).thenRefused({ code: 'TOO_MANY_PARTICIPANTS', participants: 501, most: 500 });
  });
  it.each([
    ['nobody is named', [], { code: 'OFFICIALS_MISSING' }],
    ['somebody is named twice', [lan, lan], { code: 'OFFICIAL_REPEATED', official: lan }],
    ['somebody was not sent', [lan, tam], { code: 'NOT_SENT', official: tam }],
    ['somebody completed it before', [mai], { code: 'ALREADY_COMPLETED', official: mai, completedOn: '2018-06-29' }],
  ])('is refused when %s', (_, officials, refusal) => given(...both, completed('2018-06-29', 1)).when({ officials, effectiveOn: on('2018-06-30') }).thenRefused(refusal));
  it('is refused for whoever withdrew', () =>
    given(...both, withdrawn(1, '2018-04-01')).when({ officials: [mai], effectiveOn: on('2018-06-30') }).thenRefused({ code: 'ALREADY_WITHDRAWN', official: mai, withdrawnOn: '2018-04-01' }));
  it('is refused of a class that is closed or was never opened', () => {
    given(...both, closed).when({ officials: [lan], effectiveOn: on('2018-06-30') }).thenRefused({ code: 'CLASS_CLOSED', closedOn: '2018-07-01' });
    given().when({ officials: [lan], effectiveOn: on('2018-06-30') }).thenRefused({ code: 'UNKNOWN_CLASS' });
  });
});

describe('withdrawing from a class', () => {
  const given = deciderSpec(training, 'withdraw', context);
  const withdrawal = (official: string, day: string) => ({ official, reason: 'bo-hoc', effectiveOn: on(day) }) as const;

  it('ends one participation, from the day of the sending on', () => {
    given(opened, sent(lan, 0)).when(withdrawal(lan, '2018-03-15')).then(withdrawn(0, '2018-03-15'));
    given(opened, sent(lan, 0)).when(withdrawal(lan, '2018-03-14')).thenRefused({ code: 'WITHDRAWN_BEFORE_SENT', official: lan, sentOn: '2018-03-15' });
  });
  it('is refused for whoever was not sent, completed it or withdrew before', () => {
    given(opened).when(withdrawal(lan, '2018-04-01')).thenRefused({ code: 'NOT_SENT', official: lan });
    given(opened, sent(lan, 0), completed('2018-06-30', 0)).when(withdrawal(lan, '2018-04-01')).thenRefused({ code: 'ALREADY_COMPLETED', official: lan, completedOn: '2018-06-30' });
    given(opened, sent(lan, 0), withdrawn(0, '2018-04-02')).when(withdrawal(lan, '2018-04-01')).thenRefused({ code: 'ALREADY_WITHDRAWN', official: lan, withdrawnOn: '2018-04-02' });
  });
  it('is refused of a class that is closed or was never opened', () => {
    given(opened, sent(lan, 0), closed).when(withdrawal(lan, '2018-04-01')).thenRefused({ code: 'CLASS_CLOSED', closedOn: '2018-07-01' });
    given().when(withdrawal(lan, '2018-04-01')).thenRefused({ code: 'UNKNOWN_CLASS' });
  });
});

describe('closing a class', () => {
  const given = deciderSpec(training, 'close', context);

  it('says nothing more when everybody completed it or withdrew', () =>
    given(opened, sent(lan, 0), sent(mai, 1), completed('2018-06-30', 0), withdrawn(1, '2018-04-01')).when({ effectiveOn: on('2018-07-01') }).then(closed));
  it('leaves those who did neither as sent, and says how many they are', () =>
    given(opened, sent(lan, 0), sent(mai, 1), sent(tam, 2), completed('2018-06-30', 0)).when({ effectiveOn: on('2018-07-01') })
      .thenWarned([{ code: 'PARTICIPATIONS_UNDECIDED', undecided: 2 }], closed));
  it('is taken from the first day on', () => {
    given(opened).when({ effectiveOn: on('2018-03-10') }).then({ type: 'ClassClosed', data: { effectiveOn: on('2018-03-10') } });
    given(opened).when({ effectiveOn: on('2018-03-09') }).thenRefused({ code: 'CLOSED_BEFORE_START', startsOn: '2018-03-10' });
  });
  it('is refused of a class that is closed or was never opened', () => {
    given(opened, closed).when({ effectiveOn: on('2018-07-02') }).thenRefused({ code: 'CLASS_CLOSED', closedOn: '2018-07-01' });
    given().when({ effectiveOn: on('2018-07-02') }).thenRefused({ code: 'UNKNOWN_CLASS' });
  });
});

describe('folding a class', () => {
  it.each([
    ['a second opening', [opened, opened]], ['a sending before the opening', [sent(lan, 0)]], ['a sending after the closing', [opened, closed, sent(lan, 0)]],
    ['a second sending of one official', [opened, sent(lan, 0), sent(lan, 1)]], ['a completion of nobody’s participation', [opened, sent(lan, 0), completed('2018-06-30', 0, 1)]],
    ['a second completion', [opened, sent(lan, 0), completed('2018-06-30', 0), completed('2018-06-30', 0)]],
    ['a withdrawal after the completion', [opened, sent(lan, 0), completed('2018-06-30', 0), withdrawn(0, '2018-04-01')]],
  ])('stops at %s', (_, events: readonly TrainingEvent[]) => expect(() => events.reduce(training.evolve, training.initial)).toThrow(CorruptHistory));
  it('leaves earlier states as they were', () => {
    const before = [opened, sent(lan, 0)].reduce(training.evolve, training.initial);
    const kept = structuredClone(before);
    [sent(mai, 1), completed('2018-06-30', 0), closed].reduce(training.evolve, before);
    expect(before).toEqual(kept);
  });
  it('takes only events that the catalogue reads', () => {
    for (const { type, data } of [opened, sent(lan, 0), completed('2018-06-30', 0), withdrawn(0, '2018-04-01'), closed])
      expect(trainingCatalogue.read({ type, schema: 1, data })).toEqual({ type, data });
  });
});
