import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Submission } from '../../commands/command-outcome.js';
import { answerCommand } from '../../platform/http/answer-command.js';
import { CommandAnswers, ReceiptAnswer } from '../../platform/http/answers.js';
import { IdParam } from '../../platform/http/id-param.js';
import { CommandHeaders, SubmissionOf } from '../../platform/http/submission.decorator.js';
import { PlanOfficial } from '../application/plan-official.js';
import { ApprovePlanningDto, FulfilPlanningDto, ProposePlanningDto, RemoveFromPlanningDto } from './planning-commands.dto.js';
import { refusalTexts } from './refusals.js';

@ApiTags('Quy hoạch / planning')
@CommandHeaders()
@CommandAnswers()
@Controller('planning')
export class PlanningCommandsController {
  constructor(private readonly bus: CommandBus) {}

  @Post('propose')
  @ApiOperation({ operationId: 'proposePlanning', summary: 'Đề xuất quy hoạch / propose' })
  async propose(@Body() command: ProposePlanningDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new PlanOfficial('propose', undefined, command, submission)), refusalTexts, reply);
  }

  @Post(':planning/approve')
  @ApiOperation({ operationId: 'approvePlanning', summary: 'Phê duyệt quy hoạch / approve' })
  async approve(@IdParam('planning') planning: string, @Body() command: ApprovePlanningDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new PlanOfficial('approve', planning, command, submission)), refusalTexts, reply);
  }

  @Post(':planning/remove')
  @ApiOperation({ operationId: 'removePlanning', summary: 'Đưa ra khỏi quy hoạch / remove' })
  async remove(@IdParam('planning') planning: string, @Body() command: RemoveFromPlanningDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new PlanOfficial('remove', planning, command, submission)), refusalTexts, reply);
  }

  @Post(':planning/fulfil')
  @ApiOperation({ operationId: 'fulfilPlanning', summary: 'Bổ nhiệm vào chức danh quy hoạch / fulfil' })
  async fulfil(@IdParam('planning') planning: string, @Body() command: FulfilPlanningDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new PlanOfficial('fulfil', planning, command, submission)), refusalTexts, reply);
  }
}
