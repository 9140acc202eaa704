import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOutcome, Submission } from '../../commands/command-outcome.js';
import { CommandExecutor } from '../../commands/execute-command.js';
import type { PlanningCommands } from '../domain/commands.js';
import type { PlanningEvent } from '../domain/events.js';
import type { PlannedOfficial, PlanningContext } from '../domain/planning.js';

/** One step of planning an official for a post; `planning` is absent for the proposal, which opens a record. */
export class PlanOfficial<Operation extends keyof PlanningCommands = keyof PlanningCommands> extends Command<CommandOutcome> {
  constructor(
    readonly operation: Operation,
    readonly planning: string | undefined,
    readonly command: PlanningCommands[Operation],
    readonly submission: Submission,
  ) {
    super();
  }
}

export class PlanningExecutor extends CommandExecutor<PlannedOfficial, PlanningEvent, PlanningCommands, PlanningContext> {}

@CommandHandler(PlanOfficial)
export class PlanOfficialHandler implements ICommandHandler<PlanOfficial> {
  constructor(private readonly executor: PlanningExecutor) {}

  execute({ operation, planning, command, submission }: PlanOfficial): Promise<CommandOutcome> {
    return this.executor.execute({ operation, ...(planning === undefined ? {} : { target: planning }), command, submission });
  }
}
