import type { LogIndex } from '../../kernel/log.js';

/** Index and position of every event of the log, 8 bytes each: the index is the place in it, the position is found by halving. */
export class PositionTable {
  private positions: BigUint64Array;
  private held: number;

  /** @param positions those of the first events, in order */
  constructor(positions: BigUint64Array = new BigUint64Array()) {
    this.positions = positions.slice();
    this.held = positions.length;
  }

  get count(): number {
    return this.held;
  }

  at(index: LogIndex): bigint | undefined {
    return index < this.held ? this.positions[index] : undefined;
  }

  /** A view of all that is held; it does not grow. */
  view(): BigUint64Array {
    return this.positions.subarray(0, this.held);
  }

  push(position: bigint): void {
    if (this.held === this.positions.length) {
      const wider = new BigUint64Array(Math.max(1_024, this.held * 2));
      wider.set(this.positions);
      this.positions = wider;
    }
    this.positions[this.held] = position;
    this.held += 1;
  }

  indexOf(position: bigint): LogIndex | undefined {
    let [low, high] = [0, this.held];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.positions[middle] ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return low < this.held && this.positions[low] === position ? low : undefined;
  }
}
