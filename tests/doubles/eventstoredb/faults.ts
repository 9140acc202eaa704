/** What may happen to an append. "Silent" never answers, "timeout" says so in the server's own words; both may have written before. */
export type AppendFault =
  | 'none'
  | 'cut-before-write'
  | 'cut-after-write'
  | 'not-leader'
  | 'not-ready'
  | 'silent-before-write'
  | 'silent-after-write'
  | 'timeout-before-write'
  | 'timeout-after-write';
/** What may happen to a reading or a subscription. */
export type ReadFault = 'none' | 'cut' | 'not-leader' | 'not-ready' | 'silent' | 'unavailable';
export type PlannedReadFault = { readonly fault: ReadFault; /** Comes once so many events were sent; 0, at once, where it is left out. */ readonly afterEvents?: number };

/** Faults to inject. What is scripted comes once, in order; chance, seeded, comes after what is scripted. */
export type Faults = {
  /** One for each of the next appends. */
  nextAppends(...faults: readonly AppendFault[]): void;
  /** @param chance from 0 to 1, of each append meeting one of the faults, drawn from the seed */
  appendsByChance(seed: number, chance: number, faults: readonly AppendFault[]): void;
  nextReads(...faults: readonly (ReadFault | PlannedReadFault)[]): void;
  nextSubscriptions(...faults: readonly (ReadFault | PlannedReadFault)[]): void;
  /** Every open subscription ends with one `error`, unavailable. @returns how many there were */
  dropSubscriptions(): number;
  /** A subscription whose consumer is more events behind than this is dropped, unavailable; without a number none is. */
  dropSlowSubscriptions(behindMax?: number): void;
  /** Every connection is cut; the server goes on. */
  cutConnections(): void;
  /** Nothing is injected any more. */
  clear(): void;
};

/** What the server asks before it does something. */
export type FaultPlan = {
  forAppend(): AppendFault;
  forRead(): Required<PlannedReadFault>;
  forSubscription(): Required<PlannedReadFault>;
  behindMax(): number;
};

/** Mulberry32: the same seed draws the same numbers, from 0 to 1. */
const drawsOf = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const planned = (fault: ReadFault | PlannedReadFault): Required<PlannedReadFault> => ({ afterEvents: 0, ...(typeof fault === 'string' ? { fault } : fault) });
const noReadFault: Required<PlannedReadFault> = { fault: 'none', afterEvents: 0 };

/** @param server what a fault does to it beyond a single call */
export const openFaults = (server: { dropSubscriptions(): number; cutConnections(): void }): { readonly faults: Faults; readonly plan: FaultPlan } => {
  const appends: AppendFault[] = [];
  const reads: Required<PlannedReadFault>[] = [];
  const subscriptions: Required<PlannedReadFault>[] = [];
  let byChance = (): AppendFault => 'none';
  let behindMax = Infinity;
  return {
    faults: {
      nextAppends: (...faults) => void appends.push(...faults),
      appendsByChance: (seed, chance, faults) => {
        const draw = drawsOf(seed);
        byChance = () => (draw() < chance ? (faults[Math.floor(draw() * faults.length)] ?? 'none') : 'none');
      },
      nextReads: (...faults) => void reads.push(...faults.map(planned)),
      nextSubscriptions: (...faults) => void subscriptions.push(...faults.map(planned)),
      dropSubscriptions: server.dropSubscriptions,
      dropSlowSubscriptions: (most = Infinity) => void (behindMax = most),
      cutConnections: server.cutConnections,
      clear: () => {
        for (const script of [appends, reads, subscriptions]) script.length = 0;
        byChance = () => 'none';
        behindMax = Infinity;
      },
    },
    plan: {
      forAppend: () => appends.shift() ?? byChance(),
      forRead: () => reads.shift() ?? noReadFault,
      forSubscription: () => subscriptions.shift() ?? noReadFault,
      behindMax: () => behindMax,
    },
  };
};
