import { catalogueOf, defineEvent, type EventOf } from '../../kernel/event.js';
import { code, date, decisionRef, oneOf, personalText, optional, uuid } from '../../kernel/schema.js';

export const planningSources = ['on-site', 'elsewhere'] as const;
export const removalReasons = ['tuoi', 'ky-luat', 'khong-dat', 'chuyen-di', 'da-bo-nhiem', 'tu-xin', 'het-nhiem-ky', 'khac'] as const;
const reasons = { note: optional(personalText) };

export const planningProposed = defineEvent('PlanningProposed', 1, 'Đề xuất quy hoạch', {
  official: uuid, unit: code, position: code,
  /** The term planned for, as `2016-2021`. */
  term: code,
  /** Tại chỗ or nơi khác. */
  source: oneOf(...planningSources),
  effectiveOn: date,
}, reasons);
export const planningApproved = defineEvent('PlanningApproved', 1, 'Phê duyệt quy hoạch', { decision: decisionRef, effectiveOn: date }, reasons);
export const planningRemoved = defineEvent('PlanningRemoved', 1, 'Đưa ra khỏi quy hoạch', { reason: oneOf(...removalReasons), decision: optional(decisionRef), effectiveOn: date }, reasons);
/** Appointed to the post planned for, or its equal. */
export const planningFulfilled = defineEvent('PlanningFulfilled', 1, 'Bổ nhiệm vào chức danh quy hoạch', { actId: uuid, effectiveOn: date }, reasons);

export const planningCatalogue = catalogueOf(planningProposed, planningApproved, planningRemoved, planningFulfilled);
export type PlanningEvent = EventOf<(typeof planningCatalogue.definitions)[number]>;
