/** All rows in order of their keys, one page at a time, each asked for when the one before was taken. */
export async function* pagesOf<Row>(pageAfter: (after: string) => readonly Row[] | Promise<readonly Row[]>, keyOf: (row: Row) => string): AsyncIterable<readonly Row[]> {
  for (let after = ''; ; ) {
    const page = await pageAfter(after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = keyOf(last);
  }
}
