import type { EventStoreReader, LogRange } from '../../libs/event-store/event-store.port.js';
import type { CivilDate } from '../../libs/kernel/civil-date.js';
import { decodeEnvelope, type Envelope } from '../../libs/kernel/envelope.js';
import { organisationCatalogue } from '../../libs/organisation/domain/events.js';

export type SampleFacts = { readonly size: string; readonly seed: number; readonly today: CivilDate };
/** What a log says of itself before anything is opened over it. */
export type LogFacts = {
  /** Absent of a log that does not begin with the organisation. */
  readonly province?: string;
  readonly sample?: SampleFacts;
  readonly lastRecordedMs: number;
};

const prefix = 'organisation-';

const envelopeAt = async (events: EventStoreReader, range: LogRange): Promise<Envelope | undefined> => {
  for await (const page of events.readAll({ ...range, limit: 1 })) for (const stored of page) return decodeEnvelope(stored.text, stored);
  return undefined;
};

const sampleIn = (first: Envelope): SampleFacts | undefined => {
  const event = organisationCatalogue.read(first);
  return event.type === 'SampleDataDeclared' ? { size: event.data.size, seed: event.data.seed, today: event.data.today } : undefined;
};

/** @throws CorruptHistory, UnknownEvent */
export const readLogFacts = async (events: EventStoreReader): Promise<LogFacts> => {
  const first = await envelopeAt(events, {});
  const last = await envelopeAt(events, { direction: 'backwards' });
  const lastRecordedMs = last ? Date.parse(last.recordedAt) : 0;
  if (!first?.stream.startsWith(prefix)) return { lastRecordedMs };
  const sample = sampleIn(first);
  return { province: first.stream.slice(prefix.length), lastRecordedMs, ...(sample ? { sample } : {}) };
};
