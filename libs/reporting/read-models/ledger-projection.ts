import { differenceOf } from '../../indicators/ledger/rows.js';
import type { RuleSetEvent } from '../../indicators/rules/rule-set.js';
import type { Envelope } from '../../kernel/envelope.js';
import { evolve, noOfficial, type Official, type Registered } from '../../officials/domain/official.js';
import type { OfficialEvent } from '../../officials/domain/events.js';
import { timelineOf, type Timeline } from '../../officials/domain/timeline.js';
import type { OrganisationEvent } from '../../organisation/domain/events.js';
import type { PlanningEvent } from '../../planning/domain/events.js';
import type { DecodedEvent, Documents, Projection } from '../../projection-engine/projection.js';
import type { TrainingEvent } from '../../training/domain/events.js';
import { entryKey, packRow, type ActRecord, type LedgerEntry, type OfficialRecord, type PackedRow } from './ledger-entry.js';

export type DomainEvent = OfficialEvent | OrganisationEvent | PlanningEvent | TrainingEvent | RuleSetEvent;

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
  keysOf: ({ envelope }) => {
    const official = officialOf(envelope.stream);
    return official === undefined ? [] : [{ collection: officials, key: official }];
  },
  handle: (decoded, documents) => {
    documents.put(entries, entryKey(decoded.index), entryOf(decoded, documents));
  },
};

const entryOf = ({ index, envelope, event }: DecodedEvent<DomainEvent>, documents: Documents): LedgerEntry => {
  const entry = { index, at: Date.parse(envelope.recordedAt) };
  const official = officialOf(envelope.stream);
  if (official !== undefined) return { ...entry, official, ...takeOfficial(event as OfficialEvent, official, index, envelope, documents) }; // The catalogue read it in an official's stream.
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

const noTimeline: Timeline = { service: [], tenures: [], anomalies: [] };
/** Timelines of the states still in the batch, so that each is worked out once. */
const timelines = new WeakMap<Registered, Timeline>();
const timelineOfState = (state: Official): Timeline => {
  if (state.status === 'unknown') return noTimeline;
  const known = timelines.get(state);
  if (known) return known;
  const timeline = timelineOf(state);
  timelines.set(state, timeline);
  return timeline;
};

const takeOfficial = (event: OfficialEvent, official: string, index: number, envelope: Envelope, documents: Documents) => {
  const record = documents.load<OfficialRecord>(officials, official);
  const before = record?.state ?? noOfficial;
  const after = evolve(before, event);
  if (after.status === 'unknown') throw new Error(`${official} is unknown after ${event.type}`);
  documents.put(officials, official, { state: after, acts: actsWith(record, event, index, envelope), revision: envelope.revision } satisfies OfficialRecord);
  const rows: PackedRow[] = differenceOf(timelineOfState(before), timelineOfState(after), official, index).map(packRow);
  return { ...(rows.length > 0 ? { rows } : {}), ...identityOf(event, envelope) };
};

const identityOf = (event: OfficialEvent, envelope: Envelope) => {
  if (event.type === 'GenderCorrected') return { gender: event.data.gender };
  if (event.type !== 'OfficialRecruited' && event.type !== 'OfficialFoundInService') return {};
  const { gender, birthYear } = event.data;
  return { gender, registered: { birthYear, revision: envelope.revision, sealed: envelope.sealed[0] ?? null } };
};

const actsWith = (record: OfficialRecord | undefined, event: OfficialEvent, index: number, envelope: Envelope): OfficialRecord['acts'] => {
  const acts = record?.acts ?? {};
  if (event.type === 'GenderCorrected') return acts;
  if (event.type === 'ActAnnulled') {
    const annulled = acts[event.data.annulledActId];
    return annulled ? { ...acts, [event.data.annulledActId]: { ...annulled, annulledAt: index } } : acts;
  }
  const { data } = event;
  const act: ActRecord = {
    type: event.type,
    index,
    revision: envelope.revision,
    recordedAt: envelope.recordedAt,
    actor: envelope.actor,
    effectiveOn: data.effectiveOn,
    decision: 'decision' in data ? data.decision : null,
    source: 'source' in data ? data.source : null,
    annulledAt: null,
  };
  return { ...acts, [data.actId]: act };
};
