import { decodeEnvelope, type Envelope } from '../kernel/envelope.js';
import type { Event } from '../kernel/event.js';
import type { StoredEvent } from '../event-store/event-store.port.js';
import type { DecodedEvent, StoppedAt } from './projection.js';

/** Reads a stored event as its type. @throws UnknownEvent, CorruptHistory */
export type CatalogueReader<Recorded extends Event> = { read(stored: { readonly type: string; readonly schema: number; readonly data: unknown }): Recorded };

/** Nobody can apply it; whoever comes to it stops there. */
export type Undecodable = { readonly index: number; readonly stop: StoppedAt };
export type Delivered<Recorded extends Event> = DecodedEvent<Recorded> | Undecodable;

export const isUndecodable = <Recorded extends Event>(event: Delivered<Recorded>): event is Undecodable => 'stop' in event;

export const decode = <Recorded extends Event>(stored: StoredEvent, catalogue: CatalogueReader<Recorded>): Delivered<Recorded> => {
  const { index, position, text, type } = stored;
  try {
    const envelope = decodeEnvelope(text, stored);
    return { index, position, envelope, event: catalogue.read(envelope), text };
  } catch (error) {
    return { index, stop: { index, type, reason: reasonOf(error) } };
  }
};

/** Tells an event from any other that ever lay at its index: its salt is 16 random bytes. */
export const markOf = ({ salt }: Pick<Envelope, 'salt'>): string => salt;

export const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
