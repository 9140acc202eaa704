import type { CommandObserver, ObservedCommand } from '../../commands/command-observer.js';
import type { CommandOutcome } from '../../commands/command-outcome.js';
import { traceIdOf } from '../http/correlation.js';
import type { Log, LogFields } from './log.js';

const told = (outcome: CommandOutcome): LogFields => ({
  outcome: outcome.outcome,
  ...(outcome.outcome === 'refused' ? { code: outcome.refusal.code } : {}),
  ...(outcome.outcome === 'recorded' ? { index: outcome.receipt.index, events: outcome.receipt.events.length, isReplay: outcome.isReplay } : {}),
});

/** One line a command: its code of refusal or where it lies in the log, and nothing of what it said. */
export const logCommands = (log: Log): CommandObserver => {
  const about = ({ context, operation, correlation }: ObservedCommand, startedMs: number): LogFields =>
    ({ trace: traceIdOf(correlation), context, operation, durationMs: Math.round((performance.now() - startedMs) * 1_000) / 1_000 });
  return {
    command: (command, run) => {
      const startedMs = performance.now();
      const asked = run();
      asked.then(
        (outcome) => {
          if (log.isOn('log')) log.write('log', 'command judged', { ...about(command, startedMs), ...told(outcome) });
        },
        (error: unknown) => log.write('warn', 'command not carried out', { ...about(command, startedMs), error: error instanceof Error ? error.name : typeof error }),
      );
      return asked;
    },
    decision: (_, run) => run(),
  };
};
