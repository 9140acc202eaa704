import type { Aggregate } from '../kernel/decision.js';
import { decodeEnvelope, type Envelope } from '../kernel/envelope.js';
import type { Event } from '../kernel/event.js';
import { nothingKnown, type LogIndex, type Position, type Revision } from '../kernel/log.js';
import type { EventStoreReader, StoredEvent } from '../event-store/event-store.port.js';
import type { RecordedFact } from './command-outcome.js';

/** What one earlier command left in a stream. */
export type Trace = { readonly request: string; readonly events: RecordedFact[]; revision: Revision; position: Position; index: LogIndex };

/** A stream as far as it was read: its folded state, and the commands that are in it. */
export type Remembered<State> = {
  readonly revision: Revision;
  /** Index of the last event folded, -1 before the first. */
  readonly index: LogIndex;
  readonly state: State;
  readonly commands: ReadonlyMap<string, Trace>;
};

type Reading<State, Recorded> = { readonly aggregate: Aggregate<State, Recorded, object, never>; readonly catalogue: { read(stored: Envelope): Recorded } };

/** Streams lately used, folded; reading one again starts where the memory ends. At most `streamsMax` are kept, the longest unused go first. */
export class StreamMemory<State, Recorded extends Event> {
  readonly #streams = new Map<string, Remembered<State>>();

  constructor(
    private readonly store: EventStoreReader,
    private readonly reading: Reading<State, Recorded>,
    private readonly streamsMax: number,
  ) {}

  /** A stream before its first event. */
  unwritten(): Remembered<State> {
    return { revision: -1, index: nothingKnown, state: this.reading.aggregate.initial, commands: new Map() };
  }

  /** What is remembered, perhaps out of date; nothing is read. */
  recall(stream: string): Remembered<State> | undefined {
    return this.#streams.get(stream);
  }

  /** The stream as it is now. @throws CorruptHistory, UnknownEvent */
  async refresh(stream: string): Promise<Remembered<State>> {
    const known = this.#streams.get(stream);
    const fresh: StoredEvent[] = [];
    for await (const page of this.store.readStream(stream, { from: (known?.revision ?? -1) + 1 })) fresh.push(...page);
    // Another command may have read on meanwhile: fold only what the memory does not hold yet.
    const held = this.#streams.get(stream) ?? this.unwritten();
    return this.#keep(stream, fold(held, fresh.filter((event) => event.revision > held.revision), this.reading));
  }

  /** Takes in what this process has just appended, if the memory ends right before it. */
  extend(stream: string, appended: readonly StoredEvent[]): void {
    const held = this.#streams.get(stream) ?? this.unwritten();
    if (appended[0]?.revision === held.revision + 1) this.#keep(stream, fold(held, appended, this.reading));
  }

  #keep(stream: string, remembered: Remembered<State>): Remembered<State> {
    this.#streams.delete(stream);
    this.#streams.set(stream, remembered);
    if (this.#streams.size > this.streamsMax) for (const oldest of this.#streams.keys()) return this.#forget(oldest, remembered);
    return remembered;
  }

  #forget(stream: string, remembered: Remembered<State>): Remembered<State> {
    this.#streams.delete(stream);
    return remembered;
  }
}

const fold = <State, Recorded>(held: Remembered<State>, events: readonly StoredEvent[], reading: Reading<State, Recorded>): Remembered<State> => {
  if (events.length === 0) return held;
  const commands = new Map(held.commands);
  let { state, revision, index } = held;
  for (const stored of events) {
    const envelope = decodeEnvelope(stored.text, stored);
    state = reading.aggregate.evolve(state, reading.catalogue.read(envelope));
    ({ revision, index } = stored);
    trace(commands, stored, envelope);
  }
  return { revision, index, state, commands };
};

const trace = (commands: Map<string, Trace>, { revision, position, index }: StoredEvent, envelope: Envelope): void => {
  const fact = factOf(envelope);
  const earlier = commands.get(envelope.commandId);
  if (!earlier) return void commands.set(envelope.commandId, { request: envelope.request, events: [fact], revision, position, index });
  commands.set(envelope.commandId, { ...earlier, events: [...earlier.events, fact], revision, position, index });
};

const factOf = ({ type, revision, data }: Envelope): RecordedFact => ({
  type,
  revision,
  ...('actId' in data && typeof data.actId === 'string' && type !== 'PlanningFulfilled' ? { actId: data.actId } : {}),
  ...('participation' in data && typeof data.participation === 'string' ? { participation: data.participation } : {}),
});
