import { searchKey } from '../../kernel/vietnamese-text.js';

export type Named = { readonly official: string; readonly name: string };

const collator = new Intl.Collator('vi');
const givenName = (name: string): string => name.slice(name.lastIndexOf(' ') + 1);
/** Vietnamese lists go by the given name, the last word; then by the whole. */
const inVietnameseOrder = (a: Named, b: Named): number =>
  collator.compare(givenName(a.name), givenName(b.name)) || collator.compare(a.name, b.name) || (a.official < b.official ? -1 : 1);

/** Names and search keys, in this process's memory only: read models hold the sealed form (DESIGN rule 2). */
export class Directory {
  readonly #names = new Map<string, { readonly name: string; readonly key: string }>();

  name(official: string, name: string): void {
    this.#names.set(official, { name, key: ` ${searchKey(name)}` });
  }

  forget(official: string): void {
    this.#names.delete(official);
  }

  /** Undefined of a person whose name is sealed. */
  nameOf(official: string): string | undefined {
    return this.#names.get(official)?.name;
  }

  /** The same officials in Vietnamese order of names; those whose names are sealed come last, by id. */
  inOrder(officials: readonly string[]): readonly string[] {
    const named = officials.flatMap((official) => {
      const name = this.nameOf(official);
      return name === undefined ? [] : [{ official, name }];
    });
    const sealed = officials.filter((official) => !this.#names.has(official)).sort();
    return [...named.sort(inVietnameseOrder).map(({ official }) => official), ...sealed];
  }

  /** Everyone whose name holds every word asked for at the start of one of its own, whatever the diacritics; by given name. */
  find(words: string): readonly Named[] {
    const wanted = searchKey(words).split(' ').filter((word) => word !== '').map((word) => ` ${word}`);
    const found: Named[] = [];
    for (const [official, { name, key }] of this.#names) if (wanted.every((word) => key.includes(word))) found.push({ official, name });
    return found.sort(inVietnameseOrder);
  }
}
