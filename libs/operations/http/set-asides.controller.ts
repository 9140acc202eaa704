import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Submission } from '../../commands/command-outcome.js';
import { answerCommand } from '../../platform/http/answer-command.js';
import { CommandAnswers, Problems, ReceiptAnswer } from '../../platform/http/answers.js';
import { CommandHeaders, SubmissionOf } from '../../platform/http/submission.decorator.js';
import { SetAsidesAnswer } from '../answers/set-asides.dto.js';
import { SetEventAside } from '../application/set-aside-event.js';
import { SetAsideQueries } from '../application/set-asides.js';
import type { SetAsideCommands } from '../domain/commands.js';
import { eventIndex } from './event-index.js';
import { setAsideRefusalTexts } from './set-aside-refusals.js';
import { ProposeSetAsideDto, ProposeUndoDto } from './set-asides.dto.js';

const Index = () => ApiParam({ name: 'index', schema: { type: 'integer', minimum: 0 } });

@ApiTags('Vận hành / operation')
@CommandHeaders()
@CommandAnswers()
@Controller('events/:index/set-aside')
export class SetAsideCommandsController {
  constructor(private readonly bus: CommandBus) {}

  @Post('propose')
  @Index()
  @ApiOperation({ operationId: 'proposeSetAside', summary: 'Đề nghị gác sự kiện không áp dụng được / propose to set an event aside that cannot be applied' })
  propose(@Param('index') index: string, @Body() body: ProposeSetAsideDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return this.#give('propose', { index: eventIndex(index), ...body }, submission, reply);
  }

  @Post('approve')
  @Index()
  @ApiOperation({ operationId: 'approveSetAside', summary: 'Người thứ hai duyệt việc gác / a second person approves it' })
  approve(@Param('index') index: string, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return this.#give('approve', { index: eventIndex(index) }, submission, reply);
  }

  @Post('propose-undo')
  @Index()
  @ApiOperation({ operationId: 'proposeUndoSetAside', summary: 'Đề nghị bỏ gác / propose that it counts again' })
  proposeUndo(@Param('index') index: string, @Body() body: ProposeUndoDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return this.#give('propose-undo', { index: eventIndex(index), ...body }, submission, reply);
  }

  @Post('approve-undo')
  @Index()
  @ApiOperation({ operationId: 'approveUndoSetAside', summary: 'Người thứ hai duyệt việc bỏ gác / a second person approves that' })
  approveUndo(@Param('index') index: string, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return this.#give('approve-undo', { index: eventIndex(index) }, submission, reply);
  }

  @Post('withdraw')
  @Index()
  @ApiOperation({ operationId: 'withdrawSetAside', summary: 'Rút đề nghị / withdraw what is proposed' })
  withdraw(@Param('index') index: string, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return this.#give('withdraw', { index: eventIndex(index) }, submission, reply);
  }

  async #give<Operation extends keyof SetAsideCommands>(operation: Operation, command: Omit<SetAsideCommands[Operation], 'by'>, submission: Submission, reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new SetEventAside(operation, command, submission)), setAsideRefusalTexts, reply);
  }
}

@ApiTags('Vận hành / operation')
@Problems(400, 503)
@Controller('set-asides')
export class SetAsidesController {
  constructor(private readonly queries: SetAsideQueries) {}

  @Get()
  @ApiOperation({ operationId: 'getSetAsides', summary: 'Các sự kiện được gác / the events that every number leaves out' })
  @ApiOkResponse({ type: SetAsidesAnswer })
  async standing(): Promise<SetAsidesAnswer> {
    return { setAside: (await this.queries.standing()).map(({ reference = null, ...rest }) => ({ ...rest, reference })) };
  }
}
