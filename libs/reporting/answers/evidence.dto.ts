import { AnswerField, IntegerField, OneOfField } from '../../platform/http/fields.js';
import { CursorField, FromQuery, MomentAnswer, ScopedQuery } from '../../platform/http/moment.dto.js';
import { FigureAnswer, RuleSetAnswer, ScopeAnswer } from './reporting.dto.js';

export const evidenceSides = ['numerator', 'denominator', 'excluded'] as const;
export type EvidenceSide = (typeof evidenceSides)[number];

export class EvidenceQuery extends ScopedQuery {
  @OneOfField(evidenceSides, { optional: true, description: 'Tử số, mẫu số (mặc định) hay những người bị loại kèm lý do / which side' }) side?: EvidenceSide;
  @CursorField() cursor?: string;
  @FromQuery()
  @IntegerField(1, 200, { optional: true, description: 'Số mục một trang, mặc định 50 / items a page' })
  limit?: number;
}

export class DecisionAnswer {
  @AnswerField({ type: String }) issuer!: string;
  @AnswerField({ type: String }) symbol!: string;
  @AnswerField({ type: 'integer' }) number!: number;
  @AnswerField({ type: String, format: 'date' }) signedOn!: string;
}
export class SourceAnswer {
  @AnswerField({ type: String }) file!: string;
  @AnswerField({ type: 'integer' }) row!: number;
  @AnswerField({ type: String, format: 'date' }) statedOn!: string;
}
/** One act as it was recorded. */
export class ActAnswer {
  @AnswerField({ type: String, format: 'uuid' }) actId!: string;
  @AnswerField({ type: String, example: 'OfficialAppointed' }) type!: string;
  @AnswerField({ type: String, description: 'Tên việc / the act', example: 'Bổ nhiệm' }) act!: string;
  @AnswerField({ type: String, format: 'date' }) effectiveOn!: string;
  @AnswerField({ type: DecisionAnswer, nullable: true }) decision!: DecisionAnswer | null;
  @AnswerField({ type: SourceAnswer, nullable: true, description: 'Theo danh sách / from a list, not a decision' }) source!: SourceAnswer | null;
  @AnswerField({ type: String, format: 'date-time' }) recordedAt!: string;
  @AnswerField({ type: String }) recordedBy!: string;
  @AnswerField({ type: 'integer', description: 'Số thứ tự sự kiện / event index' }) index!: number;
  @AnswerField({ type: 'integer' }) revision!: number;
  @AnswerField({ type: 'integer', nullable: true, description: 'Sự kiện đã hủy bỏ việc này / index of its annulment' }) annulledAt!: number | null;
}
export class EvidenceFactAnswer {
  @AnswerField({ type: String, enum: ['post', 'service', 'training'] }) kind!: 'post' | 'service' | 'training';
  @AnswerField({ type: String }) unit!: string;
  @AnswerField({ type: String }) unitName!: string;
  @AnswerField({ type: String, nullable: true }) position!: string | null;
  @AnswerField({ type: String, nullable: true }) positionTitle!: string | null;
  @AnswerField({ type: String, nullable: true }) capacity!: string | null;
  @AnswerField({ type: String, nullable: true }) term!: string | null;
  @AnswerField({ type: String, nullable: true }) category!: string | null;
  @AnswerField({ type: String, nullable: true, description: 'Lớp / class' }) class!: string | null;
  @AnswerField({ type: String, format: 'date', description: 'Từ ngày, hoặc ngày kết thúc khóa học / since, or the day the training ended' }) since!: string;
  @AnswerField({ type: ActAnswer, nullable: true }) act!: ActAnswer | null;
  @AnswerField({ type: DecisionAnswer, nullable: true, description: 'Quyết định cử đi học / the decision that sent to training' }) sentBy!: DecisionAnswer | null;
}
export class EvidencePersonAnswer {
  @AnswerField({ type: String, format: 'uuid' }) official!: string;
  @AnswerField({ type: String, nullable: true, description: 'null: tên đã niêm phong / the name is sealed' }) name!: string | null;
  @AnswerField({ type: String, enum: ['female', 'male'] }) gender!: 'female' | 'male';
  @AnswerField({ type: [EvidenceFactAnswer] }) facts!: EvidenceFactAnswer[];
}
export class EvidenceStaffAnswer {
  @AnswerField({ type: 'integer' }) women!: number;
  @AnswerField({ type: 'integer' }) total!: number;
  @AnswerField({ type: Boolean }) isMet!: boolean;
}
export class EvidenceItemAnswer {
  @AnswerField({ type: String, enum: ['person', 'post', 'authority', 'department', 'participation', 'excluded'] }) of!: string;
  @AnswerField({ type: String, description: 'Khóa đếm / what was counted' }) key!: string;
  @AnswerField({ type: Boolean, description: 'Thuộc tử số / in the numerator' }) isCounted!: boolean;
  @AnswerField({ type: String, nullable: true, description: 'Tên cơ quan, với chỉ tiêu đếm cơ quan / name of the unit counted' }) name!: string | null;
  @AnswerField({ type: EvidenceStaffAnswer, nullable: true }) staff!: EvidenceStaffAnswer | null;
  @AnswerField({ type: [EvidencePersonAnswer] }) people!: EvidencePersonAnswer[];
  @AnswerField({ type: String, nullable: true, enum: ['CAPACITY_NOT_COUNTED', 'UNIT_ENDED', 'TERM_ENDED', null] }) reason!: string | null;
}
export class EvidenceAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: ScopeAnswer }) scope!: ScopeAnswer;
  @AnswerField({ type: RuleSetAnswer, nullable: true }) ruleSet!: RuleSetAnswer | null;
  @AnswerField({ type: FigureAnswer, nullable: true }) figure!: FigureAnswer | null;
  @AnswerField({ type: String, enum: [...evidenceSides] }) side!: EvidenceSide;
  @AnswerField({ type: 'integer', description: 'Đúng bằng con số / exactly the number' }) total!: number;
  @AnswerField({ type: [EvidenceItemAnswer] }) items!: EvidenceItemAnswer[];
  @AnswerField({ type: String, nullable: true }) next!: string | null;
}
