import { catalogueOf, defineEvent, type EventOf } from '../../kernel/event.js';
import { code, date, decisionRef, listOf, oneOf, optional, title, uuid } from '../../kernel/schema.js';

/** The Plan's five groups for T5 (3009/KH-UBND, II.2). */
export const trainingGroups = ['chuyen-mon', 'nghiep-vu', 'ly-luan-chinh-tri', 'quan-ly-nha-nuoc', 'hoi-nhap-quoc-te'] as const;
export const withdrawalReasons = ['bo-hoc', 'khong-dat', 'suc-khoe', 'cong-tac', 'huy-lop', 'khac'] as const;

export const classOpened = defineEvent('ClassOpened', 1, 'Mở lớp', {
  title, group: oneOf(...trainingGroups), organiser: code, startsOn: date, endsOn: date, decision: optional(decisionRef),
});
export const officialSentToTraining = defineEvent('OfficialSentToTraining', 1, 'Cử đi học', {
  participation: uuid, official: uuid,
  /** The unit that sends; the participation is counted there. */
  unit: code,
  decision: decisionRef, effectiveOn: date,
});
export const trainingCompleted = defineEvent('TrainingCompleted', 1, 'Hoàn thành khóa học', { participations: listOf(uuid, 500), effectiveOn: date });
export const trainingWithdrawn = defineEvent('TrainingWithdrawn', 1, 'Bỏ học, không đạt', { participation: uuid, reason: oneOf(...withdrawalReasons), effectiveOn: date });
export const classClosed = defineEvent('ClassClosed', 1, 'Đóng lớp', { effectiveOn: date });

export const trainingCatalogue = catalogueOf(classOpened, officialSentToTraining, trainingCompleted, trainingWithdrawn, classClosed);
export type TrainingEvent = EventOf<(typeof trainingCatalogue.definitions)[number]>;
