import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Submission } from '../../commands/command-outcome.js';
import { plan3009 } from '../../indicators/rules/plan-3009.js';
import type { RuleSet } from '../../indicators/rules/rule-set.js';
import { answerCommand } from '../../platform/http/answer-command.js';
import { CommandAnswers, ReceiptAnswer } from '../../platform/http/answers.js';
import { OneOfField } from '../../platform/http/fields.js';
import { CommandHeaders, SubmissionOf } from '../../platform/http/submission.decorator.js';
import { PublishRuleSet } from '../application/publish-rule-set.js';
import { ruleSetRefusalTexts } from './rule-set-refusals.js';

/** The rule sets of this release, by their code. */
const known: { readonly [Code in AdoptRuleSetDto['ruleSet']]: RuleSet } = { 'plan-3009': plan3009 };

export class AdoptRuleSetDto {
  @OneOfField(['plan-3009'], { description: 'Bộ quy tắc có sẵn / a rule set of this release' }) ruleSet!: 'plan-3009';
}

@ApiTags('Chỉ tiêu / indicators')
@CommandHeaders()
@CommandAnswers()
@Controller('rule-sets')
export class RuleSetsController {
  constructor(private readonly bus: CommandBus) {}

  @Post('adopt')
  @ApiOperation({ operationId: 'adoptRuleSet', summary: 'Ban hành bộ quy tắc có sẵn / publish a rule set of this release' })
  async adopt(@Body() { ruleSet }: AdoptRuleSetDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new PublishRuleSet(known[ruleSet], submission)), ruleSetRefusalTexts, reply);
  }
}
