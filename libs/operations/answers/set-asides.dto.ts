import { AnswerField } from '../../platform/http/fields.js';
import { setAsideReasons } from '../domain/events.js';

/** An event that every number leaves out. */
export class SetAsideAnswer {
  @AnswerField({ type: 'integer', description: 'Sự kiện được gác / the event set aside' }) index!: number;
  @AnswerField({ type: String }) eventType!: string;
  @AnswerField({ type: String, enum: [...setAsideReasons] }) reason!: string;
  @AnswerField({ type: String, nullable: true, description: 'Văn bản nêu rõ lý do / the paper that says more' }) reference!: string | null;
  @AnswerField({ type: String, description: 'Người đề nghị / proposed by' }) proposedBy!: string;
  @AnswerField({ type: String, description: 'Người duyệt / approved by' }) by!: string;
}
export class SetAsidesAnswer {
  @AnswerField({ type: [SetAsideAnswer] }) setAside!: SetAsideAnswer[];
}
