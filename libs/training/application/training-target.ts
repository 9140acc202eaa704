import type { CommandTarget } from '../../commands/execute-command.js';
import { exists } from '../../event-store/exists.js';
import type { EventStoreReader } from '../../event-store/event-store.port.js';
import { civilDateAt } from '../../kernel/civil-date.js';
import type { KnownOrganisation } from '../../organisation/application/known-organisation.js';
import type { TrainingCommands } from '../domain/commands.js';
import { trainingCatalogue, type TrainingEvent } from '../domain/events.js';
import { training, type TrainingClass, type TrainingContext } from '../domain/training.js';

export const classStream = (id: string): string => `class-${id}`;

export const trainingTarget = (organisation: KnownOrganisation, store: EventStoreReader): CommandTarget<TrainingClass, TrainingEvent, TrainingCommands, TrainingContext> => {
  /** Officials once seen exist for ever. */
  const known = new Set<string>();
  const isKnown = async (official: string): Promise<boolean> => {
    if (known.has(official)) return true;
    const isThere = await exists(store, `official-${official}`);
    if (isThere) known.add(official);
    return isThere;
  };
  return {
    context: 'training',
    aggregate: training,
    catalogue: trainingCatalogue,
    opening: new Set(['open']),
    streamOf: classStream,
    personOf: () => undefined,
    prepare: async ({ ids, command, nowMs }) => {
      const { structure, index } = await organisation.read();
      const unknown = new Set<string>();
      if ('participants' in command) for (const { official } of command.participants) if (!(await isKnown(official))) unknown.add(official);
      return { context: { ids, today: civilDateAt(nowMs), structure, officialExists: (official: string) => !unknown.has(official) }, reliedOn: index };
    },
  };
};
