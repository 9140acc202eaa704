import type { Finding, SourceFile } from './sources.js';

export const linesMax = 250;
export type Ratchet = Readonly<Record<string, number>>;

const lines = (text: string) => text.replace(/\n$/, '').split('\n').length;

/** Files over the limit that the ratchet does not know, and entries of the ratchet that could be lower: it only shrinks. */
export const findOversized = (files: readonly SourceFile[], ratchet: Ratchet): Finding[] => {
  const lengths = new Map(files.filter(({ path }) => /^(apps|libs|tests|infra)\/.*\.(ts|tsx|mjs)$/.test(path)).map(({ path, text }) => [path, lines(text)]));
  const grown = [...lengths].filter(([path, length]) => length > (ratchet[path] ?? linesMax)).map(([path, length]) => `${path}: ${length} lines, at most ${ratchet[path] ?? linesMax}`);
  const slack = Object.entries(ratchet)
    .filter(([path, most]) => (lengths.get(path) ?? 0) < most)
    .map(([path, most]) => `infra/lint/size-ratchet.json: ${path} allows ${most} lines and has ${lengths.get(path) ?? 0}; lower it, or take it out at ${linesMax} or fewer`);
  return [...grown, ...slack];
};
