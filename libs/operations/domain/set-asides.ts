import { accept, refuse, type Aggregate, type Decision } from '../../kernel/decision.js';
import type { LogIndex } from '../../kernel/log.js';
import type { SetAsideCommands } from './commands.js';
import type { SetAside, SetAsideEvent } from './events.js';

type Proposal = { readonly by: string; readonly reference?: string | undefined };
/** One index: whether it is set aside now, and what is proposed. */
type Case = { readonly standing?: SetAside; readonly proposed?: Extract<SetAsideEvent, { type: 'SetAsideProposed' }>['data']; readonly undo?: Proposal };
export type SetAsides = { readonly [index: string]: Case };

/** What is known of the event and of the projections beside the stream itself. */
export type SetAsideContext = {
  /** Its type; undefined of an index that the log has not come to. */
  readonly eventType: string | undefined;
  /** A projection stands before it and cannot apply it. */
  readonly isStoppedAt: boolean;
  /** It is itself a decision on setting aside. */
  readonly isOwn: boolean;
};

export type SetAsideRefusal =
  | { readonly code: 'SET_ASIDE_UNKNOWN_EVENT' | 'SET_ASIDE_NOT_STOPPED_AT' | 'SET_ASIDE_OF_SET_ASIDE' | 'SET_ASIDE_ALREADY' | 'SET_ASIDE_NOT_STANDING' | 'SET_ASIDE_NOT_PROPOSED'; readonly index: LogIndex }
  | { readonly code: 'SET_ASIDE_ALREADY_PROPOSED' | 'SET_ASIDE_SAME_PERSON'; readonly index: LogIndex; readonly by: string };

type Decided = Decision<SetAsideEvent, SetAsideRefusal>;
type Decide<Operation extends keyof SetAsideCommands> = (command: SetAsideCommands[Operation], state: SetAsides, context: SetAsideContext) => Decided;

const nothing: Case = {};
const caseOf = (state: SetAsides, index: LogIndex): Case => state[String(index)] ?? nothing;
const referring = (reference: string | undefined) => (reference === undefined ? {} : { reference });

const propose: Decide<'propose'> = ({ index, reason, reference, by }, state, { eventType, isStoppedAt, isOwn }) => {
  const { standing, proposed } = caseOf(state, index);
  if (eventType === undefined) return refuse({ code: 'SET_ASIDE_UNKNOWN_EVENT', index });
  if (isOwn) return refuse({ code: 'SET_ASIDE_OF_SET_ASIDE', index });
  if (standing) return refuse({ code: 'SET_ASIDE_ALREADY', index });
  if (proposed) return refuse({ code: 'SET_ASIDE_ALREADY_PROPOSED', index, by: proposed.by });
  if (!isStoppedAt) return refuse({ code: 'SET_ASIDE_NOT_STOPPED_AT', index });
  return accept({ type: 'SetAsideProposed', data: { index, eventType, reason, ...referring(reference), by } });
};

const approve: Decide<'approve'> = ({ index, by }, state) => {
  const { proposed } = caseOf(state, index);
  if (!proposed) return refuse({ code: 'SET_ASIDE_NOT_PROPOSED', index });
  if (proposed.by === by) return refuse({ code: 'SET_ASIDE_SAME_PERSON', index, by });
  const { eventType, reason, reference } = proposed;
  return accept({ type: 'EventSetAside', data: { index, eventType, reason, ...referring(reference), proposedBy: proposed.by, by } });
};

const proposeUndo: Decide<'propose-undo'> = ({ index, reference, by }, state) => {
  const { standing, undo } = caseOf(state, index);
  if (!standing) return refuse({ code: 'SET_ASIDE_NOT_STANDING', index });
  if (undo) return refuse({ code: 'SET_ASIDE_ALREADY_PROPOSED', index, by: undo.by });
  return accept({ type: 'SetAsideUndoProposed', data: { index, ...referring(reference), by } });
};

const approveUndo: Decide<'approve-undo'> = ({ index, by }, state) => {
  const { undo } = caseOf(state, index);
  if (!undo) return refuse({ code: 'SET_ASIDE_NOT_PROPOSED', index });
  if (undo.by === by) return refuse({ code: 'SET_ASIDE_SAME_PERSON', index, by });
  return accept({ type: 'EventSetAsideUndone', data: { index, ...referring(undo.reference), proposedBy: undo.by, by } });
};

const withdraw: Decide<'withdraw'> = ({ index, by }, state) => {
  const { proposed, undo } = caseOf(state, index);
  return proposed || undo ? accept({ type: 'SetAsideProposalWithdrawn', data: { index, by } }) : refuse({ code: 'SET_ASIDE_NOT_PROPOSED', index });
};

const caseAfter = ({ standing }: Case, event: SetAsideEvent): Case => {
  const kept = standing ? { standing } : {};
  switch (event.type) {
    case 'SetAsideProposed':
      return { ...kept, proposed: event.data };
    case 'EventSetAside':
      return { standing: event.data };
    case 'SetAsideUndoProposed':
      return { ...kept, undo: event.data };
    case 'EventSetAsideUndone':
      return nothing;
    case 'SetAsideProposalWithdrawn':
      return kept;
  }
};

const evolve = (state: SetAsides, event: SetAsideEvent): SetAsides => ({ ...state, [String(event.data.index)]: caseAfter(caseOf(state, event.data.index), event) });

/** Setting events aside, and undoing it, each by two persons (DESIGN rule 10; ASVS 5 2.3.5). */
export const setAsides: Aggregate<SetAsides, SetAsideEvent, SetAsideCommands, SetAsideContext> = {
  initial: {},
  evolve,
  deciders: { 'propose': propose, 'approve': approve, 'propose-undo': proposeUndo, 'approve-undo': approveUndo, 'withdraw': withdraw },
};

/** Those that stand, ascending by index. */
export const standingIn = (state: SetAsides): readonly SetAside[] =>
  Object.values(state)
    .flatMap(({ standing }) => (standing ? [standing] : []))
    .toSorted((one, other) => one.index - other.index);

/** Of a whole stream's events, those that stand. */
export const standingAfter = (events: Iterable<SetAsideEvent>): readonly SetAside[] => {
  let state = setAsides.initial;
  for (const event of events) state = evolve(state, event);
  return standingIn(state);
};
