import { AnswerField } from '../../platform/http/fields.js';
import { SetAsideAnswer } from '../../platform/http/moment.dto.js';

export class SetAsidesAnswer {
  @AnswerField({ type: [SetAsideAnswer] }) setAside!: SetAsideAnswer[];
}
