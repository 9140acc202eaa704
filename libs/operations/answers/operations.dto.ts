import { AnswerField, IntegerField, OneOfField } from '../../platform/http/fields.js';
import { FromQuery } from '../../platform/http/moment.dto.js';

const directions = ['forwards', 'backwards'] as const;
export class EventsQuery {
  @FromQuery()
  @IntegerField(0, 999_999_999_999, { optional: true, description: 'Từ sự kiện số; mặc định đầu (hoặc cuối khi đọc ngược) / from this index' })
  from?: number;
  @FromQuery()
  @IntegerField(1, 500, { optional: true, description: 'Số sự kiện, mặc định 50 / how many' })
  limit?: number;
  @OneOfField(directions, { optional: true, description: 'Chiều đọc / direction' }) direction?: (typeof directions)[number];
}
export class EventAnswer {
  @AnswerField({ type: 'integer' }) index!: number;
  @AnswerField({ type: String }) position!: string;
  @AnswerField({ type: String }) stream!: string;
  @AnswerField({ type: 'integer' }) revision!: number;
  @AnswerField({ type: String }) type!: string;
  @AnswerField({ type: String, description: 'Nguyên văn các byte được lưu và băm (JSON chuẩn tắc, RFC 8785) / the bytes stored and hashed' }) text!: string;
}
export class EventsAnswer {
  @AnswerField({ type: 'integer', description: 'Sự kiện cuối cùng của nhật ký / the log’s last index' }) head!: number;
  @AnswerField({ type: [EventAnswer] }) events!: EventAnswer[];
  @AnswerField({ type: 'integer', nullable: true, description: 'Đọc tiếp từ / go on from' }) next!: number | null;
}
