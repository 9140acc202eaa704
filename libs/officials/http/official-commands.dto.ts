import type { CivilDate } from '../../kernel/civil-date.js';
import { categories, type Category } from '../../organisation/domain/events.js';
import { DecisionDto } from '../../platform/http/decision.dto.js';
import { BirthDateField, CodeField, DateField, FlagField, IntegerField, NestedField, NestedListField, OneOfField, TextField, UuidField, UuidListField } from '../../platform/http/fields.js';
import type * as commands from '../domain/commands.js';
import { genders, reliefReasons, type Gender } from '../domain/events.js';

const heldCapacities = ['full', 'acting', 'in-charge'] as const;
type HeldCapacity = (typeof heldCapacities)[number];

export class OverrideDto implements commands.Override {
  @CodeField({ description: 'Mã cảnh báo được bỏ qua / the warning set aside', example: 'EFFECTIVE_BEFORE_SIGNED' }) code!: string;
  @TextField(2000, { description: 'Lý do, được niêm phong / the reason, sealed' }) reason!: string;
}

class NotedDto {
  @TextField(2000, { optional: true, description: 'Ghi chú, được niêm phong / note, sealed' }) note?: string;
}

class DecidedDto extends NotedDto {
  @NestedField(() => DecisionDto, { description: 'Quyết định / the decision' }) decision!: DecisionDto;
  @DateField({ description: 'Ngày hiệu lực: ngày đầu tiên của trạng thái mới / first day of the new state', example: '2018-03-01' }) effectiveOn!: CivilDate;
  @NestedListField(() => OverrideDto, 20, { optional: true, description: 'Cảnh báo bỏ qua và lý do / warnings set aside, with reasons' }) overrides?: OverrideDto[];
}

class SourceDto {
  @CodeField({ description: 'Tên danh sách / the list', example: 'danh-sach-2016.xlsx' }) file!: string;
  @IntegerField(1, 1_048_576, { description: 'Dòng / row' }) row!: number;
  @DateField({ description: 'Danh sách tính đến ngày / stated on' }) statedOn!: CivilDate;
}

export class RecruitOfficialDto extends DecidedDto implements commands.RecruitOfficial {
  @CodeField({ description: 'Đơn vị trả lương / payroll unit', example: 'SNV' }) unit!: string;
  @OneOfField(categories, { description: 'Đối tượng / category' }) category!: Category;
  @CodeField({ description: 'Chức danh, ngạch / position', example: 'chuyen-vien' }) position!: string;
  @TextField(200, { description: 'Họ và tên khai sinh / full name', example: 'Nguyễn Thị Hoà' }) name!: string;
  @OneOfField(genders, { description: 'Giới tính / gender' }) gender!: Gender;
  @BirthDateField({ description: 'Ngày sinh / birth date', example: '1988-05-31' }) birthDate!: string;
  @TextField(12, { optional: true, description: 'Số CCCD hoặc CMND / identity number', example: '074188000123' }) identityNumber?: string;
}

export class RecordOfficialFoundInServiceDto extends NotedDto implements commands.RecordOfficialFoundInService {
  @NestedField(() => SourceDto, { description: 'Danh sách nguồn / the list it comes from' }) source!: SourceDto;
  @DateField({ description: 'Có mặt từ ngày / in service from' }) effectiveOn!: CivilDate;
  @CodeField({ description: 'Đơn vị trả lương / payroll unit' }) unit!: string;
  @OneOfField(categories, { description: 'Đối tượng / category' }) category!: Category;
  @CodeField({ description: 'Chức danh, ngạch / position' }) position!: string;
  @TextField(200, { description: 'Họ và tên khai sinh / full name' }) name!: string;
  @OneOfField(genders, { description: 'Giới tính / gender' }) gender!: Gender;
  @BirthDateField({ description: 'Ngày sinh / birth date' }) birthDate!: string;
  @TextField(12, { optional: true, description: 'Số CCCD hoặc CMND / identity number' }) identityNumber?: string;
}

export class RecordPostFoundHeldDto extends NotedDto implements commands.RecordPostFoundHeld {
  @NestedField(() => SourceDto, { description: 'Danh sách nguồn / the list it comes from' }) source!: SourceDto;
  @DateField({ description: 'Giữ chức từ ngày / held from' }) effectiveOn!: CivilDate;
  @CodeField({ description: 'Đơn vị / unit' }) unit!: string;
  @CodeField({ description: 'Chức vụ / position' }) position!: string;
  @OneOfField(heldCapacities, { optional: true, description: 'Tư cách: chính thức, quyền, phụ trách / capacity' }) capacity?: HeldCapacity;
  @CodeField({ optional: true, description: 'Nhiệm kỳ, với chức danh bầu / term, of an elected position' }) term?: string;
}

export class AppointOfficialDto extends DecidedDto implements commands.AppointOfficial {
  @CodeField({ description: 'Đơn vị / unit', example: 'SNV.TCBC' }) unit!: string;
  @CodeField({ description: 'Chức vụ / position', example: 'truong-phong' }) position!: string;
  @OneOfField(heldCapacities, { optional: true, description: 'Tư cách: chính thức, quyền, phụ trách / capacity' }) capacity?: HeldCapacity;
  @CodeField({ optional: true, description: 'Nhiệm kỳ, với chức danh bầu / term, of an elected position' }) term?: string;
  @UuidListField(20, { optional: true, description: 'Chức vụ thôi giữ cùng ngày / tenures that end the same day' }) endedActIds?: string[];
}

export class ElectOfficialDto extends DecidedDto implements commands.ElectOfficial {
  @CodeField({ description: 'Đơn vị / unit', example: '25741' }) unit!: string;
  @CodeField({ description: 'Chức vụ / position', example: 'pho-chu-tich-ubnd' }) position!: string;
  @CodeField({ description: 'Nhiệm kỳ / term' }) term!: string;
  @UuidListField(20, { optional: true, description: 'Chức vụ thôi giữ cùng ngày / tenures that end the same day' }) endedActIds?: string[];
}

export class ApproveElectionDto extends DecidedDto implements commands.ApproveElection {
  @UuidField({ description: 'Lần bầu được phê chuẩn / the election approved' }) approvedActId!: string;
}

export class AddConcurrentPostDto extends DecidedDto implements commands.AddConcurrentPost {
  @CodeField({ description: 'Đơn vị / unit' }) unit!: string;
  @CodeField({ description: 'Chức vụ kiêm nhiệm / position' }) position!: string;
  @OneOfField(heldCapacities, { optional: true, description: 'Tư cách / capacity' }) capacity?: HeldCapacity;
  @CodeField({ optional: true, description: 'Nhiệm kỳ, với chức danh bầu / term, of an elected position' }) term?: string;
}

export class RelieveOfficialDto extends DecidedDto implements commands.RelieveOfficial {
  @UuidField({ description: 'Lần giữ chức kết thúc / the tenure that ends' }) endedActId!: string;
  @OneOfField(reliefReasons, { description: 'Lý do / reason' }) reason!: (typeof reliefReasons)[number];
}

export class TransferOfficialDto extends DecidedDto implements commands.TransferOfficial {
  @CodeField({ description: 'Đơn vị đến / the unit moved to' }) unit!: string;
  @OneOfField(categories, { description: 'Đối tượng / category' }) category!: Category;
  @CodeField({ description: 'Chức danh, ngạch / position' }) position!: string;
  @UuidListField(20, { optional: true, description: 'Chức vụ thôi giữ; bỏ trống: mọi chức vụ ở đơn vị đi / tenures that end; absent: all at the unit left' }) endedActIds?: string[];
}

export class RetireOfficialDto extends DecidedDto implements commands.RetireOfficial {}
export class AcceptResignationDto extends DecidedDto implements commands.AcceptResignation {}
export class TransferOfficialOutDto extends DecidedDto implements commands.TransferOfficialOut {}

export class RecordDeathDto extends NotedDto implements commands.RecordDeath {
  @DateField({ description: 'Ngày đầu tiên không còn / first day after' }) effectiveOn!: CivilDate;
}

export class ReturnOfficialDto extends DecidedDto implements commands.ReturnOfficial {
  @CodeField({ description: 'Đơn vị trả lương / payroll unit' }) unit!: string;
  @OneOfField(categories, { description: 'Đối tượng / category' }) category!: Category;
  @CodeField({ description: 'Chức danh, ngạch / position' }) position!: string;
}

export class CorrectGenderDto implements commands.CorrectGender {
  @OneOfField(genders, { description: 'Giới tính đúng / the right gender' }) gender!: Gender;
  @TextField(2000, { description: 'Lý do, được niêm phong / the reason, sealed' }) reason!: string;
  @NestedField(() => DecisionDto, { optional: true, description: 'Quyết định đính chính / the decision' }) decision?: DecisionDto;
}

class StandsAgainDto {
  @UuidField({ description: 'Lần giữ chức / the tenure' }) actId!: string;
  @FlagField({ description: 'Có hiệu lực trở lại không / whether it stands again' }) standsAgain!: boolean;
}

export class AnnulActDto implements commands.AnnulAct {
  @UuidField({ description: 'Việc bị hủy bỏ / the act annulled' }) annulledActId!: string;
  @NestedField(() => DecisionDto, { description: 'Quyết định hủy bỏ / the decision' }) decision!: DecisionDto;
  @TextField(2000, { description: 'Lý do, được niêm phong / the reason, sealed' }) reason!: string;
  @NestedListField(() => StandsAgainDto, 20, { optional: true, description: 'Với từng chức vụ mà việc bị hủy đã chấm dứt / for each tenure the act had ended' }) standsAgain?: StandsAgainDto[];
}
