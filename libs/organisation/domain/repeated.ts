/** The first code that a list names a second time. */
export const findRepeated = (codes: readonly string[]): string | undefined => codes.find((code, at) => codes.indexOf(code) !== at);
