import { findForbiddenImports } from './layers.js';
import { repositoryFiles } from './sources.js';

const importing = (path: string, ...targets: readonly string[]) =>
  findForbiddenImports([{ path, text: targets.map((target, at) => `import { x${at} } from '${target}';`).join('\n') }]);

describe('importing from one library into another', () => {
  it('goes one way in the whole repository', () => expect(findForbiddenImports(repositoryFiles())).toEqual([]));

  it.each([
    ['the kernel reaches up', 'libs/kernel/event.ts', '../officials/domain/events.js'],
    ['a domain reaches its own application', 'libs/officials/domain/career.ts', '../application/record.js'],
    ["a domain reaches another context's inside", 'libs/planning/domain/planning.ts', '../../officials/domain/timeline.js'],
    ['the structure reaches a decider', 'libs/organisation/structure/view.ts', '../domain/organisation.js'],
    ['indicators reach the timeline', 'libs/indicators/ledger/rows.ts', '../../officials/domain/timeline.js'],
    ['the second evaluator reaches the first', 'libs/replay/measures.ts', '../indicators/evaluate.js'],
    ['the second evaluator borrows the structure', 'libs/replay/day.ts', '../organisation/structure/structure.js'],
    ["an adapter reaches another adapter", 'libs/event-store/embedded/log.ts', '../in-memory/in-memory-event-store.js'],
    ["an adapter reaches another port", 'libs/event-store/embedded/log.ts', '../../read-store/read-store.port.js'],
    ['an application names an adapter', 'libs/officials/application/record.ts', '../../event-store/embedded/embedded-event-store.js'],
    ['an application reaches its own HTTP', 'libs/reporting/application/ask.ts', '../http/reporting.dto.js'],
    ["HTTP reaches another context's application", 'libs/officials/http/officials.controller.ts', '../../planning/application/pools.js'],
    ['a library reaches an app', 'libs/platform/http/answers.ts', '../../../apps/cli/main.js'],
    ['a new library nobody placed', 'libs/payroll/pay.ts', '../kernel/event.js'],
  ])('is found when %s', (_, path, target) => expect(importing(path, target)).toHaveLength(1));

  it('is found in every form of import', () => {
    const text = "import type {\n  A,\n} from '../../officials/domain/timeline.js';\nexport { b } from '../../officials/domain/timeline.js';\nimport '../../officials/domain/timeline.js';\nconst c = await import('../../officials/domain/timeline.js');";
    expect(findForbiddenImports([{ path: 'libs/planning/domain/planning.ts', text }])).toHaveLength(4);
  });

  it('is allowed of the facts of another context, of ports, and within a room', () => {
    expect(importing('libs/planning/domain/planning.ts', './events.js', '../../officials/domain/events.js', '../../kernel/event.js')).toEqual([]);
    expect(importing('libs/commands/execute-command.ts', '../event-store/event-store.port.js')).toEqual([]);
    expect(importing('libs/reporting/read-models/ledger-entry.ts', '../../officials/domain/timeline.js')).toEqual([]);
  });
});
