import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Submission } from '../../commands/command-outcome.js';
import { answerCommand } from '../../platform/http/answer-command.js';
import { CommandAnswers, ReceiptAnswer } from '../../platform/http/answers.js';
import { IdParam } from '../../platform/http/id-param.js';
import { CommandHeaders, SubmissionOf } from '../../platform/http/submission.decorator.js';
import { TrainOfficials } from '../application/train-officials.js';
import { CloseClassDto, CompleteTrainingDto, OpenClassDto, SendToTrainingDto, WithdrawFromTrainingDto } from './training-commands.dto.js';
import { refusalTexts } from './refusals.js';

@ApiTags('Đào tạo, bồi dưỡng / training')
@CommandHeaders()
@CommandAnswers()
@Controller('classes')
export class TrainingCommandsController {
  constructor(private readonly bus: CommandBus) {}

  @Post('open')
  @ApiOperation({ operationId: 'openClasses', summary: 'Mở lớp / open a class' })
  async open(@Body() command: OpenClassDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new TrainOfficials('open', undefined, command, submission)), refusalTexts, reply);
  }

  @Post(':class/send')
  @ApiOperation({ operationId: 'sendClasses', summary: 'Cử đi học / send to training' })
  async send(@IdParam('class') id: string, @Body() command: SendToTrainingDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new TrainOfficials('send', id, command, submission)), refusalTexts, reply);
  }

  @Post(':class/complete')
  @ApiOperation({ operationId: 'completeClasses', summary: 'Hoàn thành khóa học / complete' })
  async complete(@IdParam('class') id: string, @Body() command: CompleteTrainingDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new TrainOfficials('complete', id, command, submission)), refusalTexts, reply);
  }

  @Post(':class/withdraw')
  @ApiOperation({ operationId: 'withdrawClasses', summary: 'Bỏ học, không đạt / withdraw' })
  async withdraw(@IdParam('class') id: string, @Body() command: WithdrawFromTrainingDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new TrainOfficials('withdraw', id, command, submission)), refusalTexts, reply);
  }

  @Post(':class/close')
  @ApiOperation({ operationId: 'closeClasses', summary: 'Đóng lớp / close the class' })
  async close(@IdParam('class') id: string, @Body() command: CloseClassDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new TrainOfficials('close', id, command, submission)), refusalTexts, reply);
  }
}
