import type { LogIndex } from '../../kernel/log.js';
import { badRequest } from '../../platform/http/problem.js';

/** The index in an address. @throws Problem 400 */
export const eventIndex = (text: string): LogIndex => {
  if (!/^\d{1,12}$/.test(text)) throw badRequest([{ field: 'index', rule: 'isInteger', vi: 'phải là số thứ tự sự kiện', en: 'must be an event index' }]);
  return Number(text);
};
