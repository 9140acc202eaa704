/** Texts and their small integers, in order of first meeting. */
export class Codes {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  get size(): number {
    return this.#texts.length;
  }

  intern(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  /** Its integer, or -1 of a text never met. */
  find(text: string): number {
    return this.#numbers.get(text) ?? -1;
  }

  /** @throws RangeError of an integer never given out. */
  text(number: number): string {
    const text = this.#texts[number];
    if (text === undefined) throw new RangeError(`no code has the number ${number}`);
    return text;
  }
}
