import { Transform } from 'class-transformer';
import { dimensions, periods, type Dimension, type Period } from '../../indicators/figure.js';
import { AnswerField, CodeField, DateField, FlagField, OneOfField, OneOfListField } from '../../platform/http/fields.js';
import { MomentAnswer, MomentQuery, ScopedQuery } from '../../platform/http/moment.dto.js';

const FromFlag = () => Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
const FromList = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : { repeated: value }));

export class NeededAnswer {
  @AnswerField({ type: 'integer', description: 'Thay nam bằng nữ / replacing men' }) replacing!: number;
  @AnswerField({ type: 'integer', nullable: true, description: 'Thêm nữ; null: không thể / adding women; null: impossible' }) adding!: number | null;
}
export class FigureAnswer {
  @AnswerField({ type: String, example: 'T3' }) target!: string;
  @AnswerField({ type: String, example: 'T3.chairs' }) reading!: string;
  @AnswerField({ type: String }) name!: string;
  @AnswerField({ type: String }) nameEn!: string;
  @AnswerField({ type: Boolean, description: 'Cách tính được công bố / the published reading' }) isPublished!: boolean;
  @AnswerField({ type: 'integer', description: 'Chỉ tiêu, % / target' }) percent!: number;
  @AnswerField({ type: 'integer' }) numerator!: number;
  @AnswerField({ type: 'integer' }) denominator!: number;
  @AnswerField({ type: String, nullable: true, pattern: '^\\d+\\.\\d\\d$', example: '29.60' }) share!: string | null;
  @AnswerField({ type: String, nullable: true, example: '29,60%', description: 'Để in / for print' }) shareText!: string | null;
  @AnswerField({ type: String, enum: ['met', 'not-met', 'not-applicable'] }) verdict!: string;
  @AnswerField({ type: NeededAnswer, description: 'Còn thiếu bao nhiêu nữ / how many more women' }) needed!: NeededAnswer;
}
export class ScopeAnswer {
  @AnswerField({ type: String, enum: ['province', 'tier', 'unit'] }) kind!: string;
  @AnswerField({ type: String, required: false }) tier?: string;
  @AnswerField({ type: String, required: false }) unit?: string;
  @AnswerField({ type: String, required: false, description: 'Tên đơn vị vào ngày đó / name on that day' }) name?: string;
}
export class RuleSetAnswer {
  @AnswerField({ type: String }) ruleSet!: string;
  @AnswerField({ type: 'integer' }) version!: number;
  @AnswerField({ type: String }) name!: string;
  @AnswerField({ type: String }) basis!: string;
  @AnswerField({ type: String, format: 'date' }) effectiveOn!: string;
}
export class IndicatorsAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: ScopeAnswer }) scope!: ScopeAnswer;
  @AnswerField({ type: RuleSetAnswer, nullable: true, description: 'null: chưa có bộ quy tắc vào ngày đó / no rule set on that day' }) ruleSet!: RuleSetAnswer | null;
  @AnswerField({ type: [FigureAnswer] }) figures!: FigureAnswer[];
}
export class UnitSheetAnswer {
  @AnswerField({ type: String }) unit!: string;
  @AnswerField({ type: String }) name!: string;
  @AnswerField({ type: String }) tier!: string;
  @AnswerField({ type: [FigureAnswer] }) figures!: FigureAnswer[];
}
export class UnitSheetsAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: RuleSetAnswer, nullable: true }) ruleSet!: RuleSetAnswer | null;
  @AnswerField({ type: [UnitSheetAnswer] }) units!: UnitSheetAnswer[];
}

export class TrendsQuery extends ScopedQuery {
  @OneOfField(periods, { optional: true, description: 'Kỳ; mặc định năm / period; year by default' }) period?: Period;
  @DateField({ optional: true, description: 'Từ ngày; mặc định 2016-01-01 / from' }) from?: string;
  @DateField({ optional: true, description: 'Đến ngày; mặc định hôm nay / to' }) to?: string;
  @CodeField({ optional: true, description: 'Chỉ một cách tính / one reading only', example: 'T4.leaders' }) reading?: string;
}
export class TrendPointAnswer {
  @AnswerField({ type: String, format: 'date', description: 'Ngày cuối kỳ / last day of the period' }) trueOn!: string;
  @AnswerField({ type: 'integer', nullable: true, description: 'Phiên bản bộ quy tắc / rule set version' }) version!: number | null;
  @AnswerField({ type: [FigureAnswer] }) figures!: FigureAnswer[];
}
export class TrendsAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: ScopeAnswer }) scope!: ScopeAnswer;
  @AnswerField({ type: [TrendPointAnswer] }) points!: TrendPointAnswer[];
}

const counts = ['service', 'posts', 'holders'] as const;
const structures = ['of-time', 'today'] as const;
export class RatiosQuery extends MomentQuery {
  @OneOfField(counts, { optional: true, description: 'Đếm biên chế, chức vụ hay người giữ chức vụ / in service, posts or holders' }) count?: (typeof counts)[number];
  @FromList()
  @OneOfListField(dimensions, 5, { optional: true, description: 'Chia theo, cách nhau bằng dấu phẩy / cross by, comma-separated' })
  by?: Dimension[];
  @CodeField({ optional: true, description: 'Lọc đơn vị / filter' }) unit?: string;
  @CodeField({ optional: true, description: 'Lọc cấp / filter' }) tier?: string;
  @CodeField({ optional: true, description: 'Lọc đối tượng / filter' }) category?: string;
  @CodeField({ optional: true, description: 'Lọc bậc chức vụ / filter' }) level?: string;
  @CodeField({ optional: true, description: 'Lọc chức danh / filter' }) position?: string;
  @FromFlag()
  @FlagField({ optional: true, description: 'Gồm cả đơn vị trực thuộc / with what stands under each unit' })
  subtree?: boolean;
  @OneOfField(structures, { optional: true, description: 'Theo cơ cấu tại thời điểm hay hiện nay / structure of the time or today’s' }) structure?: (typeof structures)[number];
  @OneOfField(periods, { optional: true, description: 'Kỳ; mặc định chỉ ngày trueOn / period; only trueOn by default' }) period?: Period;
  @DateField({ optional: true, description: 'Từ ngày / from' }) from?: string;
  @DateField({ optional: true, description: 'Đến ngày / to' }) to?: string;
}
export class RatioCellAnswer {
  @AnswerField({ type: String, format: 'date' }) trueOn!: string;
  @AnswerField({ type: [String], description: 'Mã theo thứ tự của "by" / codes in the order of `by`' }) cell!: string[];
  @AnswerField({ type: 'integer' }) women!: number;
  @AnswerField({ type: 'integer' }) total!: number;
  @AnswerField({ type: String, nullable: true }) share!: string | null;
}
export class RatiosAnswer {
  @AnswerField({ type: MomentAnswer }) moment!: MomentAnswer;
  @AnswerField({ type: String, enum: [...counts] }) count!: string;
  @AnswerField({ type: [String], enum: [...dimensions] }) by!: string[];
  @AnswerField({ type: [RatioCellAnswer] }) cells!: RatioCellAnswer[];
}
