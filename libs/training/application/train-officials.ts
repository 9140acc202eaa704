import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOutcome, Submission } from '../../commands/command-outcome.js';
import { CommandExecutor } from '../../commands/execute-command.js';
import type { TrainingCommands } from '../domain/commands.js';
import type { TrainingEvent } from '../domain/events.js';
import type { TrainingClass, TrainingContext } from '../domain/training.js';

/** One act on one class; `id` is absent for its opening. */
export class TrainOfficials<Operation extends keyof TrainingCommands = keyof TrainingCommands> extends Command<CommandOutcome> {
  constructor(
    readonly operation: Operation,
    readonly id: string | undefined,
    readonly command: TrainingCommands[Operation],
    readonly submission: Submission,
  ) {
    super();
  }
}

export class TrainingExecutor extends CommandExecutor<TrainingClass, TrainingEvent, TrainingCommands, TrainingContext> {}

@CommandHandler(TrainOfficials)
export class TrainOfficialsHandler implements ICommandHandler<TrainOfficials> {
  constructor(private readonly executor: TrainingExecutor) {}

  execute({ operation, id, command, submission }: TrainOfficials): Promise<CommandOutcome> {
    return this.executor.execute({ operation, ...(id === undefined ? {} : { target: id }), command, submission });
  }
}
