import { AnswerField, FlagField } from '../../platform/http/fields.js';
import { Transform } from 'class-transformer';
import { DecisionAnswer } from './evidence.dto.js';
import { MomentAnswer, MomentQuery } from '../../platform/http/moment.dto.js';

export class UnitsQuery extends MomentQuery {
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @FlagField({ optional: true, description: 'Gồm cả đơn vị chưa hoặc không còn tồn tại vào ngày đó / also those that do not stand on that day' })
  all?: boolean;
}
export class UnitAnswer {
  @AnswerField({ type: String }) unit!: string;
  @AnswerField({ type: String }) name!: string;
  @AnswerField({ type: String }) unitType!: string;
  @AnswerField({ type: String }) tier!: string;
  @AnswerField({ type: String, nullable: true }) parent!: string | null;
  @AnswerField({ type: Boolean }) stands!: boolean;
  @AnswerField({ type: String, format: 'date' }) from!: string;
  @AnswerField({ type: String, format: 'date', nullable: true }) until!: string | null;
  @AnswerField({ type: String, nullable: true }) successor!: string | null;
}
export class UnitsAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: [UnitAnswer] }) units!: UnitAnswer[];
}
export class BodyTermAnswer {
  @AnswerField({ type: String }) term!: string;
  @AnswerField({ type: String }) body!: string;
  @AnswerField({ type: String }) bodyName!: string;
  @AnswerField({ type: String }) kind!: string;
  @AnswerField({ type: String }) label!: string;
  @AnswerField({ type: String, format: 'date' }) from!: string;
  @AnswerField({ type: Boolean }) stands!: boolean;
  @AnswerField({ type: [String] }) members!: readonly string[];
}
export class UnitActAnswer {
  @AnswerField({ type: 'integer' }) index!: number;
  @AnswerField({ type: String, format: 'date-time' }) recordedAt!: string;
  @AnswerField({ type: String }) recordedBy!: string;
  @AnswerField({ type: String }) type!: string;
  @AnswerField({ type: String }) act!: string;
  @AnswerField({ type: String, format: 'date', nullable: true }) effectiveOn!: string | null;
  @AnswerField({ type: DecisionAnswer, nullable: true }) decision!: DecisionAnswer | null;
  @AnswerField({ type: 'object', additionalProperties: true, selfRequired: true }) data!: object;
}
export class UnitDetailAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: UnitAnswer }) unit!: UnitAnswer;
  @AnswerField({ type: [String], description: 'Từ đơn vị lên tỉnh / from the unit up' }) path!: readonly string[];
  @AnswerField({ type: [BodyTermAnswer] }) terms!: BodyTermAnswer[];
  @AnswerField({ type: [UnitActAnswer], description: 'Mọi việc về đơn vị theo thứ tự ghi / every act on the unit' }) acts!: UnitActAnswer[];
}
export class PositionAnswer {
  @AnswerField({ type: String }) position!: string;
  @AnswerField({ type: String }) title!: string;
  @AnswerField({ type: String }) level!: string;
  @AnswerField({ type: String }) block!: string;
  @AnswerField({ type: Boolean }) isElected!: boolean;
  @AnswerField({ type: 'integer', required: false }) seats?: number;
}
export class PositionsAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: [PositionAnswer] }) positions!: readonly PositionAnswer[];
}
