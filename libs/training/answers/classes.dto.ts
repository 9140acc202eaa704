import { AnswerField, CodeField, DateField } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/moment.dto.js';
import { trainingGroups } from '../domain/events.js';

export class ClassesQuery extends PageQuery {
  @CodeField({ optional: true, description: 'Đơn vị tổ chức / organiser' }) organiser?: string;
  @DateField({ optional: true, description: 'Khai giảng từ ngày / starts from' }) from?: string;
  @DateField({ optional: true, description: 'Khai giảng trước ngày / starts before' }) until?: string;
}
class SendingDecisionAnswer {
  @AnswerField({ type: String }) issuer!: string;
  @AnswerField({ type: String }) symbol!: string;
  @AnswerField({ type: 'integer' }) number!: number;
  @AnswerField({ type: String, format: 'date' }) signedOn!: string;
}
export class ParticipationAnswer {
  @AnswerField({ type: String, format: 'uuid' }) participation!: string;
  @AnswerField({ type: String, format: 'uuid' }) official!: string;
  @AnswerField({ type: String }) unit!: string;
  @AnswerField({ type: SendingDecisionAnswer }) sentBy!: SendingDecisionAnswer;
  @AnswerField({ type: String, format: 'date' }) sentOn!: string;
  @AnswerField({ type: String, format: 'date', nullable: true }) completedOn!: string | null;
  @AnswerField({ type: String, format: 'date', nullable: true }) withdrawnOn!: string | null;
  @AnswerField({ type: String, nullable: true }) withdrawnBecause!: string | null;
}
export class ClassSummaryAnswer {
  @AnswerField({ type: String, format: 'uuid' }) class!: string;
  @AnswerField({ type: String }) title!: string;
  @AnswerField({ type: String, enum: [...trainingGroups] }) group!: string;
  @AnswerField({ type: String }) organiser!: string;
  @AnswerField({ type: String, format: 'date' }) startsOn!: string;
  @AnswerField({ type: String, format: 'date' }) endsOn!: string;
  @AnswerField({ type: String, format: 'date', nullable: true }) closedOn!: string | null;
  @AnswerField({ type: 'integer' }) sent!: number;
  @AnswerField({ type: 'integer' }) completed!: number;
  @AnswerField({ type: 'integer' }) withdrawn!: number;
}
export class ClassAnswer extends ClassSummaryAnswer {
  @AnswerField({ type: 'integer' }) revision!: number;
  @AnswerField({ type: [ParticipationAnswer] }) participations!: readonly ParticipationAnswer[];
}
export class ClassesAnswer {
  @AnswerField({ type: 'integer', description: 'Đã tính đến sự kiện này / known at this index' }) knownAt!: number;
  @AnswerField({ type: [ClassSummaryAnswer] }) items!: ClassSummaryAnswer[];
  @AnswerField({ type: String, nullable: true }) next!: string | null;
}
