import type { CommandObserver } from '../../commands/command-observer.js';
import type { CommandOutcome } from '../../commands/command-outcome.js';
import { errorKind } from './measured-call.js';
import type { Meters } from './meters.js';

/** What became of a command, in one word of a closed list. */
export const outcomeWord = (outcome: CommandOutcome): string => (outcome.outcome === 'recorded' && outcome.isReplay ? 'replayed' : outcome.outcome);

/** Counts commands by what became of them. */
export const measureCommands = ({ commands, commandSeconds, decisions }: Meters): CommandObserver => ({
  command: async ({ context, operation }, run) => {
    const startedMs = performance.now();
    let outcome = 'failed';
    try {
      const found = await run();
      outcome = outcomeWord(found);
      return found;
    } catch (error) {
      outcome = errorKind(error);
      throw error;
    } finally {
      commands.inc({ context, operation, outcome });
      commandSeconds.observe({ context }, (performance.now() - startedMs) / 1_000);
    }
  },
  decision: ({ context }, run) => {
    decisions.inc({ context });
    return run();
  },
});
