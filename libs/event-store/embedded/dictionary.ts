import type { DatabaseSync } from 'node:sqlite';
import { CorruptHistory } from '../../kernel/errors.js';
import { integer, prepareQuery, text } from './log-file.js';

const keptMax = 250_000;
const aheadCount = 500;

/** Names by their integer key. Read ahead, because a log read in order meets new keys in order; forgotten when too many are kept. */
export const openDictionary = (db: DatabaseSync, table: 'stream' | 'type'): ((key: number) => string) => {
  const from = prepareQuery(db, `SELECT key, name FROM ${table} WHERE key >= ? ORDER BY key LIMIT ${aheadCount}`);
  let names: string[] = [];
  let kept = 0;
  const load = (key: number): string => {
    if (kept > keptMax) {
      names = [];
      kept = 0;
    }
    for (const row of from.rows(key)) {
      names[integer(row, 0)] = text(row, 1);
      kept += 1;
    }
    const name = names[key];
    if (name === undefined) throw new CorruptHistory(`an event is of ${table} ${key}, which has no name`);
    return name;
  };
  return (key) => names[key] ?? load(key);
};
