import { catalogueOf, defineEvent, type EventOf } from '../../kernel/event.js';
import { code, date, decisionRef, integer, listOf, objectOf, oneOf, optional, personalText, uuid } from '../../kernel/schema.js';
import { categories } from '../../organisation/domain/events.js';

export const genders = ['female', 'male'] as const;
export type Gender = (typeof genders)[number];
/** Full; acting (quyền); in charge without the title (phụ trách); elected and not yet approved (bầu, chưa phê chuẩn). */
export const capacities = ['full', 'acting', 'in-charge', 'unapproved'] as const;
export type Capacity = (typeof capacities)[number];
export const reliefReasons = ['mien-nhiem', 'tu-chuc', 'cach-chuc', 'bai-nhiem', 'het-thoi-han', 'sap-xep-to-chuc', 'khac'] as const;

const act = { actId: uuid, effectiveOn: date };
const decided = { ...act, decision: decisionRef };
/** A roster or list that states a fact without a decision: evidence says "theo danh sách". */
const source = objectOf({ file: code, row: integer(1, 1_048_576), statedOn: date });
/** Codes of the warnings that were overridden; the reason is sealed. */
const overrides = { overrides: optional(listOf(code, 20)) };
const reasons = { overrideReason: optional(personalText), note: optional(personalText) };
const identity = { gender: oneOf(...genders), birthYear: integer(1900, 2100) };
const person = {
  name: personalText,
  /** YYYY-MM-DD, or YYYY where only the year is known. */
  birthDate: optional(personalText),
  /** CCCD of 12 digits or CMND of 9. */
  identityNumber: optional(personalText),
};
const payroll = { unit: code, category: oneOf(...categories), position: code };
const post = { unit: code, position: code };
/** Tenures that this act ends on its own effective day. */
const ends = { endedActIds: optional(listOf(uuid, 20)) };

export const officialRecruited = defineEvent('OfficialRecruited', 1, 'Tuyển dụng, tiếp nhận', { ...decided, ...payroll, ...identity, ...overrides }, { ...person, ...reasons });
export const officialFoundInService = defineEvent('OfficialFoundInService', 1, 'Có mặt theo danh sách', { ...act, source, ...payroll, ...identity }, { ...person, ...reasons });
export const postFoundHeld = defineEvent('PostFoundHeld', 1, 'Giữ chức vụ theo danh sách', { ...act, source, ...post, capacity: oneOf('full', 'acting', 'in-charge'), term: optional(code) }, reasons);
export const officialAppointed = defineEvent('OfficialAppointed', 1, 'Bổ nhiệm', {
  ...decided, ...post, capacity: oneOf('full', 'acting', 'in-charge'), term: optional(code), ...ends, ...overrides,
}, reasons);
export const officialElected = defineEvent('OfficialElected', 1, 'Bầu', { ...decided, ...post, term: code, ...ends, ...overrides }, reasons);
export const electionApproved = defineEvent('ElectionApproved', 1, 'Phê chuẩn kết quả bầu', { ...decided, approvedActId: uuid, ...overrides }, reasons);
export const concurrentPostAdded = defineEvent('ConcurrentPostAdded', 1, 'Kiêm nhiệm', {
  ...decided, ...post, capacity: oneOf('full', 'acting', 'in-charge'), term: optional(code), ...overrides,
}, reasons);
export const officialRelieved = defineEvent('OfficialRelieved', 1, 'Thôi giữ chức vụ', { ...decided, endedActId: uuid, reason: oneOf(...reliefReasons), ...overrides }, reasons);
export const officialTransferred = defineEvent('OfficialTransferred', 1, 'Điều động', { ...decided, ...payroll, ...ends, ...overrides }, reasons);
export const officialRetired = defineEvent('OfficialRetired', 1, 'Nghỉ hưu', { ...decided, ...overrides }, reasons);
export const officialResigned = defineEvent('OfficialResigned', 1, 'Thôi việc', { ...decided, ...overrides }, reasons);
/** A death needs no decision; the certificate is kept elsewhere. */
export const officialDied = defineEvent('OfficialDied', 1, 'Từ trần', { ...act }, reasons);
export const officialTransferredOut = defineEvent('OfficialTransferredOut', 1, 'Chuyển ra ngoài tỉnh', { ...decided, ...overrides }, reasons);
export const officialReturned = defineEvent('OfficialReturned', 1, 'Trở lại công tác', { ...decided, ...payroll, ...overrides }, reasons);
export const genderCorrected = defineEvent('GenderCorrected', 1, 'Đính chính giới tính', { gender: oneOf(...genders), decision: optional(decisionRef) }, reasons);
export const actAnnulled = defineEvent('ActAnnulled', 1, 'Hủy bỏ quyết định', {
  annulledActId: uuid,
  decision: decisionRef,
  /** Ends that the annulled act made and that stay all the same, on the day they were made. */
  upheldEnds: listOf(objectOf({ actId: uuid, endedOn: date }), 20),
}, reasons);

export const officialsCatalogue = catalogueOf(
  officialRecruited, officialFoundInService, postFoundHeld, officialAppointed, officialElected, electionApproved, concurrentPostAdded,
  officialRelieved, officialTransferred, officialRetired, officialResigned, officialDied, officialTransferredOut, officialReturned,
  genderCorrected, actAnnulled,
);
export type OfficialEvent = EventOf<(typeof officialsCatalogue.definitions)[number]>;
/** The acts that a timeline is made of: all that carry an `actId`. */
export type Act = Exclude<OfficialEvent, { readonly type: 'GenderCorrected' | 'ActAnnulled' }>;
