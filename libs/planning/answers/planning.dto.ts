import { AnswerField, CodeField, OneOfField, UuidField } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/moment.dto.js';
import { planningSources } from '../domain/events.js';

export const planningStatuses = ['proposed', 'approved', 'removed', 'fulfilled'] as const;
export type PlanningStatus = (typeof planningStatuses)[number];

export class PlanningQuery extends PageQuery {
  @UuidField({ optional: true, description: 'Người được quy hoạch / the official' }) official?: string;
  @CodeField({ optional: true, description: 'Đơn vị / unit' }) unit?: string;
  @CodeField({ optional: true, description: 'Chức danh / position' }) position?: string;
  @CodeField({ optional: true, description: 'Nhiệm kỳ / term' }) term?: string;
  @OneOfField(planningStatuses, { optional: true, description: 'Trạng thái / status' }) status?: PlanningStatus;
}
class PlanningDecisionAnswer {
  @AnswerField({ type: String }) issuer!: string;
  @AnswerField({ type: String }) symbol!: string;
  @AnswerField({ type: 'integer' }) number!: number;
  @AnswerField({ type: String, format: 'date' }) signedOn!: string;
}
export class PlannedAnswer {
  @AnswerField({ type: String, format: 'uuid' }) planning!: string;
  @AnswerField({ type: String, format: 'uuid' }) official!: string;
  @AnswerField({ type: String }) unit!: string;
  @AnswerField({ type: String }) position!: string;
  @AnswerField({ type: String }) term!: string;
  @AnswerField({ type: String, enum: [...planningSources] }) source!: string;
  @AnswerField({ type: String, enum: [...planningStatuses] }) status!: PlanningStatus;
  @AnswerField({ type: String, format: 'date' }) proposedOn!: string;
  @AnswerField({ type: String, format: 'date', nullable: true }) approvedOn!: string | null;
  @AnswerField({ type: PlanningDecisionAnswer, nullable: true }) approvedBy!: PlanningDecisionAnswer | null;
  @AnswerField({ type: String, format: 'date', nullable: true }) endedOn!: string | null;
  @AnswerField({ type: String, nullable: true }) removedBecause!: string | null;
  @AnswerField({ type: String, format: 'uuid', nullable: true }) fulfilledBy!: string | null;
  @AnswerField({ type: 'integer' }) revision!: number;
  @AnswerField({ type: 'integer' }) index!: number;
}
export class PlanningPoolAnswer {
  @AnswerField({ type: 'integer', description: 'Đã tính đến sự kiện này / known at this index' }) knownAt!: number;
  @AnswerField({ type: [PlannedAnswer] }) items!: PlannedAnswer[];
  @AnswerField({ type: String, nullable: true }) next!: string | null;
}
