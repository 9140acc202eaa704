import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOutcome, Submission } from '../../commands/command-outcome.js';
import { CommandExecutor } from '../../commands/execute-command.js';
import type { OrganisationCommands } from '../domain/commands.js';
import type { OrganisationEvent } from '../domain/events.js';
import type { OrganisationContext } from '../domain/organisation.js';
import type { OrganisationState } from '../domain/organisation-state.js';

/** One act on the organisation of a province. */
export class ChangeOrganisation<Operation extends keyof OrganisationCommands = keyof OrganisationCommands> extends Command<CommandOutcome> {
  constructor(
    readonly operation: Operation,
    readonly province: string,
    readonly command: OrganisationCommands[Operation],
    readonly submission: Submission,
  ) {
    super();
  }
}

export class OrganisationExecutor extends CommandExecutor<OrganisationState, OrganisationEvent, OrganisationCommands, OrganisationContext> {}

@CommandHandler(ChangeOrganisation)
export class ChangeOrganisationHandler implements ICommandHandler<ChangeOrganisation> {
  constructor(private readonly executor: OrganisationExecutor) {}

  execute({ operation, province, command, submission }: ChangeOrganisation): Promise<CommandOutcome> {
    return this.executor.execute({ operation, target: province, command, submission });
  }
}
