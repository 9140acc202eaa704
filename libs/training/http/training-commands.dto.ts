import type { CivilDate } from '../../kernel/civil-date.js';
import { DecisionDto } from '../../platform/http/decision.dto.js';
import { CodeField, DateField, NestedField, NestedListField, OneOfField, TextField, UuidField, UuidListField } from '../../platform/http/fields.js';
import type * as commands from '../domain/commands.js';
import { trainingGroups, withdrawalReasons } from '../domain/events.js';

export class OpenClassDto implements commands.OpenClass {
  @TextField(300, { description: 'Tên lớp / title', example: 'Trung cấp lý luận chính trị K45' }) title!: string;
  @OneOfField(trainingGroups, { description: 'Nhóm đào tạo / group' }) group!: (typeof trainingGroups)[number];
  @CodeField({ description: 'Đơn vị tổ chức / organiser' }) organiser!: string;
  @DateField({ description: 'Khai giảng / starts on' }) startsOn!: CivilDate;
  @DateField({ description: 'Bế giảng / ends on' }) endsOn!: CivilDate;
  @NestedField(() => DecisionDto, { optional: true, description: 'Quyết định mở lớp / the decision' }) decision?: DecisionDto;
}
class ParticipantDto {
  @UuidField({ description: 'Người được cử / the official' }) official!: string;
  @CodeField({ description: 'Đơn vị cử / the unit that sends' }) unit!: string;
}
export class SendToTrainingDto implements commands.SendToTraining {
  @NestedField(() => DecisionDto, { description: 'Quyết định cử đi học / the decision' }) decision!: DecisionDto;
  @DateField({ description: 'Ngày hiệu lực / effective on' }) effectiveOn!: CivilDate;
  @NestedListField(() => ParticipantDto, 200, { description: 'Người được cử / who is sent' }, 1) participants!: ParticipantDto[];
}
export class CompleteTrainingDto implements commands.CompleteTraining {
  @UuidListField(500, { description: 'Người hoàn thành / who completed' }) officials!: string[];
  @DateField({ description: 'Ngày hoàn thành / completed on' }) effectiveOn!: CivilDate;
}
export class WithdrawFromTrainingDto implements commands.WithdrawFromTraining {
  @UuidField({ description: 'Người thôi học / the official' }) official!: string;
  @OneOfField(withdrawalReasons, { description: 'Lý do / reason' }) reason!: (typeof withdrawalReasons)[number];
  @DateField({ description: 'Ngày thôi học / from' }) effectiveOn!: CivilDate;
}
export class CloseClassDto implements commands.CloseClass {
  @DateField({ description: 'Ngày đóng lớp / closed on' }) effectiveOn!: CivilDate;
}
