import type { CivilDate } from '../../kernel/civil-date.js';
import { DecisionDto } from '../../platform/http/decision.dto.js';
import { CodeField, DateField, NestedField, OneOfField, TextField, UuidField } from '../../platform/http/fields.js';
import type * as commands from '../domain/commands.js';
import { planningSources, removalReasons } from '../domain/events.js';

class EffectiveDto {
  @DateField({ description: 'Ngày hiệu lực / effective on' }) effectiveOn!: CivilDate;
  @TextField(2000, { optional: true, description: 'Ghi chú, được niêm phong / note, sealed' }) note?: string;
}

export class ProposePlanningDto extends EffectiveDto implements commands.ProposePlanning {
  @UuidField({ description: 'Người được đề xuất / the official' }) official!: string;
  @CodeField({ description: 'Đơn vị / unit' }) unit!: string;
  @CodeField({ description: 'Chức danh quy hoạch / position' }) position!: string;
  @CodeField({ description: 'Nhiệm kỳ / term', example: '2020-2025' }) term!: string;
  @OneOfField(planningSources, { description: 'Nguồn: tại chỗ, nơi khác / source' }) source!: (typeof planningSources)[number];
}
export class ApprovePlanningDto extends EffectiveDto implements commands.ApprovePlanning {
  @NestedField(() => DecisionDto, { description: 'Quyết định phê duyệt / the decision' }) decision!: DecisionDto;
}
export class RemoveFromPlanningDto extends EffectiveDto implements commands.RemoveFromPlanning {
  @OneOfField(removalReasons, { description: 'Lý do / reason' }) reason!: (typeof removalReasons)[number];
  @NestedField(() => DecisionDto, { optional: true, description: 'Quyết định / the decision' }) decision?: DecisionDto;
}
export class FulfilPlanningDto extends EffectiveDto implements commands.FulfilPlanning {
  @UuidField({ description: 'Lần bổ nhiệm, bầu / the appointment or election' }) actId!: string;
}
