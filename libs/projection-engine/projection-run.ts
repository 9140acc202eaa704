import { StoreUnavailable, type EventStoreReader } from '../event-store/event-store.port.js';
import type { Event } from '../kernel/event.js';
import type { LogIndex } from '../kernel/log.js';
import { CheckpointConflict, ReadStoreUnavailable, type ProjectionSpec, type ReadStore } from '../read-store/read-store.port.js';
import { isUndecodable, markOf, reasonOf, type CatalogueReader, type Delivered } from './decode.js';
import { DocumentReads, keysAtOnceMax } from './document-reads.js';
import { documentsOf, IdentityMap } from './identity-map.js';
import { DocumentNotLoaded, type Documents, type Projection, type StoppedAt } from './projection.js';
import { backOffMs, sliceMax, type Scheduler } from './scheduler.js';
import { FoldedOtherwise, settingAside, type SettingAside, type SetAsides, type StandingSetAsides } from './setting-aside.js';

/** What the engine is told whenever a run has moved or stopped. */
export type RunProgress = { readonly projection: ProjectionSpec; readonly index: LogIndex; readonly state: 'running' | 'paused' | 'stopped' };

type Surroundings<Recorded extends Event> = {
  readonly store: EventStoreReader;
  readonly catalogue: CatalogueReader<Recorded>;
  readonly setAsides: SetAsides<Recorded>;
  readonly readStore: ReadStore;
  readonly scheduler: Scheduler;
  readonly documentsKeptMax: number;
  /** Events folded in memory before they are committed, while it catches up. */
  readonly roundMax: number;
  onProgress(run: RunProgress): void;
};

/** What an event failed at when it was not the store. */
type Fault = StoppedAt | undefined;
type Failure = Fault | DocumentNotLoaded;

/** One projection on its way through the log: what it has applied, and what keeps it from going on. */
export class ProjectionRun<Recorded extends Event = Event> {
  state: 'running' | 'paused' | 'stopped' = 'running';
  /** The last event that is in the stored documents. */
  index: LogIndex = -1;
  /** The mark of the event folded last, as the checkpoint says it; absent where it says nothing. */
  event: string | undefined;
  /** The last event that is in the documents in memory, to be committed with the others of its round. */
  folded: LogIndex = -1;
  stoppedAt: StoppedAt | undefined;
  waitingBecause: string | undefined;
  /** Settles when no batch is being applied. */
  lastWork: Promise<void> = Promise.resolve();
  /** False when the store may stand elsewhere than `index` says. */
  private isCurrent = false;
  /** After a commit that could not be stored: most events of the next ones, until those in doubt are past. */
  private doubt: { readonly until: LogIndex; readonly eventsMax: number } | undefined;
  private readonly map: IdentityMap;
  private readonly documents: Documents;
  private readonly reads: DocumentReads;

  readonly projection: Projection<Recorded>;
  private readonly aside: SettingAside<Recorded>;

  constructor(projection: Projection<Recorded>, private readonly around: Surroundings<Recorded>) {
    this.aside = settingAside(projection, around);
    this.projection = this.aside.projection;
    this.map = new IdentityMap(around.documentsKeptMax);
    this.documents = documentsOf(this.map);
    this.reads = new DocumentReads(this.projection, around, this.map, () => this.index);
  }

  /** It has stopped at an event that was set aside since: started anew it goes on past it. */
  mayGoOn(standing: StandingSetAsides): boolean {
    return this.state === 'stopped' && this.stoppedAt !== undefined && standing.has(this.stoppedAt.index) && !this.aside.isSetAside(this.stoppedAt.index);
  }

  /** Reads where the store stands, and what is set aside. */
  async refresh(): Promise<void> {
    this.map.forget();
    await this.around.readStore.declare(this.projection);
    const { index, event } = await this.around.readStore.checkpoint(this.projection);
    this.isCurrent = true;
    this.folded = index;
    this.event = event;
    if (index !== this.index) this.reach(index);
    await this.aside.refresh().catch((error: unknown) => {
      if (error instanceof StoreUnavailable) throw error;
      this.stop({ index: index + 1, type: '', reason: reasonOf(error) });
    });
  }

  stop(at: StoppedAt): void {
    this.state = 'stopped';
    this.stoppedAt = at;
    this.around.onProgress(this);
  }

  /**
   * Applies those of the events that are due, if the first due one is among them, and commits at the end of a round.
   * Never rejects: what went wrong is in the state.
   */
  apply(events: readonly Delivered<Recorded>[], signal: AbortSignal, isRoundEnd: boolean): Promise<void> {
    return (this.lastWork = this.applyAll(events, signal, isRoundEnd));
  }

  private async applyAll(events: readonly Delivered<Recorded>[], signal: AbortSignal, isRoundEnd: boolean): Promise<void> {
    for (let attempt = 0; this.state === 'running' && !signal.aborted; ) {
      const due = this.isCurrent ? this.due(events) : events;
      if (due.length === 0 && !(isRoundEnd && this.isCurrent && this.folded > this.index)) return;
      try {
        if (!this.isCurrent) {
          await this.refresh();
          continue;
        }
        await this.applyOnce(due, isRoundEnd);
        attempt = 0;
        this.waitingBecause = undefined;
      } catch (error) {
        this.isCurrent = false;
        if (error instanceof CheckpointConflict) continue;
        if (!isAway(error)) {
          this.narrowOrStop(error, events);
          continue;
        }
        this.waitingBecause = reasonOf(error);
        await this.around.scheduler.delay(backOffMs(attempt), signal);
        attempt += 1;
      }
    }
  }

  /** What comes next, without what was delivered before, up to the first gap. */
  private due(events: readonly Delivered<Recorded>[]): readonly Delivered<Recorded>[] {
    let next = this.folded + 1;
    return events
      .filter(({ index }) => {
        if (index !== next) return false;
        next += 1;
        return true;
      })
      .slice(0, this.doubt?.eventsMax);
  }

  private async applyOnce(due: readonly Delivered<Recorded>[], isRoundEnd: boolean): Promise<void> {
    const tried = due.at(-1)?.index ?? this.folded;
    const applied = await this.fold(due).finally(() => this.reads.close());
    const last = due[applied.count - 1];
    if (last) {
      this.folded = last.index;
      this.event = isUndecodable(last) ? undefined : markOf(last.envelope);
    }
    if (applied.fault || isRoundEnd || this.doubt || this.folded - this.index >= this.around.roundMax) await this.commit();
    if (applied.fault) this.stop(applied.fault);
    else if (this.doubt && tried >= this.doubt.until) this.doubt = undefined;
  }

  private async commit(): Promise<void> {
    if (this.folded === this.index) return;
    await this.around.readStore.commit(this.projection, { expected: this.index, next: this.folded, ...(this.event === undefined ? {} : { event: this.event }), writes: this.map.writes() });
    this.map.settle();
    this.reach(this.folded);
  }

  /** Commits fewer events at a time until the one whose documents cannot be stored stands alone, and stops there. */
  private narrowOrStop(error: unknown, events: readonly Delivered<Recorded>[]): void {
    const inDoubt = this.folded - this.index;
    if (inDoubt > 1) this.doubt = { until: Math.max(this.folded, this.doubt?.until ?? 0), eventsMax: Math.floor(inDoubt / 2) };
    else this.stop({ index: this.index + 1, type: typeAt(events, this.index + 1), reason: reasonOf(error) });
  }

  private async fold(due: readonly Delivered<Recorded>[]): Promise<{ readonly count: number; readonly fault: Fault }> {
    const { count, fault } = await this.prefetch(due);
    for (let at = 0; at < count; at += 1) {
      const event = due[at];
      if (!event) break;
      const pending = this.foldOne(event);
      const failure = pending && (await this.settled(event, pending));
      if (failure) return { count: at, fault: failure };
      if (at % sliceMax === sliceMax - 1) await this.around.scheduler.turn();
    }
    return { count, fault };
  }

  /** Synchronous for a synchronous handler: awaiting each of them would cost more than the fold. */
  private foldOne(event: Delivered<Recorded>): Failure | Promise<Failure> {
    this.map.beginEvent();
    try {
      // What cannot be read comes here only when it is set aside.
      const pending = isUndecodable(event) ? this.aside.skip(event.index, this.documents) : this.projection.handle(event, this.documents);
      return pending ? pending.then(() => undefined, (error: unknown) => this.takeBack(event, error)) : undefined;
    } catch (error) {
      return this.takeBack(event, error);
    }
  }

  private takeBack(event: Delivered<Recorded>, error: unknown): Failure {
    this.map.takeBack();
    if (isAway(error)) throw error;
    if (error instanceof DocumentNotLoaded) return error;
    return { index: event.index, type: typeOf(event), reason: reasonOf(error), ...(error instanceof FoldedOtherwise && { wrongFrom: error.wrongFrom }) };
  }

  /** Begins the event anew as often as it asks for another document. */
  private async settled(event: Delivered<Recorded>, first: Failure | Promise<Failure>): Promise<Fault> {
    let failure = await first;
    for (let reads = 0; failure instanceof DocumentNotLoaded; reads += 1) {
      if (reads === keysAtOnceMax) return { index: event.index, type: typeOf(event), reason: `${keysAtOnceMax} documents that keysOf does not name` };
      const { collection, key } = failure;
      await this.reads.learn(collection, [key]);
      failure = await this.foldOne(event);
    }
    return failure;
  }

  /** Reads what the handlers will ask for. `count`: the events before the first that nobody can apply. */
  private async prefetch(due: readonly Delivered<Recorded>[]): Promise<{ readonly count: number; readonly fault: Fault }> {
    const unknown = new Map<string, Set<string>>();
    const ready = (count: number, fault: Fault) => this.reads.learnAll(unknown).then(() => ({ count, fault }));
    for (const [at, event] of due.entries()) {
      if (isUndecodable(event)) {
        if (this.aside.isSetAside(event.index)) continue;
        return ready(at, event.stop);
      }
      try {
        this.map.unknownOf(this.projection.keysOf?.(event) ?? [], unknown);
      } catch (error) {
        return ready(at, { index: event.index, type: event.envelope.type, reason: reasonOf(error) });
      }
      if (at % sliceMax === sliceMax - 1) await this.around.scheduler.turn();
    }
    return ready(due.length, undefined);
  }

  private reach(index: LogIndex): void {
    this.index = index;
    this.around.onProgress(this);
  }

}

const typeOf = <Recorded extends Event>(event: Delivered<Recorded>): string => (isUndecodable(event) ? event.stop.type : event.envelope.type);
const typeAt = <Recorded extends Event>(events: readonly Delivered<Recorded>[], at: LogIndex): string => {
  const event = events.find(({ index }) => index === at);
  return event ? typeOf(event) : '';
};
const isAway = (error: unknown): boolean => error instanceof ReadStoreUnavailable || error instanceof StoreUnavailable;
