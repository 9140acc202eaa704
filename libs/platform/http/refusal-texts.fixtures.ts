import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Texts = { readonly [code: string]: { readonly vi: string; readonly en: string } };

const codeOf = /\bcode: '([A-Z][A-Z_]+)'/g;
const placeholder = /\{(\w+)\}/g;
const matches = (text: string, pattern: RegExp): readonly string[] => [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();

const filesOf = (place: string): readonly string[] =>
  place.endsWith('.ts') ? [place] : readdirSync(place).filter((file) => file.endsWith('.ts') && !/\.(test|fixtures)\.ts$/.test(file)).map((file) => join(place, file));

/** Every code that these sources name has a text and every text a code; both languages say the same facts, all of them facts of the domain. */
export const refusalTextsSpec = (sources: readonly string[], texts: Texts): void => {
  const source = sources.flatMap(filesOf).map((file) => readFileSync(file, 'utf8')).join('\n');
  it('has a text for every code of the domain, and none besides', () => expect(Object.keys(texts).sort()).toEqual(matches(source, codeOf)));
  it.each(Object.entries(texts))('states the same facts in both languages: %s', (code, { vi, en }) => {
    expect(matches(vi, placeholder)).toEqual(matches(en, placeholder));
    const stated = source.split('\n').filter((line) => line.includes(`code: '${code}'`)).join('\n');
    for (const name of matches(vi, placeholder)) expect(stated).toContain(name);
  });
};
