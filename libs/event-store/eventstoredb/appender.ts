import type { Position, Revision } from '../../kernel/log.js';
import type { Attempt } from '../admission.js';
import { OutcomeUnknown, RevisionConflict, StoreUnavailable, type Appended } from '../event-store.port.js';
import { judgeAppend, noRevision, type Verdict } from '../judge-append.js';
import { pageSizeMax } from '../paging.js';
import type { AppendCall } from './append-call.js';
import { StreamMoved, type Acknowledged } from './append-messages.js';
import type { LogTail } from './log-tail.js';
import type { ServerRecord } from './read-messages.js';
import type { ServerReading } from './server-reading.js';

/** Most decisions about one append to `any` or `exists` that others overtake. */
const decisionsMax = 5;

/** Brings appends to the server, which is told only that a stream has no event or its exact revision: those it judges as the port says. */
export class Appender {
  /** Everything up to here was in the log before the next append is sent. */
  private known: bigint;
  private isOutcomeOpen = false;

  /** @param head position of the server's last record when the store was opened */
  constructor(private readonly server: ServerReading, private readonly call: AppendCall, private readonly tail: LogTail, private readonly prefix: string, head: bigint) {
    this.known = head;
  }

  append(attempt: Attempt): Promise<Appended> {
    return attempt.expected === 'any' || attempt.expected === 'exists' ? this.decide(attempt) : this.send(attempt, attempt.expected);
  }

  private async send({ stream, expected: stated, events, bytes }: Attempt, expected: 'none' | Revision): Promise<Appended> {
    await this.settleOpenOutcomes();
    const before = this.frontier;
    try {
      const answer = await this.call.append({ stream: this.prefix + stream, expected, events, bytes });
      const position = await this.positionOf(stream, answer);
      if (position > this.known) this.known = position;
      // The server gives a repeat the place of the first time, which is one the log had reached before.
      return { revision: answer.revision, position: String(position) as Position, isRepeat: position <= before };
    } catch (error) {
      if (error instanceof StreamMoved) throw new RevisionConflict(stream, stated, error.actual);
      if (error instanceof OutcomeUnknown) this.isOutcomeOpen = true;
      throw error;
    }
  }

  /** `any` and `exists` name no place, so the place is read; whoever was faster makes it be read again. */
  private async decide(attempt: Attempt): Promise<Appended> {
    for (let decision = 1; ; decision += 1) {
      const held = await this.recordsOf(attempt.stream);
      const head: Revision = held.length - 1;
      const verdict = verdictOn(attempt, held);
      const actual = head === noRevision ? 'none' : head;
      if (verdict.outcome === 'conflict') throw new RevisionConflict(attempt.stream, attempt.expected, actual);
      if (verdict.outcome === 'repeat') return { revision: verdict.last, position: String(held[verdict.last]?.position) as Position, isRepeat: true };
      try {
        return await this.send(attempt, actual);
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
        if (decision === decisionsMax) throw new StoreUnavailable(`others appended to ${attempt.stream} ${decisionsMax} times meanwhile: nothing was written`);
      }
    }
  }

  private async recordsOf(stream: string): Promise<readonly ServerRecord[]> {
    const records: ServerRecord[] = [];
    for (;;) {
      const page = await this.server.stream(this.prefix + stream, records.length, pageSizeMax);
      records.push(...page);
      if (page.length < pageSizeMax) return records;
    }
  }

  private get frontier(): bigint {
    const searched = this.tail.searchedPosition ?? -1n;
    return searched > this.known ? searched : this.known;
  }

  /** What was sent and not answered may be in the log: it is looked at, so that sending it again is seen to be a repeat. */
  private async settleOpenOutcomes() {
    if (!this.isOutcomeOpen) return;
    await this.tail.advance();
    this.isOutcomeOpen = false;
  }

  private async positionOf(stream: string, { revision, position }: Acknowledged): Promise<bigint> {
    if (position !== undefined) return position;
    const [record] = await this.server.stream(this.prefix + stream, revision, 1);
    if (!record) throw new OutcomeUnknown(`EventStoreDB acknowledged revision ${revision} of ${stream} and does not show it`);
    return record.position;
  }
}

const verdictOn = ({ expected, events }: Attempt, held: readonly ServerRecord[]): Verdict =>
  judgeAppend(expected, events, held.length - 1, {
    idsFrom: (revision, count) => held.slice(revision, revision + count).map(({ id }) => id),
    findId: (id) => {
      const at = held.findLastIndex((record) => record.id === id);
      return at < 0 ? undefined : at;
    },
  });
