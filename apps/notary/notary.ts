import { CheckpointConflict, type ProjectionSpec, type ReadStore } from '../../libs/read-store/read-store.port.js';
import type { EventStoreReader, StoredEvent } from '../../libs/event-store/event-store.port.js';
import { CorruptHistory } from '../../libs/kernel/errors.js';
import type { LogIndex } from '../../libs/kernel/log.js';
import type { Clock } from '../../libs/kernel/ports.js';
import { reasonOf } from '../../libs/projection-engine/decode.js';
import { lagOf } from '../../libs/projection-engine/lag.js';
import type { ProjectionStatus } from '../../libs/projection-engine/projection.js';
import { backOffMs, type Scheduler } from '../../libs/projection-engine/scheduler.js';

/** Where notaries have come to: several hold one place, and whoever is first moves it. */
export const notaryPlace: ProjectionSpec = { name: 'notary', version: 1, collections: [] };

export type Notary = { status(): Promise<ProjectionStatus>; close(): Promise<void> };
export type NotaryOptions = { readonly events: EventStoreReader; readonly read: ReadStore; readonly clock: Clock; readonly scheduler: Scheduler };

/**
 * Follows the log and holds its place in it, over stores that come and go. It reads every event and signs nothing yet: what it will sign comes with
 * the Merkle log and its proofs. @throws ReadStoreUnavailable at the start
 */
export const openNotary = async ({ events, read, clock, scheduler }: NotaryOptions): Promise<Notary> => {
  const closing = new AbortController();
  await read.declare(notaryPlace);
  let { index } = await read.checkpoint(notaryPlace);
  let waitingBecause: string | undefined;
  let damage: string | undefined;
  let failures = 0;

  const goesOn = (): void => void ([failures, waitingBecause] = [0, undefined]);
  const hold = async (page: readonly StoredEvent[]): Promise<void> => {
    const next = page.at(-1)?.index ?? index;
    if (next <= index) return;
    try {
      await read.commit(notaryPlace, { expected: index, next, writes: [] });
      index = next;
    } catch (error) {
      if (!(error instanceof CheckpointConflict)) throw error;
      index = error.actual;
    }
    goesOn();
  };
  const follow = async (): Promise<void> => {
    while (!closing.signal.aborted && damage === undefined) {
      try {
        const place = index;
        // Where nothing is new nothing is held, and the store that was away is there again all the same.
        if ((await events.head()) <= place) goesOn();
        for await (const page of events.follow(place + 1, { signal: closing.signal })) await hold(page);
      } catch (error) {
        if (error instanceof CorruptHistory) damage = reasonOf(error);
        waitingBecause = reasonOf(error);
        failures += 1;
      }
      await scheduler.delay(backOffMs(failures), closing.signal);
    }
  };
  const following = follow();
  return {
    status: async () => {
      const at: LogIndex = index;
      const found = { name: notaryPlace.name, version: notaryPlace.version, index: at, ...(await lagOf(at, events, clock)) };
      if (damage !== undefined) return { ...found, state: 'stopped', stoppedAt: { index: at + 1, type: '', reason: damage } };
      return { ...found, state: 'running', ...(waitingBecause === undefined ? {} : { waitingBecause }) };
    },
    close: async () => {
      closing.abort();
      await following;
    },
  };
};
