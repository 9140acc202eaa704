import { AnswerField, CodeField, IntegerField, OneOfField, TextField } from '../../platform/http/fields.js';
import { CursorField, FromQuery, MomentAnswer, MomentQuery } from '../../platform/http/moment.dto.js';

export class OfficialsQuery extends MomentQuery {
  @TextField(200, { optional: true, description: 'Tên, không cần dấu / name, with or without diacritics', example: 'nguyen hoa' }) name?: string;
  @CodeField({ optional: true, description: 'Đang công tác tại đơn vị này hoặc trực thuộc / in service under this unit' }) unit?: string;
  @CursorField() cursor?: string;
  @FromQuery()
  @IntegerField(1, 200, { optional: true, description: 'Số mục một trang, mặc định 50 / items a page' })
  limit?: number;
}
export class ServiceAnswer {
  @AnswerField({ type: String, format: 'uuid' }) actId!: string;
  @AnswerField({ type: String }) unit!: string;
  @AnswerField({ type: String, description: 'Tên đơn vị vào ngày bắt đầu / its name on the first day' }) unitName!: string;
  @AnswerField({ type: String }) category!: string;
  @AnswerField({ type: String }) position!: string;
  @AnswerField({ type: String, format: 'date' }) from!: string;
  @AnswerField({ type: String, format: 'date', nullable: true, description: 'Ngày đầu tiên không còn / first day after' }) until!: string | null;
}
export class SpanAnswer {
  @AnswerField({ type: String }) capacity!: string;
  @AnswerField({ type: String, format: 'date' }) from!: string;
  @AnswerField({ type: String, format: 'date', nullable: true }) until!: string | null;
}
export class TenureAnswer {
  @AnswerField({ type: String, format: 'uuid' }) actId!: string;
  @AnswerField({ type: String }) unit!: string;
  @AnswerField({ type: String }) unitName!: string;
  @AnswerField({ type: String }) position!: string;
  @AnswerField({ type: String, nullable: true }) positionTitle!: string | null;
  @AnswerField({ type: String, nullable: true }) term!: string | null;
  @AnswerField({ type: String, format: 'date' }) from!: string;
  @AnswerField({ type: String, format: 'date', nullable: true }) until!: string | null;
  @AnswerField({ type: [SpanAnswer], description: 'Tư cách qua từng thời gian / capacities' }) spans!: SpanAnswer[];
}
export class AnomalyAnswer {
  @AnswerField({ type: String }) code!: string;
  @AnswerField({ type: String, format: 'uuid' }) actId!: string;
  @AnswerField({ type: String, format: 'date' }) on!: string;
  @AnswerField({ type: String, format: 'uuid', nullable: true }) other!: string | null;
}
export class OfficialSummaryAnswer {
  @AnswerField({ type: String, format: 'uuid' }) official!: string;
  @AnswerField({ type: String, nullable: true, description: 'null: tên đã niêm phong / sealed' }) name!: string | null;
  @AnswerField({ type: String, enum: ['female', 'male'] }) gender!: 'female' | 'male';
  @AnswerField({ type: 'integer', nullable: true }) birthYear!: number | null;
}
export class OfficialsAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: 'integer' }) total!: number;
  @AnswerField({ type: [OfficialSummaryAnswer] }) items!: OfficialSummaryAnswer[];
  @AnswerField({ type: String, nullable: true }) next!: string | null;
}
export class OfficialAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: String, format: 'uuid' }) official!: string;
  @AnswerField({ type: String, nullable: true, description: 'null: tên đã niêm phong / sealed' }) name!: string | null;
  @AnswerField({ type: String, enum: ['female', 'male'] }) gender!: 'female' | 'male';
  @AnswerField({ type: 'integer' }) birthYear!: number;
  @AnswerField({ type: 'integer', description: 'Dùng cho If-Match / for If-Match' }) revision!: number;
  @AnswerField({ type: Boolean, description: 'Đang công tác vào ngày đó / in service on that day' }) isInService!: boolean;
  @AnswerField({ type: [ServiceAnswer] }) service!: ServiceAnswer[];
  @AnswerField({ type: [TenureAnswer] }) tenures!: TenureAnswer[];
  @AnswerField({ type: [AnomalyAnswer], description: 'Điều chưa khớp / what does not fit together' }) anomalies!: AnomalyAnswer[];
}
const orders = ['recorded', 'effective'] as const;
export class HistoryQuery extends MomentQuery {
  @OneOfField(orders, { optional: true, description: 'Theo thứ tự ghi (mặc định) hay thứ tự hiệu lực / order' }) order?: (typeof orders)[number];
}
export class HistoryEntryAnswer {
  @AnswerField({ type: 'integer' }) index!: number;
  @AnswerField({ type: 'integer' }) revision!: number;
  @AnswerField({ type: String, format: 'date-time' }) recordedAt!: string;
  @AnswerField({ type: String }) recordedBy!: string;
  @AnswerField({ type: String }) role!: string;
  @AnswerField({ type: String }) type!: string;
  @AnswerField({ type: String }) act!: string;
  @AnswerField({ type: String, format: 'date', nullable: true }) effectiveOn!: string | null;
  @AnswerField({ type: Boolean, description: 'Đã bị hủy bỏ / annulled' }) isAnnulled!: boolean;
  @AnswerField({ type: 'object', additionalProperties: true, selfRequired: true, description: 'Nội dung công khai của sự kiện / the event’s clear fields' }) data!: object;
  @AnswerField({ type: 'object', additionalProperties: { type: 'string' }, nullable: true, selfRequired: true, description: 'Thông tin cá nhân; null: không có hoặc đã niêm phong / personal fields' }) personal!: object | null;
  @AnswerField({ type: [String], description: 'Tên các trường niêm phong / sealed fields' }) sealed!: string[];
}
export class HistoryAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: String, format: 'uuid' }) official!: string;
  @AnswerField({ type: String, enum: [...orders] }) order!: string;
  @AnswerField({ type: [HistoryEntryAnswer] }) entries!: HistoryEntryAnswer[];
}
