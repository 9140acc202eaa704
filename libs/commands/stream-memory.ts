import type { Aggregate } from '../kernel/decision.js';
import { decodeEnvelope, type Envelope } from '../kernel/envelope.js';
import { CorruptHistory } from '../kernel/errors.js';
import type { Event } from '../kernel/event.js';
import { nothingKnown, type LogIndex, type Position, type Revision } from '../kernel/log.js';
import type { EventStoreReader, StoredEvent } from '../event-store/event-store.port.js';
import type { RecordedFact } from './command-outcome.js';

/** What one earlier command left in a stream. */
export type Trace = { readonly request: string; readonly events: readonly RecordedFact[]; readonly revision: Revision; readonly position: Position; readonly index: LogIndex };

/** A stream as far as it was read: its folded state, and the commands that are in it. */
export type Remembered<State> = {
  readonly revision: Revision;
  /** Index of the last event folded, -1 before the first. */
  readonly index: LogIndex;
  readonly state: State;
  /** Grows with the stream, so it may know of commands that came after `revision`: those are in the log all the same. */
  readonly commands: ReadonlyMap<string, Trace>;
};
type Held<State> = Remembered<State> & { readonly commands: Map<string, Trace> };

type Reading<State, Recorded> = { readonly aggregate: Aggregate<State, Recorded, object, never>; readonly catalogue: { read(stored: Envelope): Recorded } };

/** Streams lately used, folded; reading one again starts where the memory ends. At most `streamsMax` are kept, the longest unused go first. */
export class StreamMemory<State, Recorded extends Event> {
  readonly #streams = new Map<string, Held<State>>();

  constructor(
    private readonly store: EventStoreReader,
    private readonly reading: Reading<State, Recorded>,
    private readonly streamsMax: number,
  ) {}

  /** A stream before its first event. */
  unwritten(): Held<State> {
    return { revision: -1, index: nothingKnown, state: this.reading.aggregate.initial, commands: new Map() };
  }

  /** What is remembered, perhaps out of date; nothing is read. */
  recall(stream: string): Remembered<State> | undefined {
    return this.#streams.get(stream);
  }

  /** The stream as it is now. @throws CorruptHistory, UnknownEvent */
  async refresh(stream: string): Promise<Remembered<State>> {
    const known = this.#streams.get(stream) ?? this.unwritten();
    const fresh: StoredEvent[] = [];
    for await (const page of this.store.readStream(stream, { from: known.revision + 1 })) fresh.push(...page);
    // Another command may have read on meanwhile, or the stream may have been forgotten: fold what the further of the two does not hold yet.
    const now = this.#streams.get(stream);
    const held = now && now.revision > known.revision ? now : known;
    return this.#keep(stream, fold(held, fresh.filter((event) => event.revision > held.revision), this.reading));
  }

  /** Takes in what this process has just appended, if the memory ends right before it. */
  extend(stream: string, appended: readonly StoredEvent[]): void {
    const held = this.#streams.get(stream) ?? this.unwritten();
    if (appended[0]?.revision === held.revision + 1) this.#keep(stream, fold(held, appended, this.reading));
  }

  #keep(stream: string, held: Held<State>): Remembered<State> {
    this.#streams.delete(stream);
    this.#streams.set(stream, held);
    const [oldest] = this.#streams.size > this.streamsMax ? this.#streams.keys() : [];
    if (oldest !== undefined) this.#streams.delete(oldest);
    return held;
  }
}

const fold = <State, Recorded>(held: Held<State>, events: readonly StoredEvent[], reading: Reading<State, Recorded>): Held<State> => {
  if (events.length === 0) return held;
  const { commands } = held;
  let { state, revision, index } = held;
  for (const stored of events) {
    if (stored.revision !== revision + 1) throw new CorruptHistory(`${stored.stream} goes on with revision ${stored.revision} after ${revision}`);
    const envelope = decodeEnvelope(stored.text, stored);
    state = reading.aggregate.evolve(state, reading.catalogue.read(envelope));
    ({ revision, index } = stored);
    trace(commands, stored, envelope);
  }
  return { revision, index, state, commands };
};

/** An event that was traced before is passed over: a fold that failed after it is begun again. */
const trace = (commands: Map<string, Trace>, { revision, position, index }: StoredEvent, envelope: Envelope): void => {
  const earlier = commands.get(envelope.commandId);
  if (earlier && earlier.revision >= revision) return;
  commands.set(envelope.commandId, { request: envelope.request, events: [...(earlier?.events ?? []), factOf(envelope)], revision, position, index });
};

const factOf = ({ type, revision, data }: Envelope): RecordedFact => ({
  type,
  revision,
  ...('actId' in data && typeof data.actId === 'string' && type !== 'PlanningFulfilled' ? { actId: data.actId } : {}),
  ...('participation' in data && typeof data.participation === 'string' ? { participation: data.participation } : {}),
});
