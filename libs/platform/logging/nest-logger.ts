import type { LoggerService } from '@nestjs/common';
import { errorFields } from './error-fields.js';
import type { Log, LogLevel } from './log.js';

/** Nest's own messages as lines of the log. An error handed over is told as `errorFields` allows; stacks handed over as text are dropped. */
export const nestLogger = (log: Log): LoggerService => {
  const writing = (level: LogLevel) => (message: unknown, ...more: readonly unknown[]): void => {
    const last = more.at(-1);
    const context = typeof last === 'string' && !last.includes('\n') ? { context: last } : {};
    if (message instanceof Error) log.write(level, 'failed', { ...context, ...errorFields(message) });
    else log.write(level, typeof message === 'string' ? message : 'nest', context);
  };
  return { fatal: writing('fatal'), error: writing('error'), warn: writing('warn'), log: writing('log'), debug: writing('debug'), verbose: writing('debug') };
};
