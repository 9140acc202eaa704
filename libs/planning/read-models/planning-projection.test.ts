import { civilDate as on } from '../../kernel/civil-date.js';
import type { Envelope } from '../../kernel/envelope.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { DecodedEvent } from '../../projection-engine/projection.js';
import type { PlanningEvent } from '../domain/events.js';
import { planningProjection, pool } from './planning-projection.js';

const decision = { issuer: 'TU', symbol: 'QĐ-TU', number: 12, signedOn: on('2016-03-01') };
const proposed: PlanningEvent = { type: 'PlanningProposed', data: { official: 'lan', unit: 'snv', position: 'giam-doc', term: '2016-2021', source: 'on-site', effectiveOn: on('2016-02-01') } };
const approved: PlanningEvent = { type: 'PlanningApproved', data: { decision, effectiveOn: on('2016-03-01') } };
const removed: PlanningEvent = { type: 'PlanningRemoved', data: { reason: 'tuoi', effectiveOn: on('2018-01-01') } };
const fulfilled: PlanningEvent = { type: 'PlanningFulfilled', data: { actId: 'act-1', effectiveOn: on('2017-05-01') } };

const envelope = (type: string, stream: string, revision: number): Envelope => ({
  v: 1, type, schema: 1, stream, revision, recordedAt: '', actor: '', role: '', commandId: '', request: '', reliedOn: -1, causation: null, correlation: '', salt: '', data: {}, sealed: [],
});
const folding = async (...events: readonly (PlanningEvent | { readonly type: string; readonly data: object })[]): Promise<unknown> => {
  const held = new Map<string, object>();
  for (const [at, event] of events.entries()) {
    const decoded = { index: 40 + at, position: '', envelope: envelope(event.type, 'planning-p1', at), event, text: '' } as unknown as DecodedEvent; // A position is opaque; none is read.
    await planningProjection.handle(decoded, {
      load: (collection, key) => held.get(`${collection}/${key}`) as never, // What was put under the key.
      put: (collection, key, document) => void held.set(`${collection}/${key}`, document),
      delete: (collection, key) => void held.delete(`${collection}/${key}`),
    });
  }
  return held.get(`${pool}/p1`);
};

describe('the planning pool', () => {
  const opened = { planning: 'p1', official: 'lan', unit: 'snv', position: 'giam-doc', term: '2016-2021', source: 'on-site', proposedOn: '2016-02-01' };
  const open = { approvedOn: null, approvedBy: null, endedOn: null, removedBecause: null, fulfilledBy: null };
  it('holds a proposal', async () => expect(await folding(proposed)).toEqual({ ...opened, ...open, status: 'proposed', revision: 0, index: 40 }));
  it('tells by which decision a planning was approved', async () =>
    expect(await folding(proposed, approved)).toEqual({ ...opened, ...open, status: 'approved', approvedOn: '2016-03-01', approvedBy: decision, revision: 1, index: 41 }));
  it('tells why and when one was removed', async () => expect(await folding(proposed, approved, removed)).toMatchObject({ status: 'removed', endedOn: '2018-01-01', removedBecause: 'tuoi', fulfilledBy: null, revision: 2 }));
  it('tells by which act one was fulfilled', async () => expect(await folding(proposed, approved, fulfilled)).toMatchObject({ status: 'fulfilled', endedOn: '2017-05-01', fulfilledBy: 'act-1', removedBecause: null }));
  it('passes over what is no planning', async () => expect(await folding({ type: 'ClassOpened', data: {} })).toBeUndefined());
  it('stops at a planning that opens with its approval', () => expect(folding(approved)).rejects.toThrow(CorruptHistory));
});
