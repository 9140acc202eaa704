import type { EventStoreReader } from './event-store.port.js';

/** Whether a stream has any event. */
export const exists = async (store: EventStoreReader, stream: string): Promise<boolean> => {
  for await (const page of store.readStream(stream, { limit: 1 })) return page.length > 0;
  return false;
};
