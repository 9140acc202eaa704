import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./', import.meta.url);
const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const importsOf = (file: string): readonly string[] => [...readFileSync(new URL(file, folder), 'utf8').matchAll(/from '([^']+)'/g)].map(([, path]) => path ?? '');

/** Event catalogues, the kernel, and the types of rules and figures: all else would tie the two evaluators to one mistake. */
const shared = /^(\.\/[a-z-]+\.js|\.\.\/kernel\/[a-z-]+\.js|\.\.\/(officials|operations|organisation|planning|training)\/domain\/events\.js|\.\.\/indicators\/(figure|rules\/rule-set)\.js)$/;

describe('evaluating a second time', () => {
  it.each(sources)('shares with the ledger only events, rules and figures: %s', (file) => expect(importsOf(file).filter((path) => !shared.test(path))).toEqual([]));
  it('looks at every source of the replay', () => expect(sources).toContain('replay.ts'));
});
