import type { EventStoreReader } from '../../libs/event-store/event-store.port.js';
import type { Elsewhere } from '../../libs/officials/application/officials-target.js';
import type { PoolCounts } from '../../libs/planning/application/planning-target.js';
import { planningProjection, pool, type PlannedOfficial } from '../../libs/planning/read-models/planning-projection.js';
import type { ProjectionProgress } from '../../libs/projection-engine/progress.js';
import type { ProjectionSpec, ReadStore } from '../../libs/read-store/read-store.port.js';
import type { Knowledge } from '../../libs/reporting/application/knowledge.js';
import type { KnowledgeTail } from '../../libs/reporting/application/knowledge-tail.js';
import { decisionKey, decisions, decisionsProjection, type RegisteredDecision } from '../../libs/reporting/read-models/decisions-projection.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';

/** Where commands look for what stands outside their own stream. */
export type ReadSide = {
  readonly read: ReadStore;
  readonly progress: ProjectionProgress;
  readonly knowledge: Pick<Knowledge, 'index' | 'postHolders'>;
  readonly tail: Pick<KnowledgeTail, 'follow'>;
};

/** How long a command waits for the read side to have seen the log, before it is judged by what is known: seats, pools and decisions registered. */
const seenWaitMs = 500;

export type AskedElsewhere = { readonly elsewhere: Elsewhere; readonly poolCounts: PoolCounts };

/** Bulk recording does not ask: the read side is far behind then, and paused. */
export const askNobody: AskedElsewhere = {
  elsewhere: { holders: () => Promise.resolve(undefined), signedOn: () => Promise.resolve(undefined) },
  poolCounts: () => Promise.resolve({ ofPost: 0, ofPerson: 0 }),
};

export const askReadSide = (events: EventStoreReader, { read, progress, knowledge, tail }: ReadSide): AskedElsewhere => {
  const seen = async (name: string): Promise<void> => {
    // What is paused or has stopped is asked as it is: waiting would only hold the command up.
    if (progress.isRunning(name)) await progress.waitFor(await events.head(), seenWaitMs, name);
  };
  const pools = poolCountsIn(read);
  return {
    elsewhere: {
      holders: async () => {
        if (knowledge.index < (await events.head())) {
          await seen(ledgerProjection.name);
          await tail.follow();
        }
        return knowledge.postHolders.on;
      },
      signedOn: async (decision) => {
        await seen(decisionsProjection.name);
        return (await readOne<RegisteredDecision>(read, decisionsProjection, decisions, decisionKey(decision)))?.signedOn;
      },
    },
    poolCounts: async (proposal) => {
      await seen(planningProjection.name);
      return pools(proposal);
    },
  };
};

const readOne = async <Found>(read: ReadStore, projection: ProjectionSpec, collection: string, key: string): Promise<Found | undefined> => {
  const snapshot = await read.snapshot(projection);
  try {
    return (await snapshot.get(collection, key)) as Found | undefined; // Only the projection writes the collection.
  } finally {
    await snapshot.close();
  }
};

/** Names looked at together: those removed earlier stand among those that count. */
const poolPage = 500;

const poolCountsIn = (read: ReadStore): PoolCounts => async ({ official, unit, position, term }) => {
  const snapshot = await read.snapshot(planningProjection);
  const standingIn = async (index: string, equals: readonly string[]): Promise<readonly PlannedOfficial[]> => {
    const standing: PlannedOfficial[] = [];
    for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const page = await snapshot.find({ collection: pool, index, equals, limit: poolPage, ...(after === undefined ? {} : { after }) });
      standing.push(...page.items.map(({ document }) => document as PlannedOfficial).filter(({ status }) => status === 'proposed' || status === 'approved')); // Only the projection writes the collection.
      after = page.next;
    }
    return standing;
  };
  try {
    return { ofPost: (await standingIn('post', [unit, position, term])).length, ofPerson: (await standingIn('official', [official])).length };
  } finally {
    await snapshot.close();
  }
};
