import { Body, Controller, Post, Res } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { Submission } from '../../libs/commands/command-outcome.js';
import { CorrectGenderDto } from '../../libs/officials/http/official-commands.dto.js';
import { IdParam } from '../../libs/platform/http/id-param.js';
import { SubmissionOf } from '../../libs/platform/http/submission.decorator.js';

class RecordNothing extends Command<object> {
  constructor(readonly official: string, readonly command: object, readonly submission: Submission) {
    super();
  }
}

@CommandHandler(RecordNothing)
export class RecordNothingHandler implements ICommandHandler<RecordNothing> {
  execute({ official }: RecordNothing): Promise<object> {
    return Promise.resolve({ commandId: official, id: official, stream: `official-${official}`, revision: 0, position: '0', index: 0, events: [] });
  }
}

/** A command route that does nothing behind the same validation, bus and answer: what the rest of a command's cost is measured against. */
@Controller('nothing')
export class NothingController {
  constructor(private readonly bus: CommandBus) {}

  @Post(':official/correct-gender')
  async nothing(@IdParam('official') official: string, @Body() command: CorrectGenderDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    void reply.header('etag', '"0"');
    return this.bus.execute(new RecordNothing(official, command, submission));
  }
}
