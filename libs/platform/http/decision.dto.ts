import type { CivilDate } from '../../kernel/civil-date.js';
import { CodeField, DateField, IntegerField } from './fields.js';

/** Quyết định: cơ quan ban hành, ký hiệu, số, ngày ký. */
export class DecisionDto {
  @CodeField({ description: 'Cơ quan ban hành / issuer', example: 'UBND-TINH' }) issuer!: string;
  @CodeField({ description: 'Ký hiệu / symbol', example: 'QĐ-UBND' }) symbol!: string;
  @IntegerField(1, 99_999, { description: 'Số / number', example: 1234 }) number!: number;
  @DateField({ description: 'Ngày ký / signed on', example: '2018-02-26' }) signedOn!: CivilDate;
}
