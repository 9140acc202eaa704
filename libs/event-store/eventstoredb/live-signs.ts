import { START, streamNameFilter, type AllStreamSubscription, type EventStoreDBClient } from '@eventstore/db-client';

export type LiveSigns = { open(): void; close(): void };
export type LiveSignsOptions = {
  readonly client: EventStoreDBClient;
  readonly prefix: string;
  /** Where to begin: everything up to here is known. */
  readonly from: () => bigint | undefined;
  /** An event of this log was appended by somebody, or the server was lost: look. */
  readonly onSign: () => void;
  /** Many records of others were passed over. */
  readonly onCheckpoint: () => void;
  readonly onLost: () => void;
  readonly retryDelayMs: number;
};
/** A checkpoint about every 512 records without a match. */
const [maxSearchWindow, checkpointInterval] = [32, 16];
const retryDelayMaxMs = 5_000;

/** A live subscription that tells when to look, and nothing else: what is appended is read in pages. It comes back by itself, waiting longer each time. */
export const openLiveSigns = ({ client, prefix, from, onSign, onCheckpoint, onLost, retryDelayMs }: LiveSignsOptions): LiveSigns => {
  let subscription: AllStreamSubscription | undefined;
  let retrying: NodeJS.Timeout | undefined;
  let failures = 0;

  const lost = (which: AllStreamSubscription) => {
    if (subscription !== which) return;
    subscription = undefined;
    which.unsubscribe().catch(() => undefined);
    retrying = setTimeout(subscribe, Math.min(retryDelayMaxMs, retryDelayMs * 2 ** Math.min(failures, 10)));
    failures += 1;
    onLost();
    onSign();
  };
  const subscribe = () => {
    retrying = undefined;
    const position = from();
    const opened = client.subscribeToAll({
      requiresLeader: true,
      fromPosition: position === undefined ? START : { commit: position, prepare: position },
      filter: streamNameFilter({ prefixes: [prefix], maxSearchWindow, checkpointInterval, checkpointReached: async () => onCheckpoint() }),
    });
    subscription = opened;
    opened.on('confirmation', () => (failures = 0));
    opened.on('data', onSign);
    for (const ending of ['error', 'end', 'close'] as const) opened.on(ending, () => lost(opened));
  };
  return {
    open: () => {
      if (!subscription && !retrying) subscribe();
    },
    close: () => {
      clearTimeout(retrying);
      retrying = undefined;
      const closing = subscription;
      subscription = undefined;
      closing?.unsubscribe().catch(() => undefined);
    },
  };
};
