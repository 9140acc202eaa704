import { setImmediate } from 'node:timers/promises';
import { savedPositionsIn } from '../../apps/standalone/saved-positions.js';
import { clerkOf, decision, recruitment } from '../../apps/standalone/office.fixtures.js';
import type { Registry } from '../../apps/standalone/open-registry.js';
import { civilDate } from '../../libs/kernel/civil-date.js';
import { PlanningQueries } from '../../libs/planning/application/planning-queries.js';
import { planningProjection, pool, type PlannedOfficial } from '../../libs/planning/read-models/planning-projection.js';
import { compareSnapshots } from '../../libs/projection-engine/control/comparison.js';
import { openControl } from '../../libs/projection-engine/control/control.js';
import { EvidenceQueries } from '../../libs/reporting/application/evidence-queries.js';
import { KnowledgeTail } from '../../libs/reporting/application/knowledge-tail.js';
import { ReportingQueries } from '../../libs/reporting/application/reporting-queries.js';
import { ClassQueries } from '../../libs/training/application/class-queries.js';

/** Every question that the application puts to its read store, by what somebody wants to know. */
export const questionsOf = (registry: Registry): { readonly [question: string]: () => Promise<unknown> } => {
  const { read } = registry;
  const [planning, classes, evidence] = [new PlanningQueries(read), new ClassQueries(read), new EvidenceQueries(registry.knowledge, read)];
  const somebody = async (): Promise<PlannedOfficial> => {
    const snapshot = await read.snapshot(planningProjection);
    const { items } = await snapshot.find({ collection: pool, limit: 1 }).finally(() => snapshot.close());
    return items[0]?.document as PlannedOfficial; // The sample plans for posts.
  };
  /** Planned for more posts than fit a page of two. */
  const somebodyOften = async (): Promise<string> => {
    const times = new Map<string, number>();
    const snapshot = await read.snapshot(planningProjection);
    for (let after: string | undefined; ; ) {
      const { items, next } = await snapshot.find({ collection: pool, limit: 1_000, ...(after === undefined ? {} : { after }) });
      for (const { document } of items) times.set(String(document['official']), (times.get(String(document['official'])) ?? 0) + 1);
      after = next;
      if (after === undefined) break;
    }
    await snapshot.close();
    return [...times].find(([, count]) => count > 2)?.[0] ?? '';
  };
  const someClass = async () => (await classes.list({ limit: 1 })).items[0];
  const twoPages = async <Page extends { readonly next: string | null }>(ask: (cursor?: string) => Promise<Page>): Promise<void> => {
    const { next } = await ask();
    if (next !== null) await ask(next);
  };
  const paged = (asked: Parameters<PlanningQueries['pool']>[0]) => twoPages((cursor) => planning.pool({ ...asked, limit: 2, ...(cursor === undefined ? {} : { cursor }) }));
  const listed = (asked: Parameters<ClassQueries['list']>[0]) => twoPages((cursor) => classes.list({ ...asked, limit: 2, ...(cursor === undefined ? {} : { cursor }) }));
  return {
    'the planning pool': () => paged({}),
    'who of the pool is approved': () => paged({ status: 'approved' }),
    'what an official is planned for': async () => paged({ official: await somebodyOften() }),
    'who is planned for a unit': async () => paged({ unit: (await somebody()).unit }),
    'who is planned for a position of a unit': async () => paged({ unit: (await somebody()).unit, position: (await somebody()).position }),
    'who is planned for a post of a term': async () => paged({ unit: (await somebody()).unit, position: (await somebody()).position, term: (await somebody()).term }),
    'one planning': async () => planning.one((await somebody()).planning),
    'classes by their first day': () => listed({}),
    'classes of a year': () => listed({ from: '2019-01-01', until: '2020-01-01' }),
    'classes of an organiser': async () => listed({ organiser: (await someClass())?.organiser ?? '' }),
    'classes of an organiser from a day on': async () => listed({ organiser: (await someClass())?.organiser ?? '', from: '2016-06-01' }),
    'one class': async () => classes.one((await someClass())?.class ?? ''),
    'the people behind a figure': async () => {
      const readings = new ReportingQueries(registry.knowledge).indicators({ trueOn: '2019-12-31' }).figures.map(({ reading }) => reading);
      for (const reading of readings) await evidence.evidence(reading, { trueOn: '2019-12-31', limit: 20 });
    },
    'everything there is to know, at start': () => new KnowledgeTail(registry.knowledge.anew(), read, registry.keys).load(),
    'how many are planned for a post, before one more is': async () => {
      const { official, unit, position, term, source } = await somebody();
      await clerkOf(registry).plan('propose', undefined, { official, unit, position, term, source, effectiveOn: civilDate('2020-12-01') });
    },
    'whether a decision is registered with another day': async () => clerkOf(registry).act('recruit', undefined, recruitment('Nguyễn Thị Lan', { unit: (await somebody()).unit, position: (await somebody()).position, decision: decision(1, '2020-01-15') })),
    'what is wished of projections': () => openControl(read, [planningProjection]).read(),
    'whether a rebuild came to the same': async () => {
      const [live, rebuilt] = [await read.snapshot(planningProjection), await read.snapshot(planningProjection)];
      await compareSnapshots(planningProjection, live, rebuilt, { turn: () => setImmediate(), delay: () => setImmediate() }, new AbortController().signal);
      await Promise.all([live.close(), rebuilt.close()]);
    },
    'how far a server’s log was searched': async () => {
      const positions = await savedPositionsIn(read, 'parity');
      await positions.save({ positions: BigUint64Array.of(1n, 7n), lastId: undefined, searchedTo: { position: 7n, id: 'b' } });
      await positions.load();
    },
  };
};
