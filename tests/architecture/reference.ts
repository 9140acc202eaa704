import type { EventDefinition } from '../../libs/kernel/event.js';
import type { Field, Fields } from '../../libs/kernel/schema.js';
import type { Finding, SourceFile } from './sources.js';

/** One context's part of the page. */
export type Chapter = { readonly title: string; readonly stream: string; readonly definitions: readonly EventDefinition[] };

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (isSealed: boolean) => ([name, field]: readonly [string, Field<unknown>]) =>
  `| \`${name}\` | ${cell(field.describe)} | ${field.isOptional ? 'no' : 'yes'} | ${isSealed ? 'sealed' : 'clear'} |`;
const rows = (fields: Fields, isSealed: boolean) => Object.entries(fields).map(row(isSealed));

const section = ({ type, schema, act, fields, personal }: EventDefinition): string =>
  [`### ${type}`, '', `${act}. Schema ${schema}.`, '', '| field | holds | required | stored |', '|---|---|---|---|', ...rows(fields, false), ...rows(personal, true)].join('\n');

const chapter = ({ title, stream, definitions }: Chapter): string => [`## ${title}`, '', `Streams: \`${stream}\`.`, '', definitions.map(section).join('\n\n')].join('\n');

const contents = ({ title, definitions }: Chapter): string =>
  [`| ${title} | act |`, '|---|---|', ...definitions.map(({ type, act }) => `| [${type}](#${type.toLowerCase()}) | ${cell(act)} |`)].join('\n');

/** The page of every event, from the definitions that also check what is stored. */
export const renderEvents = (chapters: readonly Chapter[]): string =>
  [
    '# Events',
    '',
    'Written from the definitions (`libs/*/domain/events.ts`) by `npm run reference`; a test fails when it is out of date. Do not edit it by hand.',
    '',
    '**Clear** fields are codes and dates that figures are reckoned from. **Sealed** fields are texts of a person, encrypted under that person\'s key.',
    'Dates are `YYYY-MM-DD` in the civil calendar of Asia/Ho_Chi_Minh; `effectiveOn` is the first day on which the new state holds.',
    '',
    chapters.map(contents).join('\n\n'),
    '',
    chapters.map(chapter).join('\n\n'),
    '',
  ].join('\n');

const definition = /\bdefineEvent\(\s*'(\w+)'/g;

/** Event types that some library defines and the page does not have: their catalogue is missing from `reference.test.ts`. */
export const findUndocumented = (files: readonly SourceFile[], page: string): Finding[] =>
  files
    .filter(({ path }) => /^libs\/.*\.ts$/.test(path) && !/\.(test|fixtures|contract)\.ts$/.test(path))
    .flatMap(({ path, text }) => [...text.matchAll(definition)].map(([, type = '']) => ({ path, type })))
    .filter(({ type }) => !page.includes(`\n### ${type}\n`))
    .map(({ path, type }) => `${path}: ${type} is not in docs/reference/events.md; add its catalogue to tests/architecture/reference.test.ts`);

/** Acts and event types that the glossary does not have: one word per idea, and it stands there. */
export const findUnlisted = (chapters: readonly Chapter[], glossary: string): Finding[] =>
  chapters.flatMap(({ definitions }) => definitions).flatMap(({ type, act }) =>
    glossary.includes(`\`${type}\``) && act.split(', ').every((word) => glossary.toLowerCase().includes(word.toLowerCase())) ? [] : [`docs/reference/glossary.md: no entry for "${act}" (\`${type}\`)`]);
