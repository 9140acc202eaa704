import { openLedger } from '../../indicators/ledger/columns.js';
import { civilDateAt, type CivilDate } from '../../kernel/civil-date.js';
import { nothingKnown, type LogIndex } from '../../kernel/log.js';
import type { Clock } from '../../kernel/ports.js';
import type { SetAside } from '../../operations/domain/events.js';
import { organisationHistory } from '../../organisation/structure/organisation-history.js';
import { unpackRow, type LedgerEntry } from '../read-models/ledger-entry.js';
import { Directory } from './directory.js';
import { Instants } from './instants.js';
import { PostHolders } from './post-holders.js';

/** Opens the name that an entry seals, or undefined when it cannot be: the key is gone. */
export type OpenName = (official: string, registered: NonNullable<LedgerEntry['registered']>) => string | undefined;

const holdNothing = (generation: number | undefined) => {
  const organisation = organisationHistory();
  const instants = new Instants();
  return { generation, organisation, ledger: openLedger(organisation), instants, directory: new Directory(), postHolders: new PostHolders(), birthYears: new Map<string, number>(), setAsides: new Array<SetAside>(), index: nothingKnown };
};
type Held = Omit<ReturnType<typeof holdNothing>, 'index'> & { index: LogIndex };

/** What the query side holds in memory: the ledger as columns, the organisation, instants and names, all up to one index. */
export class Knowledge {
  #held: Held = holdNothing(undefined);

  constructor(private readonly clock: Clock) {}

  get organisation(): Held['organisation'] {
    return this.#held.organisation;
  }
  get ledger(): Held['ledger'] {
    return this.#held.ledger;
  }
  get instants(): Instants {
    return this.#held.instants;
  }
  get directory(): Directory {
    return this.#held.directory;
  }
  get postHolders(): PostHolders {
    return this.#held.postHolders;
  }
  get birthYears(): ReadonlyMap<string, number> {
    return this.#held.birthYears;
  }
  /** Which of the ledger's documents it was read from; undefined where there is only one. */
  get generation(): number | undefined {
    return this.#held.generation;
  }
  /** The events that every answer leaves out, ascending by index. */
  get setAsides(): readonly SetAside[] {
    return this.#held.setAsides;
  }
  /** The last index that is in every answer. */
  get index(): LogIndex {
    return this.#held.index;
  }

  /** The same clock and nothing known yet. */
  anew(generation?: number): Knowledge {
    const next = new Knowledge(this.clock);
    next.#held = holdNothing(generation);
    return next;
  }

  /** What is known now, for an answer that takes several steps: it stays of one generation, whatever becomes of the others. */
  pinned(): Knowledge {
    const pinned = new Knowledge(this.clock);
    pinned.#held = this.#held;
    return pinned;
  }

  /** Knows from now on what `other` does, all at once: no answer is made of both. */
  becomes(other: Knowledge): void {
    this.#held = other.#held;
  }

  /** The day called today: that of sample data stands still. */
  today(): CivilDate {
    return this.organisation.latest().sample?.today ?? civilDateAt(this.clock.now());
  }

  now(): number {
    return this.clock.now();
  }

  /** Takes the next entry in. @throws RangeError out of order. */
  take(entry: LedgerEntry, openName: OpenName): void {
    const { index, official } = entry;
    this.instants.record(index, entry.at);
    if (entry.organisation) this.organisation.record(entry.organisation, index);
    if (entry.ruleSet) this.ledger.ruleSetPublished(entry.ruleSet, index);
    if (official !== undefined) {
      if (entry.gender) this.ledger.genderStated(official, entry.gender, index);
      if (entry.rows) this.#hold(official, entry.rows, index);
      if (entry.registered) this.#register(official, entry.registered, openName);
    }
    if (entry.training) this.#train(entry.training, index);
    if (entry.setAside) this.#held.setAsides.push(entry.setAside);
    this.#held.index = index;
  }

  #hold(official: string, rows: NonNullable<LedgerEntry['rows']>, index: LogIndex): void {
    this.ledger.append(rows.map((row) => unpackRow(row, official, index)));
    this.postHolders.take(official, rows);
  }

  #register(official: string, registered: NonNullable<LedgerEntry['registered']>, openName: OpenName): void {
    this.#held.birthYears.set(official, registered.birthYear);
    const name = openName(official, registered);
    if (name !== undefined) this.directory.name(official, name);
  }

  #train({ class: id, event }: NonNullable<LedgerEntry['training']>, index: LogIndex): void {
    switch (event.type) {
      case 'ClassOpened':
        return this.ledger.classOpened({ class: id, endsOn: event.data.endsOn });
      case 'OfficialSentToTraining':
        return this.ledger.sent({ index, participation: event.data.participation, official: event.data.official, unit: event.data.unit, class: id });
      case 'TrainingCompleted':
        for (const participation of event.data.participations) this.ledger.completed({ index, participation, on: event.data.effectiveOn });
        return;
      case 'TrainingWithdrawn':
      case 'ClassClosed':
        // Neither changes what is counted: counting.md §7 looks at sendings and completions.
        return;
    }
  }
}
