import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Submission } from '../../commands/command-outcome.js';
import { answerCommand } from '../../platform/http/answer-command.js';
import { CommandAnswers, ReceiptAnswer } from '../../platform/http/answers.js';
import { IdParam } from '../../platform/http/id-param.js';
import { CommandHeaders, SubmissionOf } from '../../platform/http/submission.decorator.js';
import { ActOnOfficial } from '../application/act-on-official.js';
import { AcceptResignationDto, AddConcurrentPostDto, AnnulActDto, AppointOfficialDto, ApproveElectionDto, CorrectGenderDto, ElectOfficialDto, RecordDeathDto, RecordOfficialFoundInServiceDto, RecordPostFoundHeldDto, RecruitOfficialDto, RelieveOfficialDto, RetireOfficialDto, ReturnOfficialDto, TransferOfficialDto, TransferOfficialOutDto } from './official-commands.dto.js';
import { refusalTexts } from './refusals.js';

@ApiTags('Cán bộ, công chức, viên chức / officials')
@CommandHeaders()
@CommandAnswers()
@Controller('officials')
export class OfficialCommandsController {
  constructor(private readonly bus: CommandBus) {}

  @Post('recruit')
  @ApiOperation({ operationId: 'recruit', summary: 'Tuyển dụng, tiếp nhận / recruit' })
  async recruit(@Body() command: RecruitOfficialDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('recruit', undefined, command, submission)), refusalTexts, reply);
  }

  @Post('find-in-service')
  @ApiOperation({ operationId: 'findInService', summary: 'Có mặt theo danh sách / found in service' })
  async findInService(@Body() command: RecordOfficialFoundInServiceDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('find-in-service', undefined, command, submission)), refusalTexts, reply);
  }

  @Post(':official/find-post-held')
  @ApiOperation({ operationId: 'findPostHeld', summary: 'Giữ chức vụ theo danh sách / found holding a post' })
  async findPostHeld(@IdParam('official') official: string, @Body() command: RecordPostFoundHeldDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('find-post-held', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/appoint')
  @ApiOperation({ operationId: 'appoint', summary: 'Bổ nhiệm / appoint' })
  async appoint(@IdParam('official') official: string, @Body() command: AppointOfficialDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('appoint', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/elect')
  @ApiOperation({ operationId: 'elect', summary: 'Bầu / elect' })
  async elect(@IdParam('official') official: string, @Body() command: ElectOfficialDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('elect', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/approve')
  @ApiOperation({ operationId: 'approve', summary: 'Phê chuẩn kết quả bầu / approve an election' })
  async approve(@IdParam('official') official: string, @Body() command: ApproveElectionDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('approve', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/add-concurrent-post')
  @ApiOperation({ operationId: 'addConcurrentPost', summary: 'Kiêm nhiệm / add a concurrent post' })
  async addConcurrentPost(@IdParam('official') official: string, @Body() command: AddConcurrentPostDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('add-concurrent-post', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/relieve')
  @ApiOperation({ operationId: 'relieve', summary: 'Thôi giữ chức vụ / relieve of a post' })
  async relieve(@IdParam('official') official: string, @Body() command: RelieveOfficialDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('relieve', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/transfer')
  @ApiOperation({ operationId: 'transfer', summary: 'Điều động / transfer' })
  async transfer(@IdParam('official') official: string, @Body() command: TransferOfficialDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('transfer', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/retire')
  @ApiOperation({ operationId: 'retire', summary: 'Nghỉ hưu / retire' })
  async retire(@IdParam('official') official: string, @Body() command: RetireOfficialDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('retire', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/resign')
  @ApiOperation({ operationId: 'resign', summary: 'Thôi việc / resign' })
  async resign(@IdParam('official') official: string, @Body() command: AcceptResignationDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('resign', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/record-death')
  @ApiOperation({ operationId: 'recordDeath', summary: 'Từ trần / record a death' })
  async recordDeath(@IdParam('official') official: string, @Body() command: RecordDeathDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('record-death', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/transfer-out')
  @ApiOperation({ operationId: 'transferOut', summary: 'Chuyển ra ngoài tỉnh / transfer out of the province' })
  async transferOut(@IdParam('official') official: string, @Body() command: TransferOfficialOutDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('transfer-out', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/return')
  @ApiOperation({ operationId: 'return', summary: 'Trở lại công tác / return' })
  async return(@IdParam('official') official: string, @Body() command: ReturnOfficialDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('return', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/correct-gender')
  @ApiOperation({ operationId: 'correctGender', summary: 'Đính chính giới tính / correct the gender' })
  async correctGender(@IdParam('official') official: string, @Body() command: CorrectGenderDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('correct-gender', official, command, submission)), refusalTexts, reply);
  }

  @Post(':official/annul-act')
  @ApiOperation({ operationId: 'annulAct', summary: 'Hủy bỏ quyết định / annul an act' })
  async annulAct(@IdParam('official') official: string, @Body() command: AnnulActDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ActOnOfficial('annul-act', official, command, submission)), refusalTexts, reply);
  }
}
