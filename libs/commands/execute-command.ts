import { canonicalJson, NotCanonical } from '../kernel/canonical-json.js';
import { commandIdOf, madeIdOf, openedStreamOf } from '../kernel/command-identity.js';
import type { Aggregate, Refusal, Warning } from '../kernel/decision.js';
import { envelopeBytesMax } from '../kernel/envelope.js';
import { CorruptHistory } from '../kernel/errors.js';
import type { Event, EventDefinition } from '../kernel/event.js';
import type { LogIndex } from '../kernel/log.js';
import type { Clock, Random } from '../kernel/ports.js';
import { appendBytesMax, AppendTooLarge, OutcomeUnknown, StoreUnavailable, type EventStore, type NewEvent } from '../event-store/event-store.port.js';
import { KeyDestroyed, type Key, type KeyStore } from '../key-store/key-store.port.js';
import { hmac } from '../key-store/sealing.js';
import { appendCertainly, systemPatience, type Patience } from './append-certainly.js';
import { unobserved, type CommandObserver, type ObservedCommand } from './command-observer.js';
import type { CommandOutcome, Receipt, Submission } from './command-outcome.js';
import { EventTooLarge, sha1, toNewEvents } from './recording.js';
import { StreamMemory, type Remembered, type Trace } from './stream-memory.js';

/** Times a command is decided anew after losing a race for its stream, and the first time. */
const decisionsMax = 4;
/** Bytes older than this are decided anew rather than sent (DESIGN rule 1). */
const bytesAgeMaxMs = 30_000;

/** What a decision may know beside its own stream, and the last index that was read for it. */
export type Prepared<Context> = { readonly context: Context; readonly reliedOn: LogIndex };
export type Ids = (ordinal: number) => string;

/** One kind of stream, with what the pipeline needs around its pure deciders. */
export type CommandTarget<State, Recorded extends Event, Commands extends object, Context> = {
  readonly context: string;
  readonly aggregate: Aggregate<State, Recorded, Commands, Context>;
  readonly catalogue: { get(type: string): EventDefinition; read(stored: { type: string; schema: number; data: unknown }): Recorded };
  /** Operations that open a stream of their own. */
  readonly opening: ReadonlySet<string>;
  streamOf(id: string): string;
  /** Whose fields the command's events seal, if anyone's. */
  personOf(id: string, command: Commands[keyof Commands], state: State): string | undefined;
  prepare(input: Preparation<Commands>): Promise<Prepared<Context>>;
  /** Takes, for an accepted command, what only one stream may have, durably and before the append. */
  claim?(input: Preparation<Commands>): Promise<Refusal | undefined>;
};
export type Preparation<Commands extends object> = {
  readonly id: string;
  readonly ids: Ids;
  readonly operation: string;
  readonly command: Commands[keyof Commands];
  readonly nowMs: number;
};

/** `target` is the stream's id; absent for an operation that opens one. */
export type Order<Commands extends object, Operation extends keyof Commands & string> = {
  readonly operation: Operation;
  readonly target?: string;
  readonly command: Commands[Operation];
  readonly submission: Submission;
};

export type CommandPorts = { readonly store: EventStore; readonly keys: KeyStore; readonly clock: Clock; readonly random: Random; readonly patience?: Patience; readonly observer?: CommandObserver };

/**
 * Load, decide, seal, append: the whole way of a command, knowing no rule (DESIGN rules 7 and 8). Each command is in the log at most once.
 * @throws OutcomeUnknown, StoreUnavailable, StoreFull, CorruptHistory, UnknownEvent
 */
export class CommandExecutor<State, Recorded extends Event, Commands extends object, Context> {
  readonly #memory: StreamMemory<State, Recorded>;
  readonly #patience: Patience;
  readonly #observer: CommandObserver;

  constructor(
    private readonly kind: CommandTarget<State, Recorded, Commands, Context>,
    private readonly ports: CommandPorts,
    streamsMax = 10_000,
  ) {
    this.#memory = new StreamMemory(ports.store, kind, streamsMax);
    this.#patience = ports.patience ?? systemPatience;
    this.#observer = ports.observer ?? unobserved;
  }

  execute<Operation extends keyof Commands & string>(order: Order<Commands, Operation>): Promise<CommandOutcome> {
    return this.#observer.command(this.#about(order.operation, order.submission), () => this.#executeOrRefuse(order));
  }

  #about(operation: string, { correlation }: Submission): ObservedCommand {
    return { context: this.kind.context, operation, correlation };
  }

  async #executeOrRefuse<Operation extends keyof Commands & string>(order: Order<Commands, Operation>): Promise<CommandOutcome> {
    try {
      return await this.#execute(order);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) return { outcome: 'refused', refusal };
      throw error;
    }
  }

  async #execute<Operation extends keyof Commands & string>(order: Order<Commands, Operation>): Promise<CommandOutcome> {
    const opens = this.kind.opening.has(order.operation);
    const commandId = commandIdOf(sha1, {
      actor: order.submission.actor,
      context: this.kind.context,
      operation: order.operation,
      target: opens ? '' : (order.target ?? ''),
      key: order.submission.idempotencyKey,
    });
    const id = opens || order.target === undefined ? openedStreamOf(sha1, commandId) : order.target;
    const stream = this.kind.streamOf(id);
    let remembered = this.#memory.recall(stream) ?? (opens ? undefined : await this.#memory.refresh(stream));
    let isFresh = false;
    for (let decision = 0; decision < decisionsMax; ) {
      const attempt = await this.#attempt(order, { commandId, id, stream, remembered: remembered ?? this.#memory.unwritten() });
      if (attempt === 'moved') decision += 1;
      else if (isFresh || attempt.outcome === 'recorded') return attempt;
      // What is remembered may be out of date: nothing is refused on its word.
      const before = remembered?.revision ?? -1;
      remembered = await this.#memory.refresh(stream);
      isFresh = true;
      if (attempt !== 'moved' && remembered.revision === before) return attempt;
    }
    return { outcome: 'conflict', revision: remembered?.revision ?? -1 };
  }

  async #attempt<Operation extends keyof Commands & string>(order: Order<Commands, Operation>, at: Place<State>): Promise<CommandOutcome | 'moved'> {
    const { submission, command, operation } = order;
    const { remembered, commandId, id, stream } = at;
    const body = canonicalJson({ operation, target: order.target ?? null, command });
    const personId = this.kind.personOf(id, command, remembered.state);
    const earlier = remembered.commands.get(commandId);
    if (earlier) return this.#replay(earlier, at, body, personId);
    if (submission.ifMatch !== undefined && submission.ifMatch !== remembered.revision) return { outcome: 'precondition-failed', revision: remembered.revision };

    const startedMs = this.#patience.now();
    const nowMs = submission.recordedAtMs ?? this.ports.clock.now();
    const preparation = { id, ids: (ordinal: number) => madeIdOf(sha1, commandId, ordinal), operation, command, nowMs };
    const { decided, reliedOn } = await this.#observer.decision(this.#about(operation, submission), async () => {
      const prepared = await this.kind.prepare(preparation);
      return { decided: this.kind.aggregate.deciders[operation](command, remembered.state, prepared.context), reliedOn: prepared.reliedOn };
    });
    if (decided.outcome === 'refused') return decided;

    const key = await this.#keyOf(personId, remembered.revision === -1 && personId === id);
    if (!key && decided.events.some(holdsPersonal)) return { outcome: 'refused', refusal: { code: 'KEY_DESTROYED' } };
    const events = toNewEvents(decided.events, remembered.revision, {
      stream,
      commandId,
      request: await this.#requestOf(body, key),
      reliedOn,
      recordedAt: new Date(nowMs).toISOString(),
      submission,
      person: personId !== undefined && key ? { id: personId, key } : undefined,
    }, this.kind.catalogue, this.ports.random);
    // Last of all, so that what cannot be recorded takes nothing.
    const unclaimed = await this.kind.claim?.(preparation);
    if (unclaimed) return { outcome: 'refused', refusal: unclaimed };
    if (this.#patience.now() - startedMs > bytesAgeMaxMs) return 'moved';
    return this.#append(at, events, decided.warnings);
  }

  async #append(at: Place<State>, events: readonly NewEvent[], warnings: readonly Warning[]): Promise<CommandOutcome | 'moved'> {
    const { stream, remembered, commandId } = at;
    const appended = await appendCertainly(this.ports.store, stream, remembered.revision, events, this.#patience);
    if (appended === 'moved') return 'moved';
    const { index, position } = appended;
    if (index !== undefined) {
      this.#memory.extend(stream, events.map(({ type, text }, ordinal) => ({
        index: index - events.length + 1 + ordinal, position, stream, revision: remembered.revision + 1 + ordinal, type, text,
      })));
    }
    const trace = this.#memory.recall(stream)?.commands.get(commandId) ?? (await this.#readBack(stream)).commands.get(commandId);
    if (!trace) throw new CorruptHistory(`${stream} does not hold the command that was just appended`);
    return { outcome: 'recorded', receipt: receiptOf(trace, at), isReplay: false, warnings };
  }

  /** The events are in the log: a store that cannot be read now must not say that nothing was written. */
  async #readBack(stream: string): Promise<Remembered<State>> {
    try {
      return await this.#memory.refresh(stream);
    } catch (cause) {
      throw cause instanceof StoreUnavailable ? new OutcomeUnknown(`${stream} was appended to and cannot be read back`, { cause }) : cause;
    }
  }

  async #replay(earlier: Trace, at: Place<State>, body: string, personId: string | undefined): Promise<CommandOutcome> {
    const key = personId === undefined ? undefined : await this.ports.keys.findKey(personId);
    const isComparable = personId === undefined || key !== undefined;
    if (isComparable && earlier.request !== (await this.#requestOf(body, key))) return { outcome: 'key-reused' };
    return { outcome: 'recorded', receipt: receiptOf(earlier, at), isReplay: true, warnings: [] };
  }

  async #keyOf(person: string | undefined, isNew: boolean): Promise<Key | undefined> {
    if (person === undefined) return undefined;
    if (!isNew) return this.ports.keys.findKey(person);
    try {
      return await this.ports.keys.ensureKey(person);
    } catch (error) {
      if (error instanceof KeyDestroyed) return undefined;
      throw error;
    }
  }

  async #requestOf(body: string, key: Key | undefined): Promise<string> {
    return hmac(key ?? (await this.ports.keys.lookupKey()), body);
  }
}

/** What no store could take, as a refusal: nothing was written. */
const refusalOf = (error: unknown): Refusal | undefined => {
  if (error instanceof EventTooLarge) return { code: 'EVENT_TOO_LARGE', bytes: error.bytes, most: envelopeBytesMax };
  if (error instanceof AppendTooLarge) return { code: 'EVENT_TOO_LARGE', bytes: error.bytes, most: appendBytesMax };
  return error instanceof NotCanonical ? { code: 'TEXT_NOT_RECORDABLE', path: error.path, rule: error.rule } : undefined;
};

const holdsPersonal = ({ personal }: Event): boolean => Object.values(personal ?? {}).some((value) => value !== undefined);

type Place<State> = { readonly commandId: string; readonly id: string; readonly stream: string; readonly remembered: Remembered<State> };

const receiptOf = (trace: Trace, { commandId, id, stream }: { readonly commandId: string; readonly id: string; readonly stream: string }): Receipt => ({
  commandId,
  id,
  stream,
  revision: trace.revision,
  position: trace.position,
  index: trace.index,
  events: trace.events,
});
