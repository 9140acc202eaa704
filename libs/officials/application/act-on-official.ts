import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOutcome, Submission } from '../../commands/command-outcome.js';
import { CommandExecutor } from '../../commands/execute-command.js';
import type { OfficialCommands } from '../domain/commands.js';
import type { OfficialEvent } from '../domain/events.js';
import type { OfficialContext } from '../domain/official-context.js';
import type { Official } from '../domain/official.js';

/** One act on one official; `official` is absent for the two that open a record. */
export class ActOnOfficial<Operation extends keyof OfficialCommands = keyof OfficialCommands> extends Command<CommandOutcome> {
  constructor(
    readonly operation: Operation,
    readonly official: string | undefined,
    readonly command: OfficialCommands[Operation],
    readonly submission: Submission,
  ) {
    super();
  }
}

export class OfficialsExecutor extends CommandExecutor<Official, OfficialEvent, OfficialCommands, OfficialContext> {}

@CommandHandler(ActOnOfficial)
export class ActOnOfficialHandler implements ICommandHandler<ActOnOfficial> {
  constructor(private readonly executor: OfficialsExecutor) {}

  execute({ operation, official, command, submission }: ActOnOfficial): Promise<CommandOutcome> {
    return this.executor.execute({ operation, ...(official === undefined ? {} : { target: official }), command, submission });
  }
}
