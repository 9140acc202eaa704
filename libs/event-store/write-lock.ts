import { askedLately } from './asked-lately.js';
import { askingBeforeAppend } from './before-append.js';
import { StoreUnavailable, type EventStore } from './event-store.port.js';

/** Who keeps commands from a log, in words for people. */
export type LockHolder = { readonly by: string };

/**
 * Keeps every command process from a log while one process alone may write to it, as a copy does. It belongs to the log on its server and not to a process:
 * one whose holder died is released by an operator. It stands outside the log, so that it is no event of it.
 */
export interface WriteLock {
  /** Undefined of a log that commands may write to. @throws StoreUnavailable */
  holder(): Promise<LockHolder | undefined>;
  /** @throws LogLocked when somebody holds it, also under the same name. @throws StoreUnavailable: ask for the holder */
  take(by: string): Promise<void>;
  /** Whoever holds it; of a log that nobody holds it does nothing. @throws StoreUnavailable */
  release(): Promise<void>;
  close(): Promise<void>;
}

/** Nothing was written: another process alone may write to the log now. */
export class LogLocked extends StoreUnavailable {
  override readonly name = 'LogLocked';
  constructor(readonly by: string) {
    super(`the log is locked against commands by ${by}: nothing was written`);
  }
}

/** How long what was seen of the lock is relied on. Whoever takes the lock waits longer before it writes. */
export const lockSeenMs = 500;
export const lockSettlesMs = 2_000;

/** The store for command processes: it appends nothing while the log is locked. A lock that cannot be looked at is taken to be held. @param now milliseconds that never go back */
export const refusingWhileLocked = (store: EventStore, lock: WriteLock, now: () => number): EventStore => {
  const look = askedLately(() => lock.holder(), lockSeenMs, now);
  const allow = async (): Promise<void> => {
    const holder = await look();
    if (holder) throw new LogLocked(holder.by);
  };
  return askingBeforeAppend(store, allow, () => lock.close());
};
