import { differenceOf } from '../../indicators/ledger/rows.js';
import type { RuleSetEvent } from '../../indicators/rules/rule-set.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { Envelope } from '../../kernel/envelope.js';
import type { LogIndex } from '../../kernel/log.js';
import { evolve, noOfficial, type Official, type Registered } from '../../officials/domain/official.js';
import type { OfficialEvent } from '../../officials/domain/events.js';
import { holdingsOf, type Holdings } from '../../officials/domain/timeline.js';
import { isSetAsideEvent, type SetAside, type SetAsideEvent } from '../../operations/domain/events.js';
import type { OrganisationEvent } from '../../organisation/domain/events.js';
import type { PlanningEvent } from '../../planning/domain/events.js';
import type { DecodedEvent, Documents, Projection } from '../../projection-engine/projection.js';
import type { TrainingEvent } from '../../training/domain/events.js';
import { blockKey, packRow, type EntryBlock, type LedgerEntry, type OfficialRecord, type PackedRow } from './ledger-entry.js';

export type DomainEvent = OfficialEvent | OrganisationEvent | PlanningEvent | TrainingEvent | RuleSetEvent | SetAsideEvent;

export const entries = 'entries';
export const officials = 'officials';
export const officialOf = (stream: string): string | undefined => (stream.startsWith('official-') ? stream.slice('official-'.length) : undefined);
const classOf = (stream: string): string => stream.slice('class-'.length);

/** The ledger (DESIGN rule 4) as documents: an entry for each event, and each official's acts and timeline as known. */
export const ledgerProjection: Projection<DomainEvent> = {
  name: 'ledger',
  version: 1,
  collections: [
    { name: entries, indexes: {} },
    { name: officials, indexes: {} },
  ],
  keysOf: ({ index, envelope }) => {
    const official = officialOf(envelope.stream);
    const block = { collection: entries, key: blockKey(index) };
    return official === undefined ? [block] : [block, { collection: officials, key: official }];
  },
  handle: (decoded, documents) => {
    addEntry(decoded.index, documents, () => entryOf(decoded, documents));
  },
  // Its `why` is what `setAsidesOf` says of it.
  skip: (index, documents, why) => addEntry(index, documents, () => ({ index, at: 0, setAside: why as SetAside })),
};

const addEntry = (index: LogIndex, documents: Documents, entry: () => LedgerEntry): void => {
  const key = blockKey(index);
  const written = documents.load<EntryBlock>(entries, key)?.entries ?? [];
  documents.put(entries, key, { entries: [...written, entry()] } satisfies EntryBlock);
};

const entryOf = ({ index, envelope, event }: DecodedEvent<DomainEvent>, documents: Documents): LedgerEntry => {
  const at = Date.parse(envelope.recordedAt);
  if (Number.isNaN(at)) throw new CorruptHistory(`event ${index} was recorded at no instant: ${envelope.recordedAt}`);
  const entry = { index, at };
  const official = officialOf(envelope.stream);
  if (official !== undefined) return { ...entry, official, ...takeOfficial(event as OfficialEvent, official, index, envelope, documents) }; // The catalogue read it in an official's stream.
  if (isSetAsideEvent(event)) return entry;
  switch (event.type) {
    case 'ClassOpened':
    case 'OfficialSentToTraining':
    case 'TrainingCompleted':
    case 'TrainingWithdrawn':
    case 'ClassClosed':
      return { ...entry, training: { class: classOf(envelope.stream), event } };
    case 'RuleSetPublished':
      return { ...entry, ruleSet: event.data };
    case 'PlanningProposed':
    case 'PlanningApproved':
    case 'PlanningRemoved':
    case 'PlanningFulfilled':
      return entry;
    default:
      return { ...entry, organisation: event as OrganisationEvent }; // Every other stream's types are handled above.
  }
};

const noHoldings: Holdings = { service: [], tenures: [] };
/** States and holdings of the records still in memory, so that each is worked out once. */
const states = new WeakMap<OfficialRecord, Official>();
const holdings = new WeakMap<Official, Holdings>();

export const stateOf = (record: OfficialRecord | undefined): Official => {
  if (!record) return noOfficial;
  const known = states.get(record);
  if (known) return known;
  const { gender, birthYear, acts, annulledAt, upheldEnds } = record;
  const standing = acts.filter(({ act }) => annulledAt[act.data.actId] === undefined).map(({ act }) => act);
  const state: Registered = { status: 'registered', gender, birthYear, acts: standing, upheldEnds, annulledActIds: Object.keys(annulledAt) };
  states.set(record, state);
  return state;
};

const holdingsOfState = (state: Official): Holdings => {
  if (state.status === 'unknown') return noHoldings;
  const known = holdings.get(state) ?? holdingsOf(state);
  holdings.set(state, known);
  return known;
};

const takeOfficial = (event: OfficialEvent, official: string, index: number, envelope: Envelope, documents: Documents) => {
  const record = documents.load<OfficialRecord>(officials, official);
  const before = stateOf(record);
  const after = evolve(before, event);
  if (after.status === 'unknown') throw new Error(`${official} is unknown after ${event.type}`);
  const next = recordAfter(record, after, event, index, envelope);
  states.set(next, after);
  documents.put(officials, official, next);
  const rows: PackedRow[] = differenceOf(holdingsOfState(before), holdingsOfState(after), official, index).map(packRow);
  return { ...(rows.length > 0 ? { rows } : {}), ...identityOf(event, envelope) };
};

const recordAfter = (record: OfficialRecord | undefined, { gender, birthYear, upheldEnds }: Registered, event: OfficialEvent, index: number, envelope: Envelope): OfficialRecord => {
  const { revision, recordedAt, actor } = envelope;
  const [acts, annulledAt] = [record?.acts ?? [], record?.annulledAt ?? {}];
  const known = { gender, birthYear, revision, upheldEnds };
  if (event.type === 'GenderCorrected') return { ...known, acts, annulledAt };
  if (event.type === 'ActAnnulled') return { ...known, acts, annulledAt: { ...annulledAt, [event.data.annulledActId]: index } };
  return { ...known, acts: [...acts, { act: event, index, revision, recordedAt, actor }], annulledAt };
};

const identityOf = (event: OfficialEvent, envelope: Envelope) => {
  if (event.type === 'GenderCorrected') return { gender: event.data.gender };
  if (event.type !== 'OfficialRecruited' && event.type !== 'OfficialFoundInService') return {};
  const { gender, birthYear } = event.data;
  return { gender, registered: { birthYear, revision: envelope.revision, sealed: envelope.sealed[0] ?? null } };
};
