import type { CivilDate } from '../../kernel/civil-date.js';
import { DecisionDto } from '../../platform/http/decision.dto.js';
import { CodeField, CodeListField, DateField, FlagField, IntegerField, NestedField, NestedListField, OneOfField, TextField } from '../../platform/http/fields.js';
import type * as commands from '../domain/commands.js';
import { blocks, bodyKinds, categories, levels, type Category } from '../domain/events.js';

class DecidedDto {
  @NestedField(() => DecisionDto, { optional: true, description: 'Nghị quyết, quyết định / the decision' }) decision?: DecisionDto;
  @DateField({ description: 'Ngày hiệu lực / effective on', example: '2018-07-11' }) effectiveOn!: CivilDate;
}

class TierDto {
  @CodeField({ description: 'Mã cấp / tier', example: 'huyen' }) tier!: string;
  @TextField(300, { description: 'Tên cấp / name' }) name!: string;
}
class UnitTypeDto {
  @CodeField({ description: 'Mã loại đơn vị / unit type', example: 'phuong' }) unitType!: string;
  @TextField(300, { description: 'Tên loại / name' }) name!: string;
}

export class RegisterProvinceDto implements commands.RegisterProvince {
  @CodeField({ description: 'Mã tỉnh / province', example: '74' }) province!: string;
  @TextField(300, { description: 'Tên tỉnh / name' }) name!: string;
  @NestedListField(() => TierDto, 10, { description: 'Các cấp / tiers' }, 1) tiers!: TierDto[];
  @NestedListField(() => UnitTypeDto, 200, { description: 'Các loại đơn vị / unit types' }, 1) unitTypes!: UnitTypeDto[];
}

export class EstablishUnitDto extends DecidedDto implements commands.EstablishUnit {
  @CodeField({ description: 'Mã đơn vị, không bao giờ đổi / the unit’s code, for ever', example: '25822' }) unit!: string;
  @TextField(300, { description: 'Tên / name', example: 'Xã Lai Uyên' }) name!: string;
  @CodeField({ description: 'Loại đơn vị / unit type', example: 'xa' }) unitType!: string;
  @CodeField({ description: 'Cấp / tier', example: 'xa' }) tier!: string;
  @CodeField({ optional: true, description: 'Đơn vị cấp trên; chỉ tỉnh không có / parent; only the province has none', example: '719' }) parent?: string;
}
export class RenameUnitDto extends DecidedDto implements commands.RenameUnit {
  @CodeField({ description: 'Mã đơn vị / unit' }) unit!: string;
  @TextField(300, { description: 'Tên mới / new name' }) name!: string;
}
export class ChangeUnitTypeDto extends DecidedDto implements commands.ChangeUnitType {
  @CodeField({ description: 'Mã đơn vị / unit' }) unit!: string;
  @CodeField({ description: 'Loại mới / new type', example: 'thi-tran' }) unitType!: string;
}
export class MoveUnitDto extends DecidedDto implements commands.MoveUnit {
  @CodeField({ description: 'Mã đơn vị / unit' }) unit!: string;
  @CodeField({ description: 'Đơn vị cấp trên mới / new parent' }) parent!: string;
}
export class MergeUnitsDto extends DecidedDto implements commands.MergeUnits {
  @CodeListField(50, { description: 'Các đơn vị chấm dứt / the units that end' }) sources!: string[];
  @CodeField({ description: 'Đơn vị tiếp nhận / the unit that takes over' }) into!: string;
}
export class DissolveUnitDto extends DecidedDto implements commands.DissolveUnit {
  @CodeField({ description: 'Mã đơn vị / unit' }) unit!: string;
  @CodeField({ optional: true, description: 'Đơn vị tiếp nhận; bỏ trống: cấp trên / who takes over; absent: the parent' }) successor?: string;
}
export class DefinePositionDto implements commands.DefinePosition {
  @CodeField({ description: 'Mã chức danh / position', example: 'truong-phong' }) position!: string;
  @TextField(300, { description: 'Tên chức danh / title' }) title!: string;
  @OneOfField(levels, { description: 'Bậc chức vụ / level' }) level!: (typeof levels)[number];
  @OneOfField(blocks, { description: 'Khối / block' }) block!: (typeof blocks)[number];
  @FlagField({ description: 'Chức danh bầu theo nhiệm kỳ / elected for a term' }) isElected!: boolean;
  @IntegerField(1, 1000, { optional: true, description: 'Số người tối đa ở một đơn vị / most holders in one unit' }) seats?: number;
}
export class DefineBodyDto implements commands.DefineBody {
  @CodeField({ description: 'Mã cơ quan / body', example: '25822.hdnd' }) body!: string;
  @CodeField({ description: 'Đơn vị hành chính / its unit' }) unit!: string;
  @OneOfField(bodyKinds, { description: 'Loại: Thường trực HĐND, UBND, cấp ủy / kind' }) kind!: (typeof bodyKinds)[number];
  @TextField(300, { description: 'Tên / name' }) name!: string;
}
export class OpenTermDto implements commands.OpenTerm {
  @CodeField({ description: 'Mã nhiệm kỳ / term', example: '25822.hdnd.2016-2021' }) term!: string;
  @CodeField({ description: 'Cơ quan / body' }) body!: string;
  @TextField(300, { description: 'Tên nhiệm kỳ / label', example: '2016–2021' }) label!: string;
  @DateField({ description: 'Từ ngày / from' }) from!: CivilDate;
  @CodeListField(50, { description: 'Chức danh là thành viên / positions that are members' }) members!: string[];
  @NestedField(() => DecisionDto, { optional: true, description: 'Nghị quyết / the decision' }) decision?: DecisionDto;
}
export class EndTermDto extends DecidedDto implements commands.EndTerm {
  @CodeField({ description: 'Mã nhiệm kỳ / term' }) term!: string;
}
export class ShiftCategoryDto implements commands.ShiftCategoryByPolicy {
  @OneOfField(categories, { description: 'Đối tượng cũ / from' }) fromCategory!: Category;
  @OneOfField(categories, { description: 'Đối tượng mới / to' }) toCategory!: Category;
  @CodeListField(50, { description: 'Ở các loại đơn vị / in units of these types' }) unitTypes!: string[];
  @TextField(300, { description: 'Căn cứ / legal basis', example: 'Luật 52/2019/QH14' }) basis!: string;
  @DateField({ description: 'Ngày hiệu lực / effective on', example: '2020-07-01' }) effectiveOn!: CivilDate;
}
