import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOutcome, Submission } from '../../commands/command-outcome.js';
import { CommandExecutor, type CommandTarget } from '../../commands/execute-command.js';
import type { EventStoreReader, StoredEvent } from '../../event-store/event-store.port.js';
import type { LogIndex } from '../../kernel/log.js';
import type { ProjectionProgress } from '../../projection-engine/progress.js';
import type { ProjectionStatus } from '../../projection-engine/projection.js';
import type { SetAsideCommands } from '../domain/commands.js';
import { isSetAsideEvent, setAsideCatalogue, setAsideStream, type SetAsideEvent } from '../domain/events.js';
import { setAsides, type SetAsideContext, type SetAsides } from '../domain/set-asides.js';

const eventAt = async (store: EventStoreReader, index: LogIndex): Promise<StoredEvent | undefined> => {
  for await (const [stored] of store.readAll({ fromIndex: index, limit: 1 })) return stored?.index === index ? stored : undefined;
  return undefined;
};

/** Also of documents that are being made anew: a later release may fail where the live one did not. */
const isStoppedAt = (index: LogIndex) => ({ stoppedAt, operation }: ProjectionStatus): boolean => stoppedAt?.index === index || operation?.rebuild?.stoppedAt?.index === index;

export const setAsideTarget = (store: EventStoreReader, progress: Pick<ProjectionProgress, 'status'>): CommandTarget<SetAsides, SetAsideEvent, SetAsideCommands, SetAsideContext> => ({
  context: 'set-asides',
  aggregate: setAsides,
  catalogue: setAsideCatalogue,
  opening: new Set(),
  streamOf: () => setAsideStream,
  personOf: () => undefined,
  prepare: async ({ command: { index } }) => {
    const [stored, status] = [await eventAt(store, index), await progress.status()];
    const context = { eventType: stored?.type, isStoppedAt: status.some(isStoppedAt(index)), isOwn: stored !== undefined && isSetAsideEvent(stored) };
    return { context, reliedOn: index };
  },
});

/** One step towards setting an event aside or undoing it; who takes it is whoever submits it. */
export class SetEventAside<Operation extends keyof SetAsideCommands = keyof SetAsideCommands> extends Command<CommandOutcome> {
  constructor(readonly operation: Operation, readonly command: Omit<SetAsideCommands[Operation], 'by'>, readonly submission: Submission) {
    super();
  }
}

export class SetAsideExecutor extends CommandExecutor<SetAsides, SetAsideEvent, SetAsideCommands, SetAsideContext> {}

@CommandHandler(SetEventAside)
export class SetEventAsideHandler implements ICommandHandler<SetEventAside> {
  constructor(private readonly executor: SetAsideExecutor) {}

  execute({ operation, command, submission }: SetEventAside): Promise<CommandOutcome> {
    // Every operation's command is what was asked with the name of who asks.
    const decided = { ...command, by: submission.actor } as SetAsideCommands[typeof operation];
    return this.executor.execute({ operation, target: String(command.index), command: decided, submission });
  }
}
