import { OfficialsExecutor } from '../../libs/officials/application/act-on-official.js';
import { officialsTarget, type Elsewhere } from '../../libs/officials/application/officials-target.js';
import { OrganisationExecutor } from '../../libs/organisation/application/change-organisation.js';
import { KnownOrganisation } from '../../libs/organisation/application/known-organisation.js';
import { organisationTarget } from '../../libs/organisation/application/organisation-target.js';
import { domainCatalogue } from '../../libs/catalogue/domain-catalogue.js';
import type { CommandPorts } from '../../libs/commands/execute-command.js';
import { systemRandom } from '../../libs/commands/recording.js';
import type { EventStore } from '../../libs/event-store/event-store.port.js';
import { civilDateAt } from '../../libs/kernel/civil-date.js';
import type { Clock } from '../../libs/kernel/ports.js';
import type { KeyStore } from '../../libs/key-store/key-store.port.js';
import { PlanningExecutor } from '../../libs/planning/application/plan-official.js';
import type { Operation } from '../../libs/platform/operation/operation.js';
import { planningTarget, type PoolCounts } from '../../libs/planning/application/planning-target.js';
import { planningProjection, pool, type PlannedOfficial } from '../../libs/planning/read-models/planning-projection.js';
import { openProjectionEngine, type ProjectionEngine } from '../../libs/projection-engine/projection-engine.js';
import type { ReadStore } from '../../libs/read-store/read-store.port.js';
import { Knowledge } from '../../libs/reporting/application/knowledge.js';
import { KnowledgeTail } from '../../libs/reporting/application/knowledge-tail.js';
import { RuleSetExecutor, ruleSetTarget } from '../../libs/reporting/application/publish-rule-set.js';
import { decisionKey, decisions, decisionsProjection, type RegisteredDecision } from '../../libs/reporting/read-models/decisions-projection.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';
import { TrainingExecutor } from '../../libs/training/application/train-officials.js';
import { trainingTarget } from '../../libs/training/application/training-target.js';
import { trainingProjection } from '../../libs/training/read-models/training-projection.js';

export type RegistryStores = { readonly events: EventStore; readonly read: ReadStore; readonly keys: KeyStore };
export type RegistryOptions = {
  readonly stores: RegistryStores;
  readonly clock: Clock;
  readonly province: string;
  /** Bulk recording does not ask the read side about seats, pools and registered decisions: it is far behind, and paused. */
  readonly asksReadSide?: boolean;
  /** What measures and traces the work; without it nothing does. */
  readonly operation?: Pick<Operation, 'over' | 'observer' | 'projections'>;
  /** Streams kept folded in memory, for each kind. */
  readonly streamsMax?: number;
};

/** Everything that one process on one machine holds: command side, projections and what is known. */
export type Registry = RegistryStores & {
  readonly clock: Clock;
  readonly province: string;
  readonly organisation: KnownOrganisation;
  readonly engine: ProjectionEngine;
  readonly knowledge: Knowledge;
  readonly tail: KnowledgeTail;
  readonly executors: {
    readonly officials: OfficialsExecutor;
    readonly organisation: OrganisationExecutor;
    readonly planning: PlanningExecutor;
    readonly training: TrainingExecutor;
    readonly ruleSets: RuleSetExecutor;
  };
  close(): Promise<void>;
};

export const projections = [ledgerProjection, planningProjection, trainingProjection, decisionsProjection];

/** How long a command waits for the read side to have seen the log, before it is judged by what is known: seats, pools and decisions registered. */
const seenWaitMs = 500;

/** Opens the application over its stores; the caller owns the lock. Projections start from their checkpoints. */
export const openRegistry = async ({ stores, clock, province, asksReadSide = true, operation, streamsMax = 10_000 }: RegistryOptions): Promise<Registry> => {
  const { events, read, keys } = operation?.over(stores) ?? stores;
  const knowledge = new Knowledge(clock);
  const tail = new KnowledgeTail(knowledge, read, keys);
  for (const projection of projections) await read.declare(projection);
  const engine = await openProjectionEngine({ store: events, readStore: read, catalogue: domainCatalogue, projections: operation?.projections(projections) ?? projections, clock });
  const organisation = new KnownOrganisation(events, province);
  const seen = async (name: string): Promise<void> => {
    // What is paused or has stopped is asked as it is: waiting would only hold the command up.
    if (engine.isRunning(name)) await engine.waitFor(await events.head(), seenWaitMs, name);
  };
  const elsewhere: Elsewhere = {
    holders: async () => {
      if (!asksReadSide) return undefined;
      if (knowledge.index < (await events.head())) {
        await seen(ledgerProjection.name);
        await tail.follow();
      }
      return knowledge.postHolders.on;
    },
    signedOn: async (decision) => {
      if (!asksReadSide) return undefined;
      await seen(decisionsProjection.name);
      return (await readOne<RegisteredDecision>(read, decisionsProjection, decisions, decisionKey(decision)))?.signedOn;
    },
  };
  const pools = poolCounts(read);
  const countsOf: PoolCounts = async (proposal) => {
    await seen(planningProjection.name);
    return pools(proposal);
  };
  const ports: CommandPorts = { store: events, keys, clock, random: systemRandom, ...(operation ? { observer: operation.observer } : {}) };
  return {
    events,
    read,
    keys,
    clock,
    province,
    organisation,
    engine,
    knowledge,
    tail,
    executors: {
      officials: new OfficialsExecutor(officialsTarget(organisation, keys, events, elsewhere), ports, streamsMax),
      organisation: new OrganisationExecutor(organisationTarget(civilDateAt), ports, 1),
      planning: new PlanningExecutor(planningTarget(organisation, events, asksReadSide ? countsOf : noPool), ports, streamsMax),
      training: new TrainingExecutor(trainingTarget(organisation, events), ports, streamsMax),
      ruleSets: new RuleSetExecutor(ruleSetTarget, ports, 16),
    },
    close: async () => {
      await engine.close();
      await events.close();
      await read.close();
      await keys.close();
    },
  };
};

const readOne = async <Found>(read: ReadStore, projection: (typeof projections)[number], collection: string, key: string): Promise<Found | undefined> => {
  const snapshot = await read.snapshot(projection);
  try {
    return (await snapshot.get(collection, key)) as Found | undefined; // Only the projection writes the collection.
  } finally {
    await snapshot.close();
  }
};

/** Names looked at together: those removed earlier stand among those that count. */
const poolPage = 500;

const noPool: PoolCounts = () => Promise.resolve({ ofPost: 0, ofPerson: 0 });

const poolCounts = (read: ReadStore): PoolCounts => async ({ official, unit, position, term }) => {
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
