import type { LogIndex } from '../../kernel/log.js';

type Correction = { readonly official: number; readonly index: LogIndex; readonly before: number };
const unstated = 2 ** 31 - 1;

/** One if a woman, by official, as last stated; what was stated later than an index can be taken back. */
export class GenderColumn {
  #women = new Uint8Array(1024);
  #statedFrom = new Int32Array(1024).fill(unstated);
  #scratch = new Uint8Array(1024);
  /** Changes of what was stated before; those of one official in index order. */
  readonly #corrections: Correction[] = [];

  state(official: number, isWoman: boolean, index: LogIndex): void {
    this.#reach(official + 1);
    const before = this.#women[official] ?? 0;
    if (this.#statedFrom[official] === unstated) this.#statedFrom[official] = index;
    else if (before !== Number(isWoman)) this.#corrections.push({ official, index, before });
    this.#women[official] = Number(isWoman);
  }

  /** One for each woman as known at an index, for every number below `officials`. Valid until asked again. */
  womenKnownAt(knownAt: LogIndex, officials: number): Uint8Array {
    this.#reach(officials);
    const [women, statedFrom, scratch] = [this.#women, this.#statedFrom, this.#scratch];
    for (let official = 0; official < officials; official += 1) scratch[official] = (statedFrom[official] ?? unstated) <= knownAt ? (women[official] ?? 0) : 0;
    for (let at = this.#corrections.length - 1; at >= 0; at -= 1) {
      const correction = this.#corrections[at];
      const isUndone = correction && correction.index > knownAt && (statedFrom[correction.official] ?? unstated) <= knownAt;
      if (isUndone) scratch[correction.official] = correction.before;
    }
    return scratch;
  }

  /** Whether anything is known of an official at an index. */
  isStated(official: number, knownAt: LogIndex): boolean {
    return official >= 0 && (this.#statedFrom[official] ?? unstated) <= knownAt;
  }

  #reach(length: number): void {
    if (length <= this.#women.length) return;
    const size = Math.max(length, this.#women.length * 2);
    const women = new Uint8Array(size);
    women.set(this.#women);
    const statedFrom = new Int32Array(size).fill(unstated);
    statedFrom.set(this.#statedFrom);
    [this.#women, this.#statedFrom, this.#scratch] = [women, statedFrom, new Uint8Array(size)];
  }
}
