import type { CommandObserver } from '../../commands/command-observer.js';
import type { CommandOutcome } from '../../commands/command-outcome.js';
import { aside, errorKind } from './measured-call.js';
import type { Meters } from './meters.js';

/** What became of a command, in one word of a closed list. */
export const outcomeWord = (outcome: CommandOutcome): string => (outcome.outcome === 'recorded' && outcome.isReplay ? 'replayed' : outcome.outcome);

/** Counts commands by what became of them. */
export const measureCommands = ({ commands, commandSeconds, decisions }: Meters): CommandObserver => ({
  command: ({ context, operation }, run) => {
    const startedMs = performance.now();
    const became = (outcome: string): void => {
      commands.inc({ context, operation, outcome });
      commandSeconds.observe({ context }, (performance.now() - startedMs) / 1_000);
    };
    return aside(run(), (found) => became(outcomeWord(found)), (error) => became(errorKind(error)));
  },
  decision: ({ context }, run) => {
    decisions.inc({ context });
    return run();
  },
});
