/** A growing column of integers. `values` is longer than `length` and is another array after growth: take it anew for every pass. */
export class Column {
  values = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  /** How many values from the start are at most `bound`; the column must ascend. */
  countUpTo(bound: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.values[middle] ?? 0) <= bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
