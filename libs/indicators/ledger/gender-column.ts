import type { LogIndex } from '../../kernel/log.js';

type Correction = { readonly official: number; readonly index: LogIndex; readonly before: number };

/** One if a woman, by official, as last stated; corrections can be taken back down to an index. */
export class GenderColumn {
  #women = new Uint8Array(1024);
  #isStated = new Uint8Array(1024);
  #scratch = new Uint8Array(1024);
  readonly #corrections: Correction[] = [];

  state(official: number, isWoman: boolean, index: LogIndex): void {
    this.#reach(official + 1);
    const before = this.#women[official] ?? 0;
    if (this.#isStated[official] === 1 && before !== Number(isWoman)) this.#corrections.push({ official, index, before });
    this.#isStated[official] = 1;
    this.#women[official] = Number(isWoman);
  }

  /** One for each woman as known at an index, for every number below `officials`. Valid until asked again. */
  womenKnownAt(knownAt: LogIndex, officials: number): Uint8Array {
    this.#reach(officials);
    this.#scratch.set(this.#women);
    for (let at = this.#corrections.length - 1; at >= 0; at -= 1) {
      const correction = this.#corrections[at];
      if (correction && correction.index > knownAt) this.#scratch[correction.official] = correction.before;
    }
    return this.#scratch;
  }

  #reach(length: number): void {
    if (length <= this.#women.length) return;
    const size = Math.max(length, this.#women.length * 2);
    this.#women = lengthened(this.#women, size);
    this.#isStated = lengthened(this.#isStated, size);
    this.#scratch = new Uint8Array(size);
  }
}

const lengthened = (values: Uint8Array, length: number): Uint8Array<ArrayBuffer> => {
  const longer = new Uint8Array(length);
  longer.set(values);
  return longer;
};
