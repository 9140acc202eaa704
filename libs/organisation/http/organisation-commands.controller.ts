import { Body, Controller, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Submission } from '../../commands/command-outcome.js';
import { answerCommand } from '../../platform/http/answer-command.js';
import { CommandAnswers, ReceiptAnswer } from '../../platform/http/answers.js';
import { CommandHeaders, SubmissionOf } from '../../platform/http/submission.decorator.js';
import { ProvinceSetting } from '../../platform/settings/province-setting.js';
import { ChangeOrganisation } from '../application/change-organisation.js';
import { ChangeUnitTypeDto, DefineBodyDto, DefinePositionDto, DissolveUnitDto, EndTermDto, EstablishUnitDto, MergeUnitsDto, MoveUnitDto, OpenTermDto, RegisterProvinceDto, RenameUnitDto, ShiftCategoryDto } from './organisation-commands.dto.js';
import { refusalTexts } from './refusals.js';

@ApiTags('Tổ chức / organisation')
@CommandHeaders()
@CommandAnswers()
@Controller('organisation')
export class OrganisationCommandsController {
  constructor(private readonly bus: CommandBus, private readonly settings: ProvinceSetting) {}

  @Post('register-province')
  @ApiOperation({ operationId: 'registerProvinceOrganisation', summary: 'Đăng ký tỉnh / register the province' })
  async registerProvince(@Body() command: RegisterProvinceDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('register-province', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('establish-unit')
  @ApiOperation({ operationId: 'establishUnitOrganisation', summary: 'Thành lập đơn vị / establish a unit' })
  async establishUnit(@Body() command: EstablishUnitDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('establish-unit', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('rename-unit')
  @ApiOperation({ operationId: 'renameUnitOrganisation', summary: 'Đổi tên đơn vị / rename a unit' })
  async renameUnit(@Body() command: RenameUnitDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('rename-unit', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('change-unit-type')
  @ApiOperation({ operationId: 'changeUnitTypeOrganisation', summary: 'Chuyển loại đơn vị / change a unit’s type' })
  async changeUnitType(@Body() command: ChangeUnitTypeDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('change-unit-type', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('move-unit')
  @ApiOperation({ operationId: 'moveUnitOrganisation', summary: 'Chuyển đơn vị trực thuộc / move a unit' })
  async moveUnit(@Body() command: MoveUnitDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('move-unit', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('merge-units')
  @ApiOperation({ operationId: 'mergeUnitsOrganisation', summary: 'Sáp nhập đơn vị / merge units' })
  async mergeUnits(@Body() command: MergeUnitsDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('merge-units', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('dissolve-unit')
  @ApiOperation({ operationId: 'dissolveUnitOrganisation', summary: 'Giải thể đơn vị / dissolve a unit' })
  async dissolveUnit(@Body() command: DissolveUnitDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('dissolve-unit', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('define-position')
  @ApiOperation({ operationId: 'definePositionOrganisation', summary: 'Xác lập chức danh / define a position' })
  async definePosition(@Body() command: DefinePositionDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('define-position', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('define-body')
  @ApiOperation({ operationId: 'defineBodyOrganisation', summary: 'Xác lập cơ quan / define a body' })
  async defineBody(@Body() command: DefineBodyDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('define-body', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('open-term')
  @ApiOperation({ operationId: 'openTermOrganisation', summary: 'Mở nhiệm kỳ / open a term' })
  async openTerm(@Body() command: OpenTermDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('open-term', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('end-term')
  @ApiOperation({ operationId: 'endTermOrganisation', summary: 'Kết thúc nhiệm kỳ / end a term' })
  async endTerm(@Body() command: EndTermDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('end-term', this.settings.province, command, submission)), refusalTexts, reply);
  }

  @Post('shift-category')
  @ApiOperation({ operationId: 'shiftCategoryOrganisation', summary: 'Chuyển đối tượng theo luật / shift a category by law' })
  async shiftCategory(@Body() command: ShiftCategoryDto, @SubmissionOf() submission: Submission, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReceiptAnswer> {
    return answerCommand(await this.bus.execute(new ChangeOrganisation('shift-category', this.settings.province, command, submission)), refusalTexts, reply);
  }
}
