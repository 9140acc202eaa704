import { CodeField, OneOfField } from '../../platform/http/fields.js';
import { setAsideReasons } from '../domain/events.js';

export class ProposeSetAsideDto {
  @OneOfField(setAsideReasons, { description: 'Lý do / reason' }) reason!: (typeof setAsideReasons)[number];
  @CodeField({ optional: true, description: 'Số văn bản nêu rõ lý do / the paper that says more' }) reference?: string;
}
export class ProposeUndoDto {
  @CodeField({ optional: true, description: 'Số văn bản nêu rõ lý do / the paper that says more' }) reference?: string;
}
