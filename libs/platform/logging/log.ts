import { destination, pino } from 'pino';
import { humanLine } from './human-line.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'log' | 'debug';
/** Only what is counted, coded or derived: a field never holds what a person wrote. */
export type LogFields = { readonly [name: string]: string | number | boolean | undefined };

/** One line an event of operation. The message is a constant; what differs stands in the fields. */
export type Log = {
  isOn(level: LogLevel): boolean;
  write(level: LogLevel, message: string, fields?: LogFields): void;
};

export type LogOptions = {
  /** The least that is written. */
  readonly level: LogLevel;
  /** Which process writes: several write into one place. */
  readonly process: string;
  /** Takes each line with its end; standard error by default. */
  readonly write?: (line: string) => void;
  /** For a person's eyes instead of JSON; by default where standard error is a terminal. */
  readonly isForPeople?: boolean;
};

const pinoLevels = { fatal: 'fatal', error: 'error', warn: 'warn', log: 'info', debug: 'debug' } as const satisfies { readonly [Level in LogLevel]: string };

/** Lines on standard error: standard output belongs to the command. Written at once, so that the last line before an end is there. */
export const openLog = ({ level, process: name, write, isForPeople = process.stderr.isTTY }: LogOptions): Log => {
  const sink = write ? { write } : destination({ fd: 2, sync: true });
  const stream = isForPeople ? { write: (line: string) => void sink.write(humanLine(line)) } : sink;
  const logger = pino(
    { level: pinoLevels[level], base: { process: name }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) }, messageKey: 'message' },
    stream,
  );
  return {
    isOn: (asked) => logger.isLevelEnabled(pinoLevels[asked]),
    write: (at, message, fields) => (fields ? logger[pinoLevels[at]](fields, message) : logger[pinoLevels[at]](message)),
  };
};
