import type { EventStoreReader } from '../event-store/event-store.port.js';
import { CorruptHistory } from '../kernel/errors.js';
import type { Event } from '../kernel/event.js';
import type { LogIndex } from '../kernel/log.js';
import { decode, reasonOf, type CatalogueReader, type Delivered } from './decode.js';
import type { ProjectionRun } from './projection-run.js';
import { backOffMs, sliceMax, type Scheduler } from './scheduler.js';

/** The reading brought no event of the index that comes next. */
class LogSkips extends Error {
  override readonly name = 'LogSkips';
  constructor(readonly index: LogIndex) {
    super(`the reading of the log does not bring index ${index}`);
  }
}

export type Reading<Recorded extends Event> = {
  readonly store: EventStoreReader;
  readonly catalogue: CatalogueReader<Recorded>;
  readonly scheduler: Scheduler;
  readonly batchMax: number;
  readonly signal: AbortSignal;
};

/**
 * One reading and decoding of the log for the projections that are about equally far. It reads what is stored in large batches, then follows
 * what is appended, page by page as it comes. A projection far behind has a lane of its own until it has caught up, so that nobody waits for it.
 */
export class Lane<Recorded extends Event = Event> {
  private following = new AbortController();
  /** The batch at hand, and whoever wants none to begin. */
  private applying: Promise<unknown> = Promise.resolve();
  private readonly holds = new Set<Promise<void>>();
  isEnded = false;
  readonly members: Set<ProjectionRun<Recorded>>;

  /** @param onCaughtUp everything stored has been applied; true when the members went on in another lane. */
  constructor(
    runs: Iterable<ProjectionRun<Recorded>>,
    private readonly around: Reading<Recorded>,
    private readonly onCaughtUp: (lane: Lane<Recorded>) => boolean,
  ) {
    this.members = new Set(runs);
  }

  join(runs: Iterable<ProjectionRun<Recorded>>): void {
    for (const run of runs) this.members.add(run);
    // It reads on from the member that is furthest behind.
    this.following.abort();
  }

  leave(run: ProjectionRun<Recorded>): void {
    if (this.members.delete(run) && this.members.size === 0) this.following.abort();
  }

  /** Lets no batch begin from `isStill` until it is released. */
  hold(): { readonly isStill: Promise<unknown>; release(): void } {
    let end = (): void => {};
    const hold = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.holds.add(hold);
    return {
      isStill: this.applying,
      release: () => {
        this.holds.delete(hold);
        end();
      },
    };
  }

  /** Ends when nobody is left in it or the engine closes. */
  async run(): Promise<void> {
    // Somebody may join in the moment in which the last one left.
    while (this.members.size > 0 && !this.around.signal.aborted) await this.readOn();
    this.isEnded = true;
  }

  private async readOn(): Promise<void> {
    for (let attempt = 0; this.members.size > 0 && !this.around.signal.aborted; ) {
      const before = this.nextIndex();
      try {
        const isDone = await this.catchUp();
        if (this.members.size === 0 || this.around.signal.aborted) return;
        if (!isDone && this.nextIndex() === before) throw new LogSkips(before);
        attempt = 0;
        for (const run of this.members) run.waitingBecause = undefined;
        if (!isDone) continue;
        if (this.onCaughtUp(this)) return;
        await this.follow();
      } catch (error) {
        if (error instanceof CorruptHistory) return this.stopAll(reasonOf(error));
        for (const run of this.members) run.waitingBecause = reasonOf(error);
        await this.around.scheduler.delay(backOffMs(attempt), this.around.signal);
        attempt += 1;
      }
    }
  }

  private async catchUp(): Promise<boolean> {
    let batch: Delivered<Recorded>[] = [];
    for await (const page of this.around.store.readAll({ fromIndex: this.nextIndex() })) {
      if (this.around.signal.aborted) return false;
      for (let start = 0; start < page.length; start += sliceMax) {
        await this.around.scheduler.turn();
        for (const stored of page.slice(start, start + sliceMax)) batch.push(decode(stored, this.around.catalogue));
      }
      if (batch.length < this.around.batchMax) continue;
      if (!(await this.apply(batch, false))) return false;
      batch = [];
    }
    return this.apply(batch, true);
  }

  private async follow(): Promise<void> {
    this.following = new AbortController();
    const signal = AbortSignal.any([this.around.signal, this.following.signal]);
    for await (const page of this.around.store.follow(this.nextIndex(), { signal })) {
      const isInStep = await this.apply(page.map((stored) => decode(stored, this.around.catalogue)), true);
      if (!isInStep || signal.aborted) return;
    }
  }

  /** False when somebody needs events again, or the reading skipped some: read anew from where the last member stands. */
  private async apply(events: readonly Delivered<Recorded>[], isRoundEnd: boolean): Promise<boolean> {
    while (this.holds.size > 0) await Promise.all(this.holds);
    await (this.applying = Promise.all([...this.members].map((run) => run.apply(events, this.around.signal, isRoundEnd))));
    for (const run of [...this.members]) if (run.state !== 'running') this.members.delete(run);
    const last = events.at(-1)?.index ?? -1;
    return this.members.size > 0 && [...this.members].every((run) => run.folded >= last);
  }

  private nextIndex(): LogIndex {
    return Math.min(...[...this.members].map(({ folded }) => folded)) + 1;
  }

  private stopAll(reason: string): void {
    for (const run of this.members) run.stop({ index: run.index + 1, type: '', reason });
    this.members.clear();
  }
}
