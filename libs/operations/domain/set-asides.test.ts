import { deciderSpec } from '../../kernel/decider-spec.fixtures.js';
import type { SetAsideEvent } from './events.js';
import { setAsides, standingAfter, type SetAsideContext } from './set-asides.js';

const stopped: SetAsideContext = { eventType: 'OfficialAppointed', isStoppedAt: true, isOwn: false };
const [an, binh] = ['nguyen.van.an', 'tran.thi.binh'];
const proposed: SetAsideEvent = { type: 'SetAsideProposed', data: { index: 7, eventType: 'OfficialAppointed', reason: 'du-lieu-sai', reference: 'CV-12', by: an } };
const setAside: SetAsideEvent = { type: 'EventSetAside', data: { index: 7, eventType: 'OfficialAppointed', reason: 'du-lieu-sai', reference: 'CV-12', proposedBy: an, by: binh } };
const undoProposed: SetAsideEvent = { type: 'SetAsideUndoProposed', data: { index: 7, by: binh } };
const undone: SetAsideEvent = { type: 'EventSetAsideUndone', data: { index: 7, proposedBy: binh, by: an } };
const withdrawn: SetAsideEvent = { type: 'SetAsideProposalWithdrawn', data: { index: 7, by: an } };

describe('proposing to set an event aside', () => {
  const given = (context: Partial<SetAsideContext>, ...recorded: readonly SetAsideEvent[]) =>
    deciderSpec(setAsides, 'propose', { ...stopped, ...context })(...recorded).when({ index: 7, reason: 'du-lieu-sai', reference: 'CV-12', by: an });
  it('names the event and its type', () => given({}).then(proposed));
  it('is for an event that a projection has stopped at', () => given({ isStoppedAt: false }).thenRefused({ code: 'SET_ASIDE_NOT_STOPPED_AT', index: 7 }));
  it('is for an event that is in the log', () => given({ eventType: undefined }).thenRefused({ code: 'SET_ASIDE_UNKNOWN_EVENT', index: 7 }));
  it('is not for what was decided on setting aside', () => given({ isOwn: true }).thenRefused({ code: 'SET_ASIDE_OF_SET_ASIDE', index: 7 }));
  it('is done once at a time', () => given({}, proposed).thenRefused({ code: 'SET_ASIDE_ALREADY_PROPOSED', index: 7, by: an }));
  it('is not for what is set aside', () => given({}, proposed, setAside).thenRefused({ code: 'SET_ASIDE_ALREADY', index: 7 }));
  it('may be done again once withdrawn, or undone', () => {
    given({}, proposed, withdrawn).then(proposed);
    given({}, proposed, setAside, undoProposed, undone).then(proposed);
  });
});

describe('approving that an event is set aside', () => {
  const given = deciderSpec(setAsides, 'approve', stopped);
  it('takes another person', () => given(proposed).when({ index: 7, by: binh }).then(setAside));
  it('is refused to the one who proposed it', () => given(proposed).when({ index: 7, by: an }).thenRefused({ code: 'SET_ASIDE_SAME_PERSON', index: 7, by: an }));
  it('needs a proposal for that very event', () => {
    given().when({ index: 7, by: binh }).thenRefused({ code: 'SET_ASIDE_NOT_PROPOSED', index: 7 });
    given(proposed).when({ index: 8, by: binh }).thenRefused({ code: 'SET_ASIDE_NOT_PROPOSED', index: 8 });
    given(proposed, withdrawn).when({ index: 7, by: binh }).thenRefused({ code: 'SET_ASIDE_NOT_PROPOSED', index: 7 });
    given(proposed, setAside).when({ index: 7, by: binh }).thenRefused({ code: 'SET_ASIDE_NOT_PROPOSED', index: 7 });
  });
});

describe('undoing', () => {
  it('is proposed by one', () => {
    deciderSpec(setAsides, 'propose-undo', stopped)(proposed, setAside).when({ index: 7, by: binh }).then(undoProposed);
    deciderSpec(setAsides, 'propose-undo', stopped)(proposed).when({ index: 7, by: binh }).thenRefused({ code: 'SET_ASIDE_NOT_STANDING', index: 7 });
    deciderSpec(setAsides, 'propose-undo', stopped)(proposed, setAside, undoProposed).when({ index: 7, by: an }).thenRefused({ code: 'SET_ASIDE_ALREADY_PROPOSED', index: 7, by: binh });
  });
  it('is approved by another', () => {
    deciderSpec(setAsides, 'approve-undo', stopped)(proposed, setAside, undoProposed).when({ index: 7, by: an }).then(undone);
    deciderSpec(setAsides, 'approve-undo', stopped)(proposed, setAside, undoProposed).when({ index: 7, by: binh }).thenRefused({ code: 'SET_ASIDE_SAME_PERSON', index: 7, by: binh });
  });
  it('leaves the event set aside when it is withdrawn', () => {
    deciderSpec(setAsides, 'withdraw', stopped)(proposed, setAside, undoProposed).when({ index: 7, by: an }).then(withdrawn);
    expect(standingAfter([proposed, setAside, undoProposed, withdrawn])).toEqual([setAside.data]);
    deciderSpec(setAsides, 'withdraw', stopped)(proposed, setAside).when({ index: 7, by: an }).thenRefused({ code: 'SET_ASIDE_NOT_PROPOSED', index: 7 });
  });
});

describe('what stands', () => {
  it('is what was approved and not undone, by index', () => {
    const other: SetAsideEvent = { ...setAside, data: { ...setAside.data, index: 3 } };
    expect(standingAfter([proposed])).toEqual([]);
    expect(standingAfter([proposed, setAside, other])).toEqual([other.data, setAside.data]);
    expect(standingAfter([proposed, setAside, undoProposed, undone])).toEqual([]);
  });
});
