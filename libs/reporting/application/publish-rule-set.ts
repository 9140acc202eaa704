import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOutcome, Submission } from '../../commands/command-outcome.js';
import { CommandExecutor, type CommandTarget } from '../../commands/execute-command.js';
import { ruleSets, type PublishedRuleSet, type RuleSetCommands } from '../../indicators/rules/publish-rule-set.js';
import { ruleSetCatalogue, type RuleSet, type RuleSetEvent } from '../../indicators/rules/rule-set.js';
import { nothingKnown } from '../../kernel/log.js';

export const ruleSetStream = (ruleSet: string): string => `ruleset-${ruleSet}`;

export const ruleSetTarget: CommandTarget<PublishedRuleSet, RuleSetEvent, RuleSetCommands, object> = {
  context: 'rule-sets',
  aggregate: ruleSets,
  catalogue: ruleSetCatalogue,
  opening: new Set(),
  streamOf: ruleSetStream,
  personOf: () => undefined,
  prepare: () => Promise.resolve({ context: {}, reliedOn: nothingKnown }),
};

export class PublishRuleSet extends Command<CommandOutcome> {
  constructor(readonly ruleSet: RuleSet, readonly submission: Submission) {
    super();
  }
}

export class RuleSetExecutor extends CommandExecutor<PublishedRuleSet, RuleSetEvent, RuleSetCommands, object> {}

@CommandHandler(PublishRuleSet)
export class PublishRuleSetHandler implements ICommandHandler<PublishRuleSet> {
  constructor(private readonly executor: RuleSetExecutor) {}

  execute({ ruleSet, submission }: PublishRuleSet): Promise<CommandOutcome> {
    return this.executor.execute({ operation: 'publish', target: ruleSet.ruleSet, command: ruleSet, submission });
  }
}
