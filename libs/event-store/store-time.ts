import type { Clock } from '../kernel/ports.js';
import { askedLately } from './asked-lately.js';
import { askingBeforeAppend } from './before-append.js';
import { StoreUnavailable, type EventStore, type EventStoreReader } from './event-store.port.js';

/** The time of a store, as far as it tells it. */
export type StoreTime = {
  /** Of the store, in words for people. */
  readonly name: string;
  /** By how many milliseconds this process's clock is ahead of it at least; below 0, behind. 0 where it may be right. */
  aheadMs(): Promise<number>;
};
export type ClockDifference = { readonly store: string; readonly aheadMs: number };

/** Whether this process may write: its clock is where the stores' are (DESIGN rule 1). */
export type TimeKeeping = {
  /** The time that this process's clock is furthest from; of no store, nothing. Asked every two seconds at most. */
  furthest(): Promise<ClockDifference | undefined>;
  /** @throws ClockOff */
  require(): Promise<void>;
  close(): Promise<void>;
};

/** Nothing was written: the hour that would be recorded is not the store's. */
export class ClockOff extends StoreUnavailable {
  override readonly name = 'ClockOff';
  constructor(readonly difference: ClockDifference) {
    const { store, aheadMs } = difference;
    super(`this machine's clock is ${Math.abs(aheadMs / 1_000).toFixed(1)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the ${store}: nothing was written; set the clock`);
  }
}

/** A process whose clock differs by more refuses to write. */
export const differenceMaxMs = 5_000;
const askedEveryMs = 2_000;

/** @param now milliseconds that never go back @param release closes what the times are asked of */
export const keepTime = (times: readonly StoreTime[], now: () => number, release: () => Promise<void> = () => Promise.resolve()): TimeKeeping => {
  // Whose time cannot be asked now is away, which its own calls tell; it does not say that this clock is wrong.
  const ask = ({ name, aheadMs }: StoreTime): Promise<ClockDifference> => aheadMs().then((found) => ({ store: name, aheadMs: found }), () => ({ store: name, aheadMs: 0 }));
  const furthest = askedLately(async () => (await Promise.all(times.map(ask))).toSorted((a, b) => Math.abs(b.aheadMs) - Math.abs(a.aheadMs))[0], askedEveryMs, now);
  const require = async (): Promise<void> => {
    const difference = await furthest();
    if (difference && Math.abs(difference.aheadMs) > differenceMaxMs) throw new ClockOff(difference);
  };
  return { furthest, require, close: release };
};

/** The store for command processes: it appends nothing while the clock is off. */
export const refusingOffTime = (store: EventStore, time: TimeKeeping): EventStore => askingBeforeAppend(store, time.require, time.close);

/** A store that tells only when its newest event was: now is not earlier. */
export const notBefore = (name: string, newestMs: () => Promise<number | undefined>, clock: Clock): StoreTime => ({
  name,
  aheadMs: async () => {
    const newest = await newestMs();
    return newest === undefined ? 0 : Math.min(0, clock.now() - newest);
  },
});

/** When the newest event says that it was recorded; a log that has none, or one that cannot be read, says nothing. */
export const newestRecordedMs = async (store: EventStoreReader): Promise<number | undefined> => {
  for await (const page of store.readAll({ direction: 'backwards', limit: 1 })) for (const { text } of page) return recordedMsIn(text);
  return undefined;
};

const recordedMsIn = (text: string): number | undefined => {
  try {
    const recordedMs = Date.parse(JSON.parse(text).recordedAt);
    return Number.isNaN(recordedMs) ? undefined : recordedMs;
  } catch {
    return undefined;
  }
};
