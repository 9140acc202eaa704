import { startChild, type Child } from '../../libs/event-store/embedded/child-process.fixtures.js';
import type { Acknowledged } from './find-violations.js';
import type { Errand } from './moving-worker.js';

const worker = new URL('./moving-worker.ts', import.meta.url);

/** A worker process with its errand. @param shell see `startChild`. */
export const startWorker = (errand: Errand, shell?: string): Child => startChild(worker, [JSON.stringify(errand)], shell);

/** A client who remembers what was acknowledged and sends again what was not, from process to process. */
export type Clerk = {
  readonly name: string;
  readonly acknowledged: Set<number>;
  /** The first command whose outcome is not known. */
  readonly next: number;
  /** Takes in what a worker printed. */
  hear(lines: readonly string[]): void;
};

export const newClerk = (name: string): Clerk => {
  const acknowledged = new Set<number>();
  return {
    name,
    acknowledged,
    get next() {
      let n = 0;
      while (acknowledged.has(n)) n += 1;
      return n;
    },
    hear: (lines) => {
      for (const line of lines) {
        const [, n] = /^done (\d+)$/.exec(line) ?? [];
        if (n !== undefined) acknowledged.add(Number(n));
      }
    },
  };
};

export const acknowledgedOf = (...clerks: readonly Clerk[]): Acknowledged => new Map(clerks.map(({ name, acknowledged }) => [name, acknowledged]));

/** How long a worker needed from opening its stores to having projected everything, in milliseconds. */
export const recoveryMsOf = (lines: readonly string[]): number[] => lines.flatMap((line) => /^ready (\d+)$/.exec(line)?.slice(1).map(Number) ?? []);
