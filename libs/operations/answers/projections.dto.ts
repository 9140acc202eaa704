import { AnswerField, FlagField } from '../../platform/http/fields.js';

export class SwitchOrder {
  @FlagField({ optional: true, description: 'Đã xem các khác biệt và chấp nhận / the differences were looked at and are accepted' })
  acceptDifferences?: boolean;
}
export class RollBackOrder {
  @FlagField({ optional: true, description: 'Chấp nhận số liệu cũ chưa theo kịp nhật ký / documents behind the live ones are accepted' })
  acceptLag?: boolean;
}

export class StoppedAtAnswer {
  @AnswerField({ type: 'integer' }) index!: number;
  @AnswerField({ type: String }) type!: string;
  @AnswerField({ type: String }) reason!: string;
  @AnswerField({ type: 'integer', required: false, description: 'Số liệu đã sai từ sự kiện này / the documents are wrong from this event on' }) wrongFrom?: number;
}
export class DifferenceAnswer {
  @AnswerField({ type: 'integer' }) count!: number;
  @AnswerField({ type: [String], description: 'Khóa của vài tài liệu đầu tiên / the first keys' }) keys!: string[];
}
export class CollectionComparisonAnswer {
  @AnswerField({ type: String }) collection!: string;
  @AnswerField({ type: 'integer', description: 'Số tài liệu hiện hành / live documents' }) live!: number;
  @AnswerField({ type: 'integer', description: 'Số tài liệu dựng lại / rebuilt documents' }) rebuilt!: number;
  @AnswerField({ type: DifferenceAnswer, description: 'Khác nhau / in both and not equal' }) differing!: DifferenceAnswer;
  @AnswerField({ type: DifferenceAnswer, description: 'Chỉ có ở bản hiện hành / live only' }) missing!: DifferenceAnswer;
  @AnswerField({ type: DifferenceAnswer, description: 'Chỉ có ở bản dựng lại / rebuilt only' }) extra!: DifferenceAnswer;
}
export class ComparisonAnswer {
  @AnswerField({ type: 'integer', description: 'So tại sự kiện / compared at this index' }) index!: number;
  @AnswerField({ type: Boolean }) isEqual!: boolean;
  @AnswerField({ type: String, nullable: true, description: 'Vì sao không so được / why they could not be compared' }) failedBecause!: string | null;
  @AnswerField({ type: [CollectionComparisonAnswer] }) collections!: CollectionComparisonAnswer[];
}
export class RebuildAnswer {
  @AnswerField({ type: 'integer' }) generation!: number;
  @AnswerField({ type: String, enum: ['building', 'ready', 'cancelled', 'stopped'] }) state!: string;
  @AnswerField({ type: String, format: 'date-time' }) startedAt!: string;
  @AnswerField({ type: 'integer', description: 'Đã đọc đến sự kiện / the last event folded' }) index!: number;
  @AnswerField({ type: 'integer', nullable: true, description: 'Phải đến sự kiện / where it has to come to' }) target!: number | null;
  @AnswerField({ type: Number, nullable: true }) eventsPerSecond!: number | null;
  @AnswerField({ type: Number, nullable: true, description: 'Còn khoảng bao nhiêu giây / time left' }) secondsLeft!: number | null;
  @AnswerField({ type: StoppedAtAnswer, nullable: true }) stoppedAt!: StoppedAtAnswer | null;
  @AnswerField({ type: ComparisonAnswer, nullable: true }) comparison!: ComparisonAnswer | null;
}
export class PreviousAnswer {
  @AnswerField({ type: 'integer' }) generation!: number;
  @AnswerField({ type: 'integer' }) index!: number;
}
export class ProjectionAnswer {
  @AnswerField({ type: String }) name!: string;
  @AnswerField({ type: 'integer' }) version!: number;
  @AnswerField({ type: String, enum: ['running', 'paused', 'stopped'] }) state!: string;
  @AnswerField({ type: 'integer' }) index!: number;
  @AnswerField({ type: 'integer', nullable: true }) lagEvents!: number | null;
  @AnswerField({ type: Number, nullable: true }) lagSeconds!: number | null;
  @AnswerField({ type: StoppedAtAnswer, nullable: true }) stoppedAt!: StoppedAtAnswer | null;
  @AnswerField({ type: String, nullable: true }) waitingBecause!: string | null;
  @AnswerField({ type: String, nullable: true, description: 'Tiến trình đang chiếu / the projector that works' }) projector!: string | null;
  @AnswerField({ type: 'integer', description: 'Thế hệ hiện hành: lần dựng mà mọi câu trả lời lấy số liệu từ đó / the generation that answers are given from' }) generation!: number;
  @AnswerField({ type: PreviousAnswer, nullable: true, description: 'Thế hệ trước, có thể quay lại ngay / can be live again at once' }) previous!: PreviousAnswer | null;
  @AnswerField({ type: RebuildAnswer, nullable: true }) rebuild!: RebuildAnswer | null;
}
export class ProjectionsAnswer {
  @AnswerField({ type: 'integer' }) head!: number;
  @AnswerField({ type: [ProjectionAnswer] }) projections!: ProjectionAnswer[];
}
