import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import type { EventStoreReader, StoredEvent } from '../../libs/event-store/event-store.port.js';
import { decodeEnvelope, type Envelope } from '../../libs/kernel/envelope.js';
import { decode, isUndecodable, type Delivered } from '../../libs/projection-engine/decode.js';
import type { RecordedEvent } from '../../libs/replay/replay.js';
import type { DomainEvent } from '../../libs/reporting/read-models/ledger-projection.js';

export type Written = { readonly stored: StoredEvent; readonly envelope: Envelope | undefined; readonly delivered: Delivered<DomainEvent> };

/** The log as it truly is, read from the disk itself after every write. */
export class Chronicle {
  readonly written: Written[] = [];

  get head(): number {
    return this.written.length - 1;
  }

  async readOn(disk: EventStoreReader): Promise<void> {
    for await (const page of disk.readAll({ fromIndex: this.written.length }))
      for (const stored of page) if (stored.index === this.written.length) this.written.push({ stored, envelope: envelopeOf(stored), delivered: decode<DomainEvent>(stored, domainCatalogue) });
  }

  /** The first event that no release of today can apply. */
  poisonIndex(): number | undefined {
    const found = this.written.findIndex(({ delivered }) => isUndecodable(delivered));
    return found === -1 ? undefined : found;
  }

  /** What the second evaluator folds. */
  recorded(knownAt: number): readonly RecordedEvent[] {
    return this.written.slice(0, knownAt + 1).flatMap(({ stored, envelope, delivered }) =>
      isUndecodable(delivered) || !envelope ? [] : [{ index: stored.index, stream: stored.stream, recordedAt: envelope.recordedAt, event: delivered.event }]);
  }

  /** Events that one command left, by whichever sending. */
  ofCommand(commandId: string): readonly Written[] {
    return this.written.filter(({ envelope }) => envelope?.commandId === commandId);
  }

  ofAttempt(correlation: string): readonly Written[] {
    return this.written.filter(({ envelope }) => envelope?.correlation === correlation);
  }

  revisionOf(stream: string, head: number): number {
    return this.written.slice(0, head + 1).findLast(({ stored }) => stored.stream === stream)?.stored.revision ?? -1;
  }
}

const envelopeOf = (stored: StoredEvent): Envelope | undefined => {
  try {
    return decodeEnvelope(stored.text, stored);
  } catch {
    return undefined;
  }
};
