import type { PlanningRefusal, PlanningWarning } from '../domain/planning.js';

type RefusalText = { readonly vi: string; readonly en: string; readonly field?: string };

/** What a refusal says to a person; `{name}` stands for the refusal's own detail. */
export const refusalTexts: Record<PlanningRefusal['code'] | PlanningWarning['code'], RefusalText> = {
  UNKNOWN_PLANNING: { vi: 'Không có hồ sơ quy hoạch này.', en: 'There is no such planning.' },
  PLANNING_ALREADY_PROPOSED: { vi: 'Hồ sơ quy hoạch này đã được đề xuất.', en: 'This planning is proposed already.' },
  PLANNING_NOT_PROPOSED: {
    vi: 'Chỉ phê duyệt được quy hoạch đang ở bước đề xuất; trạng thái của hồ sơ này: {status}.',
    en: 'Only what is proposed can be approved; this planning is “{status}”.',
  },
  PLANNING_NOT_APPROVED: {
    vi: 'Chỉ ghi được việc bổ nhiệm vào chức danh quy hoạch khi quy hoạch đã được phê duyệt; trạng thái của hồ sơ này: {status}.',
    en: 'Only what is approved can be fulfilled; this planning is “{status}”.',
  },
  PLANNING_ALREADY_OVER: {
    vi: 'Quy hoạch này đã kết thúc; trạng thái: {status}.',
    en: 'This planning is over already: it is “{status}”.',
  },
  APPROVED_BEFORE_PROPOSAL: {
    field: 'effectiveOn',
    vi: 'Quy hoạch được đề xuất ngày {proposedOn}, không thể phê duyệt trước ngày đó.',
    en: 'The planning was proposed on {proposedOn} and cannot be approved before that.',
  },
  REMOVED_BEFORE_PROPOSAL: {
    field: 'effectiveOn',
    vi: 'Quy hoạch được đề xuất ngày {proposedOn}, không thể đưa ra khỏi quy hoạch trước ngày đó.',
    en: 'The planning was proposed on {proposedOn} and cannot be removed before that.',
  },
  REMOVED_BEFORE_APPROVAL: {
    field: 'effectiveOn',
    vi: 'Quy hoạch được phê duyệt ngày {approvedOn}, không thể đưa ra khỏi quy hoạch trước ngày đó.',
    en: 'The planning was approved on {approvedOn} and cannot be removed before that.',
  },
  FULFILLED_BEFORE_APPROVAL: {
    field: 'effectiveOn',
    vi: 'Quy hoạch được phê duyệt ngày {approvedOn}; bổ nhiệm trước ngày đó không phải là bổ nhiệm từ quy hoạch.',
    en: 'The planning was approved on {approvedOn}; an appointment before that does not fulfil it.',
  },
  OFFICIAL_UNKNOWN: { field: 'official', vi: 'Không có hồ sơ nào mang mã {official}.', en: 'There is no official {official}.' },
  POSITION_UNKNOWN: { field: 'position', vi: 'Không có chức danh nào mang mã {position}.', en: 'No position has the code {position}.' },
  UNIT_UNKNOWN: { field: 'unit', vi: 'Không có đơn vị nào mang mã {unit}.', en: 'No unit has the code {unit}.' },
  UNIT_NOT_STANDING: {
    field: 'unit',
    vi: 'Đơn vị {unit} không tồn tại vào ngày {on}: chưa thành lập hoặc đã chấm dứt hoạt động.',
    en: 'Unit {unit} does not stand on {on}: it is not established yet or has ended.',
  },
  POST_HAS_THREE_PLANNED: {
    field: 'position',
    vi: 'Chức danh này đã có {planned} người trong quy hoạch; theo hướng dẫn, không quá 3 người cho một chức danh.',
    en: 'This post has {planned} officials planned for it already; guidance allows 3.',
  },
  OFFICIAL_HAS_THREE_PLANNED: {
    field: 'official',
    vi: 'Người này đã được quy hoạch vào {planned} chức danh; theo hướng dẫn, không quá 3 chức danh cho một người.',
    en: 'This official is planned for {planned} posts already; guidance allows 3.',
  },
};
