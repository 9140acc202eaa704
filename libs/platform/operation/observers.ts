import { unobserved, type CommandObserver } from '../../commands/command-observer.js';

/** Several observers as one; the first stands outermost. */
export const observers = (all: readonly CommandObserver[]): CommandObserver =>
  all.reduceRight<CommandObserver>((inner, outer) => ({
    command: (about, run) => outer.command(about, () => inner.command(about, run)),
    decision: (about, run) => outer.decision(about, () => inner.decision(about, run)),
  }), unobserved);
