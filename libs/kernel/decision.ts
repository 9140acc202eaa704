/** Something the law leaves to judgement: it needs a stated reason, not a correction. `code` is API: never reworded, never reused. */
export type Warning = { readonly code: string } & { readonly [detail: string]: unknown };
/** A rule that was broken, as a value: a fact in capitals with its numbers. `code` is API: never reworded, never reused. */
export type Refusal = { readonly code: string } & { readonly [detail: string]: unknown };

export type Accepted<Event> = { readonly outcome: 'accepted'; readonly events: readonly Event[]; readonly warnings: readonly Warning[] };
export type Refused<Reason extends Refusal = Refusal> = { readonly outcome: 'refused'; readonly refusal: Reason };
/** Accepted and refused; a third thing is no outcome at all: a damaged log throws. */
export type Decision<Event, Reason extends Refusal = Refusal> = Accepted<Event> | Refused<Reason>;

export const accept = <Event>(...events: readonly Event[]): Accepted<Event> => ({ outcome: 'accepted', events, warnings: [] });
export const acceptWith = <Event>(warnings: readonly Warning[], ...events: readonly Event[]): Accepted<Event> => ({ outcome: 'accepted', events, warnings });
export const refuse = <Reason extends Refusal>(refusal: Reason): Refused<Reason> => ({ outcome: 'refused', refusal });

/**
 * What a command pipeline needs of one kind of stream: how its state is folded, and one decider for each operation, by its name.
 * `Commands` maps an operation to its command; `Context` is all that a decider may know beside the stream's own state.
 */
export type Aggregate<State, Recorded, Commands extends object, Context> = {
  readonly initial: State;
  /** Folds one recorded fact. Never refuses: what is written has happened. @throws CorruptHistory of what cannot have. */
  readonly evolve: (state: State, event: Recorded) => State;
  readonly deciders: { readonly [Operation in keyof Commands]: (command: Commands[Operation], state: State, context: Context) => Decision<Recorded> };
};
