import { createHash } from 'node:crypto';
import type { Prng } from '../../libs/sample/prng.js';

/** One process from its start to its end: after the end nothing reaches it, and nothing of its memory is left. */
export type Life = {
  readonly name: string;
  isOver: boolean;
  /** How many times as long everything takes on its way to the stores. */
  readonly slowness: number;
};

type Due = { readonly atMs: number; readonly tie: number; readonly act: () => void };

/** What was said lately, for a person, without the looks at each other of those who share their work; all of it goes into the hash. */
const linesKept = 80;
const onlyLooks = /checkpoint |control|leases$/;
/** Turns of the event loop without anything due, after which nothing is under way any more. */
const idleTurns = 6;

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/**
 * The order in which everything happens. All waiting in a simulation is something due here at a simulated time; the seed decides the delays and
 * the order among equals. One thing is let go at a time and all that follows from it runs to its next wait before the next one is.
 */
export class Course {
  nowMs = 0;
  steps = 0;
  readonly #due: Due[] = [];
  readonly #hash = createHash('sha1');
  readonly #lines: string[] = [];

  constructor(private readonly prng: Prng) {}

  /** Lets `act` happen after a simulated delay. */
  after(delayMs: number, act: () => void): void {
    this.#due.push({ atMs: this.nowMs + delayMs, tie: this.prng.next(), act });
  }

  /** A delay of a process: it never ends for one that is over. */
  pause(life: Life, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        if (!life.isOver) resolve();
      };
      this.after(ms, end);
      signal?.addEventListener('abort', () => this.after(0, end));
    });
  }

  note(line: string): void {
    const said = `${this.nowMs} ${line}`;
    this.#hash.update(said).update('\n');
    if (!onlyLooks.test(line)) this.#lines.push(said);
    if (this.#lines.length > linesKept) this.#lines.shift();
  }

  lastLines(): readonly string[] {
    return this.#lines;
  }

  traceHash(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Goes on until nothing is due any more, `isOver` says so, or it has gone on for too long. */
  async run(stepsMax: number, isOver: () => boolean): Promise<'settled' | 'endless'> {
    for (let idle = 0; idle < idleTurns && !isOver(); ) {
      const next = this.#takeFirst();
      idle = next ? 0 : idle + 1;
      if (next) {
        this.steps += 1;
        if (this.steps > stepsMax) return 'endless';
        this.nowMs = Math.max(this.nowMs, next.atMs);
        next.act();
      }
      await turn();
    }
    return 'settled';
  }

  #takeFirst(): Due | undefined {
    let first = 0;
    for (let at = 1; at < this.#due.length; at += 1) if (isBefore(this.#due[at], this.#due[first])) first = at;
    const found = this.#due[first];
    const last = this.#due.pop();
    if (found && last && found !== last) this.#due[first] = last;
    return found;
  }
}

const isBefore = (a: Due | undefined, b: Due | undefined): boolean =>
  a !== undefined && b !== undefined && (a.atMs < b.atMs || (a.atMs === b.atMs && a.tie < b.tie));
