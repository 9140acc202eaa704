import { civilDate as on } from '../../kernel/civil-date.js';
import type { Envelope } from '../../kernel/envelope.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { DecodedEvent } from '../../projection-engine/projection.js';
import type { TrainingEvent } from '../domain/events.js';
import { classes, trainingProjection } from './training-projection.js';

const decision = { issuer: 'UBND', symbol: 'QĐ-UBND', number: 12, signedOn: on('2016-03-01') };
const opened: TrainingEvent = { type: 'ClassOpened', data: { title: 'Bồi dưỡng', group: 'quan-ly-nha-nuoc', organiser: 'snv', startsOn: on('2016-04-01'), endsOn: on('2016-06-30') } };
const sent = (participation: string, official: string): TrainingEvent => ({ type: 'OfficialSentToTraining', data: { participation, official, unit: 'snv', decision, effectiveOn: on('2016-03-20') } });
const completed = (...participations: readonly string[]): TrainingEvent => ({ type: 'TrainingCompleted', data: { participations, effectiveOn: on('2016-06-30') } });
const withdrawn: TrainingEvent = { type: 'TrainingWithdrawn', data: { participation: 'b', reason: 'khac', effectiveOn: on('2016-05-02') } };
const closed: TrainingEvent = { type: 'ClassClosed', data: { effectiveOn: on('2016-07-01') } };

const envelope = (type: string, revision: number): Envelope => ({
  v: 1, type, schema: 1, stream: 'class-c1', revision, recordedAt: '', actor: '', role: '', commandId: '', request: '', reliedOn: -1, causation: null, correlation: '', salt: '', data: {}, sealed: [],
});
const folding = async (...events: readonly TrainingEvent[]): Promise<unknown> => {
  const held = new Map<string, object>();
  for (const [at, event] of events.entries()) {
    const decoded = { index: at, position: '', envelope: envelope(event.type, at), event, text: '' } as unknown as DecodedEvent; // A position is opaque; none is read.
    await trainingProjection.handle(decoded, {
      load: (collection, key) => held.get(`${collection}/${key}`) as never, // What was put under the key.
      put: (collection, key, document) => void held.set(`${collection}/${key}`, document),
      delete: (collection, key) => void held.delete(`${collection}/${key}`),
    });
  }
  return held.get(`${classes}/c1`);
};

describe('the classes', () => {
  const of = (participation: string, official: string) => ({ participation, official, unit: 'snv', sentBy: decision, sentOn: '2016-03-20', completedOn: null, withdrawnOn: null, withdrawnBecause: null });
  it('hold everyone who was sent, by which decision and from which unit', async () =>
    expect(await folding(opened, sent('a', 'lan'), sent('b', 'hoa'))).toEqual({ class: 'c1', ...opened.data, closedOn: null, participations: [of('a', 'lan'), of('b', 'hoa')], revision: 2, index: 2 }));
  it('tell who completed, who withdrew and why, and who did neither', async () =>
    expect(await folding(opened, sent('a', 'lan'), sent('b', 'hoa'), sent('c', 'mai'), withdrawn, completed('a'), closed)).toMatchObject({
      closedOn: '2016-07-01',
      participations: [{ ...of('a', 'lan'), completedOn: '2016-06-30' }, { ...of('b', 'hoa'), withdrawnOn: '2016-05-02', withdrawnBecause: 'khac' }, of('c', 'mai')],
    }));
  it('stop at a class that opens with a sending', () => expect(folding(sent('a', 'lan'))).rejects.toThrow(CorruptHistory));
});
