import type { Finding, SourceFile } from './sources.js';

const empty = ['Manager', 'Helper', 'Helpers', 'Util', 'Utils', 'Processor', 'Base', 'Common', 'Data', 'Info', 'Impl'];
/** An official is in service and a log may hold sample data: these are words of the office. What Nest calls a service is not. */
const officeWords = /(^|[a-z])(SampleData)$/;
const emptyWord = new RegExp(`^((.*[-.])?(${empty.join('|').toLowerCase()})|.*\\.service|services)$`);
const serviceClass = /^export\s+(?:abstract\s+)?class\s+(\w+Service)\b/gm;
const exported = /^export\s+(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:class|interface|type|const|let|function|enum)\s+(\w+)/gm;
const emptyEnd = new RegExp(`(${empty.join('|')})$`);
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

const sources = /^(apps|libs|tests|infra)\/.*\.(ts|tsx|mjs)$/;

/** Names that say nothing, files that are not kebab-case, and barrels: style.md, Names 8 and 15. */
export const findPoorNames = (files: readonly SourceFile[]): Finding[] =>
  files
    .filter(({ path }) => sources.test(path))
    .flatMap(({ path, text }) => {
      const folders = path.split('/').slice(1);
      const stem = (folders.at(-1) ?? '').replace(/\.(ts|tsx|mjs)$/, '');
      return [
        ...folders.filter((name) => !kebab.test(name)).map((name) => `${path}: ${name} is not kebab-case`),
        ...[...folders.slice(0, -1), stem].filter((name) => emptyWord.test(name)).map((name) => `${path}: ${name} says nothing; name the thing`),
        ...(stem === 'index' ? [`${path}: no barrels; import the file that has the thing`] : []),
        ...(/^export default/m.test(text) && /\.tsx?$/.test(path) ? [`${path}: exports have names`] : []),
        ...[...text.matchAll(exported)].filter(([, name = '']) => emptyEnd.test(name) && !officeWords.test(name)).map(([, name]) => `${path}: ${name} says nothing; name the thing`),
        ...[...text.matchAll(serviceClass)].map(([, name]) => `${path}: ${name} says nothing; name the thing`),
      ];
    });
