import { Transform } from 'class-transformer';
import { applyDecorators } from '@nestjs/common';
import { AnswerField, CodeField, DateField, FormField, IntegerField, type FieldOptions } from './fields.js';

/** Numbers in a query come as text. */
export const FromQuery = () => applyDecorators(Transform(({ value }: { value: unknown }) => (typeof value === 'string' && /^-?\d{1,12}$/.test(value) ? Number(value) : value)));

/** An event index from -1, or an instant with an offset. */
const knownAtForm = '^(-1|\\d{1,12}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d))$';
const KnownAtField = (options: FieldOptions) =>
  FormField(knownAtForm, 40, { name: 'isMoment', text: { vi: 'phải là số thứ tự sự kiện (từ -1) hoặc thời điểm ISO 8601 có múi giờ', en: 'must be an event index (from -1) or an ISO 8601 instant with an offset' } }, options);

export const CursorField = () =>
  FormField('^[A-Za-z0-9_-]+$', 1000, { name: 'isCursor', text: { vi: 'không phải con trỏ của trang trước', en: 'is not the cursor of a page before' } }, { optional: true, description: 'Con trỏ của trang trước / cursor of the page before' });

export const MinPositionField = () =>
  applyDecorators(FromQuery(), IntegerField(-1, 999_999_999_999, { optional: true, description: 'Chờ (tối đa 2 giây) đến khi số liệu gồm vị trí này / wait up to 2 s until this position is in the answer' }));

export class MomentQuery {
  @DateField({ optional: true, description: 'Đúng vào ngày (YYYY-MM-DD); mặc định hôm nay / true on this day; today by default', example: '2019-12-31' }) trueOn?: string;
  @KnownAtField({ optional: true, description: 'Theo những gì đã biết: số thứ tự sự kiện hoặc thời điểm ISO 8601 / as known at an event index or instant', example: '2019-12-31T17:00:00Z' }) knownAt?: string;
  @MinPositionField() minPosition?: number;
}

export class ScopedQuery extends MomentQuery {
  @CodeField({ optional: true, description: 'Chỉ đơn vị này và các đơn vị trực thuộc / this unit and what is under it', example: 'SNV' }) unit?: string;
  @CodeField({ optional: true, description: 'Chỉ cấp này / this tier', example: 'huyen' }) tier?: string;
  @FromQuery()
  @IntegerField(1, 10_000, { optional: true, description: 'Phiên bản bộ quy tắc; mặc định bản có hiệu lực vào ngày đó / rule set version' })
  version?: number;
}

class SampleAnswer {
  @AnswerField({ type: String }) size!: string;
  @AnswerField({ type: 'integer' }) seed!: number;
}

/** An event that every number leaves out, by decision of two persons. */
export class SetAsideAnswer {
  @AnswerField({ type: 'integer', description: 'Sự kiện được gác / the event set aside' }) index!: number;
  @AnswerField({ type: String }) eventType!: string;
  @AnswerField({ type: String, description: 'Mã lý do / the code of the reason' }) reason!: string;
  @AnswerField({ type: String, nullable: true, description: 'Văn bản nêu rõ lý do / the paper that says more' }) reference!: string | null;
  @AnswerField({ type: String, description: 'Người đề nghị / proposed by' }) proposedBy!: string;
  @AnswerField({ type: String, description: 'Người duyệt / approved by' }) by!: string;
}

/** What every answer says of itself. */
export class MomentAnswer {
  @AnswerField({ type: String, format: 'date', description: 'Đúng vào ngày / true on' }) trueOn!: string;
  @AnswerField({ type: 'integer', description: 'Theo những gì đã biết đến sự kiện này / known at this index' }) knownAt!: number;
  @AnswerField({ type: String, format: 'date-time', nullable: true }) knownSince!: string | null;
  @AnswerField({ type: Boolean, description: 'Thời điểm còn quá mới, số có thể thêm / may still grow' }) isProvisional!: boolean;
  @AnswerField({ type: String, format: 'date', description: 'Hôm nay / today' }) today!: string;
  @AnswerField({ type: 'integer', description: 'Sự kiện cuối cùng đã tính / last index taken in' }) head!: number;
  @AnswerField({ type: SampleAnswer, nullable: true, description: 'Dữ liệu mẫu / sample data' }) sample!: SampleAnswer | null;
  @AnswerField({ type: [SetAsideAnswer], description: 'Các sự kiện được gác, không có trong số liệu / events that the answer leaves out' }) setAside!: readonly SetAsideAnswer[];
}

/** What is answered from a projection's documents as they are now. */
export class PositionQuery {
  @MinPositionField() minPosition?: number;
}

export class PageQuery extends PositionQuery {
  @CursorField() cursor?: string;
  @FromQuery()
  @IntegerField(1, 200, { optional: true, description: 'Số mục một trang, mặc định 50 / items a page' })
  limit?: number;
}
