import type { EventStoreReader } from '../../event-store/event-store.port.js';
import { decodeEnvelope } from '../../kernel/envelope.js';
import type { Event } from '../../kernel/event.js';
import type { SetAsides } from '../../projection-engine/setting-aside.js';
import { isSetAsideEvent, setAsideCatalogue, setAsideStream, type SetAside, type SetAsideEvent } from '../domain/events.js';
import { standingAfter } from '../domain/set-asides.js';

/** The events that are set aside as of now, ascending by index. @throws StoreUnavailable, CorruptHistory */
export const readSetAsides = async (store: EventStoreReader): Promise<readonly SetAside[]> => {
  const events: SetAsideEvent[] = [];
  for await (const page of store.readStream(setAsideStream)) for (const stored of page) events.push(setAsideCatalogue.read(decodeEnvelope(stored.text, stored)));
  return standingAfter(events);
};

/** What projections leave out of a log. */
export const setAsidesOf = (store: EventStoreReader): SetAsides => ({
  standing: async () => new Map((await readSetAsides(store)).map((setAside) => [setAside.index, setAside])),
  decidedOn: (event: Event) => (isSetAsideEvent(event) && (event.type === 'EventSetAside' || event.type === 'EventSetAsideUndone') ? event.data.index : undefined),
});

export class SetAsideQueries {
  constructor(private readonly store: EventStoreReader) {}

  standing(): Promise<readonly SetAside[]> {
    return readSetAsides(this.store);
  }
}
