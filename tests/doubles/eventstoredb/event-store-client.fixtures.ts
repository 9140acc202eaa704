import { once } from 'node:events';
import { type AllStreamSubscription, type AppendResult, EventStoreDBClient, jsonEvent, NO_STREAM, type ResolvedEvent, type StreamSubscription } from '@eventstore/db-client';

export const clientOf = (url: string): EventStoreDBClient => EventStoreDBClient.connectionString(url);
export const positionOf = ({ position }: AppendResult): { commit: bigint; prepare: bigint } => {
  if (!position) throw new Error('an append answers its position');
  return position;
};
export const all = async (events: AsyncIterable<ResolvedEvent>): Promise<NonNullable<ResolvedEvent['event']>[]> => {
  const found = [];
  for await (const { event } of events) if (event) found.push(event);
  return found;
};
/** So many events, of one type, numbered in their data. */
export const numbered = (count: number, type = 'Counted') => Array.from({ length: count }, (_, at) => jsonEvent({ type, data: { at } }));
export const append = (client: EventStoreDBClient, stream: string, count = 1, type?: string) => client.appendToStream(stream, numbered(count, type), { expectedRevision: NO_STREAM });

type Watched = { readonly events: NonNullable<ResolvedEvent['event']>[]; readonly signs: string[]; readonly subscription: AllStreamSubscription | StreamSubscription; until(test: (watched: Watched) => boolean): Promise<void> };

/** What a subscription tells, as it tells it. */
export const watch = (subscription: AllStreamSubscription | StreamSubscription): Watched => {
  const signs: string[] = [];
  const events: Watched['events'] = [];
  let wake = () => {};
  const sign = (name: string) => () => {
    signs.push(name);
    wake();
  };
  subscription.on('data', ({ event }: ResolvedEvent) => {
    if (event) events.push(event);
    wake();
  });
  for (const name of ['confirmation', 'caughtUp', 'end', 'close'] as const) subscription.on(name, sign(name));
  subscription.on('error', (error: Error & { type?: string }) => sign(`error ${error.type ?? error.message}`)());
  const watched: Watched = {
    events, signs, subscription,
    until: async (test) => {
      while (!test(watched)) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
  return watched;
};

export const unsubscribe = async ({ subscription }: Watched): Promise<void> => {
  const ended = once(subscription, 'close');
  await subscription.unsubscribe();
  await ended;
};
/** What a call failed with. @throws if it did not */
export const failureOf = async (call: PromiseLike<unknown>): Promise<Error & { type?: string; code?: number }> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the call did not fail');
};
