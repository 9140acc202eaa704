import type { DatabaseSync } from 'node:sqlite';
import type { LogIndex, Revision } from '../../kernel/log.js';
import type { Attempt } from '../admission.js';
import { RevisionConflict, type Appended } from '../event-store.port.js';
import { judgeAppend, noRevision } from '../judge-append.js';
import { prepareInsert } from './event-insert.js';
import { integer, prepareQuery } from './log-file.js';
import { positionOf } from './log-reader.js';
import { failureKind, translated } from './sqlite-failure.js';
import { openStreamRegister } from './stream-register.js';

/** What became of one append, to be told only after the commit: a conflict too may be with an append of its own group. */
export type Outcome = { readonly appended: Appended } | { readonly refusal: unknown };
export type LogWriter = {
  /** Writes a group inside one transaction, each append whole or not at all. Throws what fails the whole group, which is then rolled back. */
  write(group: readonly Attempt[]): Outcome[];
};

export const openLogWriter = (db: DatabaseSync): LogWriter => {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const savepoint = db.prepare('SAVEPOINT append');
  const release = db.prepare('RELEASE append');
  const rollBackAppend = db.prepare('ROLLBACK TO append');
  const lastIndex = prepareQuery(db, 'SELECT idx FROM event ORDER BY idx DESC LIMIT 1');
  const streams = openStreamRegister(db);
  const insert = prepareInsert(db);
  let head: LogIndex = -1;

  const writeOne = ({ stream, expected, events }: Attempt): Outcome => {
    const held = streams.find(stream);
    const verdict = judgeAppend(expected, events, held.head, streams.heldIds(held));
    if (verdict.outcome === 'conflict') return { refusal: new RevisionConflict(stream, expected, held.head === noRevision ? 'none' : held.head) };
    if (verdict.outcome === 'repeat') return answer(verdict.last, streams.indexOf(held, verdict.last), true);
    const state = streams.begin(stream, held);
    head = insert(state, head, events, streams.keyOfType);
    return answer(state.head, head, false);
  };

  /** One append that SQLite refuses for itself leaves the others of its group alone. */
  const writeApart = (attempt: Attempt): Outcome => {
    savepoint.run();
    try {
      const outcome = writeOne(attempt);
      release.run();
      return outcome;
    } catch (error) {
      const isItsOwn = failureKind(error) === 'constraint' || failureKind(error) === 'foreign';
      if (!isItsOwn || !db.isTransaction) throw error;
      rollBackAppend.run();
      release.run();
      streams.forget();
      head = integer(lastIndex.first(), 0);
      return { refusal: translated(error) };
    }
  };

  const writeGroup = (group: readonly Attempt[]): Outcome[] => {
    // Under the write lock the last index tells whether another process wrote since: what is remembered of streams is then stale.
    const found = integer(lastIndex.first(), 0);
    if (found !== head) streams.forget();
    head = found;
    const [only] = group;
    return group.length === 1 && only ? [writeOne(only)] : group.map(writeApart);
  };

  return {
    write: (group) => {
      begin.run();
      try {
        const outcomes = writeGroup(group);
        commit.run();
        return outcomes;
      } catch (error) {
        streams.forget();
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
  };
};

const answer = (revision: Revision, index: LogIndex, isRepeat: boolean): Outcome => ({ appended: { revision, index, position: positionOf(index), isRepeat } });
