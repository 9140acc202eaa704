import type { Prng } from '../../libs/sample/prng.js';

/** Each is a probability per call, 0 where the seed leaves the fault out. */
const rated = [
  'lostAck', 'lostRequest', 'lateWrite', 'refusedBefore', 'storeFull', 'readFails', 'duplicates', 'gaps', 'disorder', 'dropped',
  'readStoreBefore', 'readStoreAfter', 'readStoreReads', 'keysBefore', 'keysAfter', 'impatience', 'changedBody', 'repeatAfterSuccess', 'sentTwice', 'wrongRevision',
] as const;
/** Each is so often in the course of a run. */
const counted = ['sideCrashes', 'projectorCrashes', 'projectorStops', 'clockJumps', 'outages', 'keysDestroyed', 'poisons', 'wishes'] as const;

export type Rated = (typeof rated)[number];
export type Counted = (typeof counted)[number];
export type FaultKind = Rated | Counted;
export const faultKinds: readonly FaultKind[] = [...rated, ...counted];

/** What goes wrong in one run and how the province works in it: drawn from the seed, so that each seed has faults of its own (swarm testing). */
export type Swarm = {
  readonly rates: { readonly [Fault in Rated]: number };
  readonly counts: { readonly [Fault in Counted]: number };
  readonly sides: number;
  readonly projectors: number;
  readonly clerks: number;
  readonly commandsEach: number;
  /** Between one command of a clerk and the next. */
  readonly thinkMaxMs: number;
  /** How often all clerks are at the same official. */
  readonly crowding: number;
  /** Projectors share the work under a lease, and an operator rebuilds, switches, rolls back, pauses and resumes. Otherwise each simply folds. */
  readonly isOperated: boolean;
  /** All clerks write to one and the same stream without a pause. */
  readonly isRush: boolean;
  readonly delayMaxMs: number;
  readonly hasSlowProcesses: boolean;
  readonly pageMax: number;
  readonly batchMax: number;
  readonly documentsKeptMax: number;
  /** An append is answered without its index, as by EventStoreDB. */
  readonly withholdsIndex: boolean;
  /** When the run begins, in milliseconds since 1970: some runs go over midnight, here or in UTC. */
  readonly startedAtMs: number;
  /** When the faults stop. */
  readonly calmAtMs: number;
};

const beginnings = ['2020-06-01T02:00:00.000Z', '2020-12-31T16:59:50.000Z', '2020-02-28T23:59:50.000Z', '2020-06-30T18:30:00.000Z'].map((instant) => Date.parse(instant));

export const drawSwarm = (prng: Prng): Swarm => {
  const rates = Object.fromEntries(rated.map((fault) => [fault, prng.chance(0.4) ? 0.02 + prng.next() * 0.25 : 0])) as Swarm['rates']; // One for each name.
  const counts = Object.fromEntries(counted.map((fault) => [fault, prng.chance(0.35) ? prng.between(1, 2) : 0])) as Swarm['counts']; // One for each name.
  const isRush = prng.chance(0.08);
  const isOperated = prng.chance(0.2);
  return {
    rates,
    isOperated,
    isRush,
    counts: { ...counts, wishes: isOperated ? prng.between(2, 10) : 0, poisons: counts.poisons > 0 && prng.chance(0.5) ? 1 : 0 },
    sides: prng.between(1, 2),
    projectors: prng.between(1, 2),
    clerks: isRush ? 5 : prng.between(1, 4),
    commandsEach: isRush ? 8 : prng.between(3, 6),
    thinkMaxMs: isRush ? 1 : prng.pick([1, 300, 3_000]),
    crowding: prng.pick([0.2, 0.6, 1]),
    delayMaxMs: prng.pick([5, 50, 200]),
    hasSlowProcesses: prng.chance(0.4),
    pageMax: prng.pick([1, 3, 100]),
    batchMax: prng.pick([1, 4, 100]),
    documentsKeptMax: prng.pick([0, 100]),
    withholdsIndex: prng.chance(0.2),
    startedAtMs: prng.pick(beginnings),
    calmAtMs: prng.between(4_000, 15_000),
  };
};
