import { findImpureImports, findStrayDecorators, findStrayPackages, findUnexplainedExceptions } from './purity.js';
import { repositoryFiles } from './sources.js';

const files = repositoryFiles();

describe('keeping the inner libraries pure', () => {
  it('holds in the whole repository', () => expect(findImpureImports(files)).toEqual([]));
  it.each(['node:crypto', '@nestjs/common', 'rxjs', 'typescript'])('is broken by an import of %s', (name) =>
    expect(findImpureImports([{ path: 'libs/indicators/ledger/rows.ts', text: `import { x } from '${name}';` }])).toHaveLength(1));
});

describe('keeping each package at its place', () => {
  it('holds in the whole repository', () => expect(findStrayPackages(files)).toEqual([]));
  it.each([
    ['node:sqlite', 'libs/projection-engine/engine.ts'],
    ['@nestjs/common', 'libs/commands/execute-command.ts'],
    ['commander', 'libs/reporting/application/ask.ts'],
    ['mongodb', 'libs/read-store/embedded/tables.ts'],
  ])('is broken by %s in %s', (name, path) => expect(findStrayPackages([{ path, text: `import { x } from '${name}';` }])).toHaveLength(1));
});

describe('keeping decorators at the edges', () => {
  it('holds in the whole repository', () => expect(findStrayDecorators(files)).toEqual([]));
  it('is broken by one in a domain and by none in a comment', () => {
    expect(findStrayDecorators([{ path: 'libs/officials/domain/official.ts', text: '@Injectable()\nexport class Official {}' }])).toHaveLength(1);
    expect(findStrayDecorators([{ path: 'libs/officials/domain/official.ts', text: '/** @throws CorruptHistory */\nexport const a = 1;' }])).toEqual([]);
  });
});

describe('setting a rule of lint aside', () => {
  it('says why everywhere', () => expect(findUnexplainedExceptions(files)).toEqual([]));
  it('is found without a reason and accepted with one', () => {
    expect(findUnexplainedExceptions([{ path: 'libs/a/b.ts', text: '// eslint-disable-next-line no-console' }])).toHaveLength(1);
    expect(findUnexplainedExceptions([{ path: 'libs/a/b.ts', text: '// eslint-disable-next-line no-console -- the terminal is the answer' }])).toEqual([]);
  });
});
