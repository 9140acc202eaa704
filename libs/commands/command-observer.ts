import type { CommandOutcome } from './command-outcome.js';

export type ObservedCommand = { readonly context: string; readonly operation: string; readonly correlation: string };

/** Stands around commands, to measure and trace them. Whatever it runs it runs once, and gives back what came of it, errors too. */
export type CommandObserver = {
  /** The whole of one command. */
  command(about: ObservedCommand, run: () => Promise<CommandOutcome>): Promise<CommandOutcome>;
  /** One judging of it: what has to be read elsewhere, and what the decider says. */
  decision<Decided>(about: ObservedCommand, run: () => Promise<Decided>): Promise<Decided>;
};

export const unobserved: CommandObserver = { command: (_, run) => run(), decision: (_, run) => run() };
