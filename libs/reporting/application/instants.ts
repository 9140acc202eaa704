import { nothingKnown, type LogIndex } from '../../kernel/log.js';

/** When what was known: the running maximum of `recordedAt` over the log, so an instant has one index whatever the clocks did (DESIGN rule 1). */
export class Instants {
  #running = new Float64Array(1024);
  #length = 0;

  record(index: LogIndex, atMs: number): void {
    if (index !== this.#length) throw new RangeError(`index ${index} was taken in where ${this.#length} is next`);
    if (index === this.#running.length) {
      const grown = new Float64Array(index * 2);
      grown.set(this.#running);
      this.#running = grown;
    }
    this.#running[index] = Math.max(atMs, this.#running[index - 1] ?? 0);
    this.#length += 1;
  }

  /** The last index recorded up to an instant, -1 when nothing was. */
  lastUpTo(atMs: number): LogIndex {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#running[middle] ?? Infinity) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The instant by which an index was known, or undefined before the first. */
  of(index: LogIndex): number | undefined {
    return index <= nothingKnown || index >= this.#length ? undefined : this.#running[index];
  }
}
