import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleSetCatalogue } from '../../libs/indicators/rules/rule-set.js';
import { defineEvent } from '../../libs/kernel/event.js';
import { code, optional, personalText } from '../../libs/kernel/schema.js';
import { officialsCatalogue } from '../../libs/officials/domain/events.js';
import { setAsideCatalogue } from '../../libs/operations/domain/events.js';
import { organisationCatalogue } from '../../libs/organisation/domain/events.js';
import { planningCatalogue } from '../../libs/planning/domain/events.js';
import { trainingCatalogue } from '../../libs/training/domain/events.js';
import { findUndocumented, findUnlisted, renderEvents, type Chapter } from './reference.js';
import { read, repositoryFiles, root } from './sources.js';

const chapters: readonly Chapter[] = [
  { title: 'Organisation', stream: 'organisation-<province>', definitions: organisationCatalogue.definitions },
  { title: 'Officials', stream: 'official-<id>', definitions: officialsCatalogue.definitions },
  { title: 'Planning', stream: 'planning-<id>', definitions: planningCatalogue.definitions },
  { title: 'Training', stream: 'class-<id>', definitions: trainingCatalogue.definitions },
  { title: 'Rule sets', stream: 'ruleset-<id>', definitions: ruleSetCatalogue.definitions },
  { title: 'Events set aside', stream: 'set-asides', definitions: setAsideCatalogue.definitions },
];
const page = 'docs/reference/events.md';
const planted: Chapter = { title: 'Planted', stream: 'planted-<id>', definitions: [defineEvent('PostPlanted', 1, 'Trồng chức vụ', { unit: code, term: optional(code) }, { note: personalText })] };

// `npm run reference` sets this: the page is written instead of compared.
if (process.env['PARITY_WRITE_REFERENCE'] === '1') writeFileSync(join(root, page), renderEvents(chapters));

describe('describing the events', () => {
  it('is up to date: `npm run reference` writes it', () => expect(read(page)).toBe(renderEvents(chapters)));
  it('leaves no event type out', () => expect(findUndocumented(repositoryFiles(), read(page))).toEqual([]));
  it('says of each field what it holds, whether it is required and whether it is sealed', () => {
    const text = renderEvents([planted]);
    expect(text).toContain('| `unit` | code | yes | clear |');
    expect(text).toContain('| `term` | code | no | clear |');
    expect(text).toContain('| `note` | text | yes | sealed |');
  });
  it('is found incomplete when a library defines one more', () =>
    expect(findUndocumented([{ path: 'libs/posts/domain/events.ts', text: "defineEvent('PostPlanted', 1, …" }], read(page))).toHaveLength(1));
});

describe('keeping the glossary', () => {
  it('has every act by its Vietnamese word and its event', () => expect(findUnlisted(chapters, read('docs/reference/glossary.md'))).toEqual([]));
  it('is found incomplete when an act is new', () => expect(findUnlisted([planted], read('docs/reference/glossary.md'))).toHaveLength(1));
});
