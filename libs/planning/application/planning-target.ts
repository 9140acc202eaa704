import type { CommandTarget } from '../../commands/execute-command.js';
import { exists } from '../../event-store/exists.js';
import type { EventStoreReader } from '../../event-store/event-store.port.js';
import { civilDateAt } from '../../kernel/civil-date.js';
import type { KnownOrganisation } from '../../organisation/application/known-organisation.js';
import type { PlanningCommands, ProposePlanning } from '../domain/commands.js';
import { planningCatalogue, type PlanningEvent } from '../domain/events.js';
import { planning, type PlannedOfficial, type PlanningContext } from '../domain/planning.js';

/** How many stand in the pool beside a proposal: for the same post and term, and of the same person. */
export type PoolCounts = (proposal: Pick<ProposePlanning, 'official' | 'unit' | 'position' | 'term'>) => Promise<{ readonly ofPost: number; readonly ofPerson: number }>;

export const planningStream = (id: string): string => `planning-${id}`;

export const planningTarget = (
  organisation: KnownOrganisation,
  store: EventStoreReader,
  poolCounts: PoolCounts,
): CommandTarget<PlannedOfficial, PlanningEvent, PlanningCommands, PlanningContext> => ({
  context: 'planning',
  aggregate: planning,
  catalogue: planningCatalogue,
  opening: new Set(['propose']),
  streamOf: planningStream,
  personOf: (_, command, state) => ('official' in command ? command.official : 'official' in state ? state.official : undefined),
  prepare: async ({ ids, command, nowMs }) => {
    const { structure, index } = await organisation.read();
    const isProposal = 'official' in command;
    const isKnown = isProposal && (await exists(store, `official-${command.official}`));
    const pool = isProposal ? await poolCounts(command) : { ofPost: 0, ofPerson: 0 };
    const context = { ids, today: civilDateAt(nowMs), structure, officialExists: () => isKnown, poolOfPost: pool.ofPost, poolOfPerson: pool.ofPerson };
    return { context, reliedOn: index };
  },
});
