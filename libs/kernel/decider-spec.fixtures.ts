import type { Aggregate, Decision, Refusal, Warning } from './decision.js';

/**
 * Given what was recorded, when a command comes, then these events or this refusal: the one door through which deciders are tested.
 * What is accepted must also fold, so a decider cannot record what its own history would not take.
 */
export const deciderSpec =
  <State, Recorded, Commands extends object, Context, Operation extends keyof Commands>(
    aggregate: Aggregate<State, Recorded, Commands, Context>,
    operation: Operation,
    context: Context,
  ) =>
  (...recorded: readonly Recorded[]) => ({
    when: (command: Commands[Operation]) => {
      const state = recorded.reduce(aggregate.evolve, aggregate.initial);
      const decision = aggregate.deciders[operation](command, state, context);
      if (decision.outcome === 'accepted') decision.events.reduce(aggregate.evolve, state);
      return outcomeOf(decision);
    },
  });

const outcomeOf = <Recorded>(decision: Decision<Recorded>) => ({
  decision,
  /** Accepted without a warning, and these are all the events. */
  then: (...events: readonly Recorded[]) => expect(decision).toEqual({ outcome: 'accepted', events, warnings: [] }),
  /** Accepted with exactly these warnings, and these are all the events. */
  thenWarned: (warnings: readonly Warning[], ...events: readonly Recorded[]) => expect(decision).toEqual({ outcome: 'accepted', events, warnings }),
  thenRefused: (refusal: Refusal) => expect(decision).toEqual({ outcome: 'refused', refusal }),
});
