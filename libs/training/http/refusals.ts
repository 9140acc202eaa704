import type { TrainingRefusal, TrainingWarning } from '../domain/training.js';

type RefusalText = { readonly vi: string; readonly en: string; readonly field?: string };

/** What a refusal says to a person; `{name}` stands for the refusal's own detail. */
export const refusalTexts: Record<TrainingRefusal['code'] | TrainingWarning['code'], RefusalText> = {
  UNKNOWN_CLASS: { vi: 'Không có lớp này.', en: 'There is no such class.' },
  CLASS_ALREADY_OPENED: { vi: 'Lớp này đã được mở.', en: 'This class is opened already.' },
  CLASS_CLOSED: { vi: 'Lớp đã đóng từ ngày {closedOn}.', en: 'The class was closed on {closedOn}.' },
  CLASS_ENDS_BEFORE_START: {
    field: 'endsOn',
    vi: 'Ngày kết thúc {endsOn} trước ngày khai giảng {startsOn}.',
    en: 'The last day {endsOn} lies before the first day {startsOn}.',
  },
  ORGANISER_UNKNOWN: { field: 'organiser', vi: 'Không có đơn vị tổ chức nào mang mã {organiser}.', en: 'No unit has the code {organiser} of the organiser.' },
  ORGANISER_NOT_STANDING: {
    field: 'organiser',
    vi: 'Đơn vị tổ chức {organiser} không tồn tại vào ngày {on}: chưa thành lập hoặc đã chấm dứt hoạt động.',
    en: 'The organiser {organiser} does not stand on {on}: it is not established yet or has ended.',
  },
  SENT_AFTER_CLASS_ENDED: { field: 'effectiveOn', vi: 'Lớp kết thúc ngày {endsOn}, không thể cử đi học sau ngày đó.', en: 'The class ends on {endsOn}; nobody can be sent after that.' },
  PARTICIPANTS_MISSING: { field: 'participants', vi: 'Phải có ít nhất một người được cử đi học.', en: 'At least one official has to be sent.' },
  TOO_MANY_PARTICIPANTS: { vi: 'Có {participants} người; mỗi lần ghi không quá {most} người.', en: 'There are {participants} officials; at most {most} are recorded at a time.' },
  OFFICIAL_REPEATED: { vi: 'Người có mã hồ sơ {official} được liệt kê hai lần.', en: 'Official {official} is listed twice.' },
  OFFICIAL_UNKNOWN: { field: 'participants', vi: 'Không có hồ sơ nào mang mã {official}.', en: 'There is no official {official}.' },
  ALREADY_SENT: {
    field: 'participants',
    vi: 'Người có mã hồ sơ {official} đã được cử đi học lớp này từ ngày {sentOn}; mỗi người chỉ được cử học một lớp một lần.',
    en: 'Official {official} was sent to this class on {sentOn} already; a class is attended once.',
  },
  UNIT_UNKNOWN: { field: 'participants', vi: 'Không có đơn vị nào mang mã {unit}.', en: 'No unit has the code {unit}.' },
  UNIT_NOT_STANDING: {
    field: 'participants',
    vi: 'Đơn vị cử đi học {unit} không tồn tại vào ngày {on}: chưa thành lập hoặc đã chấm dứt hoạt động.',
    en: 'The sending unit {unit} does not stand on {on}: it is not established yet or has ended.',
  },
  NOT_SENT: { vi: 'Người có mã hồ sơ {official} không có trong danh sách cử đi học lớp này.', en: 'Official {official} was not sent to this class.' },
  ALREADY_COMPLETED: { vi: 'Người có mã hồ sơ {official} đã hoàn thành lớp này ngày {completedOn}.', en: 'Official {official} completed this class on {completedOn} already.' },
  ALREADY_WITHDRAWN: {
    vi: 'Người có mã hồ sơ {official} đã được ghi bỏ học hoặc không đạt từ ngày {withdrawnOn}.',
    en: 'Official {official} withdrew from this class or failed it on {withdrawnOn} already.',
  },
  OFFICIALS_MISSING: { field: 'officials', vi: 'Phải có ít nhất một người hoàn thành.', en: 'At least one official has to be named.' },
  COMPLETED_BEFORE_START: { field: 'effectiveOn', vi: 'Lớp khai giảng ngày {startsOn}, không thể hoàn thành trước ngày đó.', en: 'The class begins on {startsOn} and cannot be completed before that.' },
  COMPLETED_BEFORE_SENT: {
    field: 'effectiveOn',
    vi: 'Người có mã hồ sơ {official} được cử đi học từ ngày {sentOn}, không thể hoàn thành trước ngày đó.',
    en: 'Official {official} was sent on {sentOn} and cannot have completed the class before that.',
  },
  WITHDRAWN_BEFORE_SENT: {
    field: 'effectiveOn',
    vi: 'Người có mã hồ sơ {official} được cử đi học từ ngày {sentOn}, không thể bỏ học trước ngày đó.',
    en: 'Official {official} was sent on {sentOn} and cannot withdraw before that.',
  },
  CLOSED_BEFORE_START: { field: 'effectiveOn', vi: 'Lớp khai giảng ngày {startsOn}, không thể đóng trước ngày đó.', en: 'The class begins on {startsOn} and cannot be closed before that.' },
  PARTICIPATIONS_UNDECIDED: {
    vi: 'Còn {undecided} người chưa ghi hoàn thành hay bỏ học; họ giữ trạng thái “đã cử”.',
    en: '{undecided} officials have neither completed nor withdrawn; they stay as sent.',
  },
};
