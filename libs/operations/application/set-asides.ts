import type { EventStoreReader } from '../../event-store/event-store.port.js';
import { decodeEnvelope } from '../../kernel/envelope.js';
import { setAsideCatalogue, setAsideStream, type SetAsideEvent } from '../domain/events.js';
import { standingAfter, type SetAside } from '../domain/set-asides.js';

/** The events that are set aside as of now, ascending by index. @throws StoreUnavailable, CorruptHistory */
export const readSetAsides = async (store: EventStoreReader): Promise<readonly SetAside[]> => {
  const events: SetAsideEvent[] = [];
  for await (const page of store.readStream(setAsideStream)) for (const stored of page) events.push(setAsideCatalogue.read(decodeEnvelope(stored.text, stored)));
  return standingAfter(events);
};

export class SetAsideQueries {
  constructor(private readonly store: EventStoreReader) {}

  standing(): Promise<readonly SetAside[]> {
    return readSetAsides(this.store);
  }
}
