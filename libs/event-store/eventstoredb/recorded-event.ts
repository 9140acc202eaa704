import { canonicalJson, NotCanonical } from '../../kernel/canonical-json.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { LogIndex, Position } from '../../kernel/log.js';
import type { NewEvent, StoredEvent } from '../event-store.port.js';
import { textOf, type ServerRecord } from './read-messages.js';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The server and its tools parse what they are given, so only a text that parsing and writing leaves as it is may be stored. @throws NotCanonical */
export const admitCanonical = (events: readonly NewEvent[]): void => {
  for (const { type, text } of events) {
    if (type.startsWith('$')) throw new NotCanonical('type', 'what begins with $ is written by the server alone');
    const value = parsed(text);
    if (!isObject(value) || canonicalJson(value) !== text) throw new NotCanonical('text', 'is not the canonical JSON of an object');
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a record says in JSON; undefined where it says nothing so. */
export const jsonOf = ({ isJson, data }: ServerRecord): unknown => (isJson ? parsed(textOf(data)) : undefined);

/** @param prefix what the names of this log's streams begin with on the server. @throws CorruptHistory for what this log never wrote */
export const storedEventOf = (record: ServerRecord, prefix: string, index: LogIndex): StoredEvent => {
  const { stream, revision, type, position } = record;
  try {
    const value = jsonOf(record);
    if (type.startsWith('$')) throw new CorruptHistory(type === '$streamDeleted' ? 'the stream was deleted' : `${type} is the server's`);
    if (!isObject(value)) throw new CorruptHistory('it is no JSON object');
    return { index, position: String(position) as Position, stream: stream.slice(prefix.length), revision, type, text: canonicalJson(value) };
  } catch (cause) {
    throw new CorruptHistory(`${stream} at position ${position} holds no event of this log: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};
