import { MalformedEvent } from '../../commands/recording.js';
import { CorruptHistory, UnknownEvent } from '../../kernel/errors.js';
import { KeyStoreDamaged } from '../../key-store/key-store.port.js';
import type { LogFields } from './log.js';

const framesMax = 12;
/** Their messages name streams, types and files; every other one may quote what it was given, as JSON.parse does. */
const speaking = [CorruptHistory, UnknownEvent, MalformedEvent, KeyStoreDamaged] as const;

const codeOf = (error: Error): string | undefined => ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? String(error.code) : undefined);

/** The stack begins with the message, whose lines may look like frames. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const from = stack.indexOf(message);
  const frames = from < 0 ? [] : stack.slice(from + message.length).split('\n').filter((line) => line.startsWith('    at '));
  return frames.slice(0, framesMax).map((line) => line.trim().slice('at '.length));
};

/** What may be logged of an error: its name, code and where it came from, and its message only where that cannot hold what a person wrote. */
export const errorFields = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = codeOf(error);
  return {
    error: error.name,
    ...(code === undefined ? {} : { code }),
    ...(speaking.some((kind) => error instanceof kind) ? { detail: error.message } : {}),
    ...(error.cause instanceof Error ? { cause: error.cause.name } : {}),
    at: framesOf(error).join(' < '),
  };
};
