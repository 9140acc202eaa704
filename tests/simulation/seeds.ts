import type { Bug } from './bug.js';
import { rules } from './rules.js';
import { simulate, type Simulated } from './simulate.js';

/** `PARITY_SEED` runs one seed alone, `PARITY_RUNS` another number of them. */
const [only, count] = ['PARITY_SEED', 'PARITY_RUNS'].map((name) => (process.env[name] === undefined ? undefined : Number(process.env[name])));

export const seeds = (most: number): readonly number[] => (only === undefined ? Array.from({ length: count ?? most }, (_, at) => at + 1) : [only]);

/** What a person needs to find the fault: which rule, how to see the same run again, and how it came to it. */
export const storyOf = ({ seed, violations, lastLines }: Simulated): string =>
  [
    `seed ${seed} breaks:`,
    ...violations.map(({ rule, what }) => `  ${rule} (${rules[rule]}): ${what}`),
    `the same run again: PARITY_SEED=${seed} npm run test:faults -- simulation.faults`,
    'its last steps (simulated milliseconds, process, what it did):',
    ...lastLines.map((line) => `  ${line}`),
  ].join('\n');

/** What a number of runs met, together. */
export type Swept = { readonly met: ReadonlyMap<string, number>; readonly steps: number; readonly events: number };

/** @throws at the first run that breaks a rule, with its story; and when a run is not the same again. */
export const sweep = async (all: readonly number[], repeatedEvery: number, simulateOnce: (seed: number) => Promise<Simulated> = simulate): Promise<Swept> => {
  const met = new Map<string, number>();
  let [steps, events] = [0, 0];
  for (const seed of all) {
    const run = await simulateOnce(seed);
    if (run.violations.length > 0) throw new Error(storyOf(run));
    if (seed % repeatedEvery === 0 && (await simulateOnce(seed)).traceHash !== run.traceHash) throw new Error(`seed ${seed} went another way the second time`);
    steps += run.steps;
    events += run.events;
    for (const [fault, times] of run.seen) met.set(fault, (met.get(fault) ?? 0) + times);
    for (const outcome of run.outcomes) met.set(outcome, (met.get(outcome) ?? 0) + 1);
  }
  return { met, steps, events };
};

/** The first run that goes wrong under a bug. */
export const findCatch = async (bug: Bug, all: readonly number[]): Promise<Simulated | undefined> => {
  for (const seed of all) {
    const run = await simulate(seed, bug);
    if (run.violations.length > 0) return run;
  }
  return undefined;
};
