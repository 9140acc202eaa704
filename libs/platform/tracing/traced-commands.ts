import type { CommandObserver } from '../../commands/command-observer.js';
import type { Spans } from './spans.js';

/** A span for each command, and one below it for each time it is judged. */
export const traceCommands = (spans: Spans): CommandObserver => ({
  command: ({ context, operation, correlation }, run) => {
    const span = spans.start(`command ${operation}`, correlation, { attributes: { 'parity.context': context, 'parity.operation': operation } });
    return spans.around(span, async () => {
      const outcome = await run();
      span.setAttribute('parity.outcome', outcome.outcome);
      if (outcome.outcome === 'refused') span.setAttribute('parity.code', outcome.refusal.code);
      return outcome;
    });
  },
  decision: ({ correlation }, run) => spans.around(spans.start('decide', correlation), run),
});
