type RefusalText = { readonly vi: string; readonly en: string; readonly field?: string };
type RefusalTexts = { readonly [code: string]: RefusalText };

const ofEntry: RefusalTexts = {
  UNKNOWN_OFFICIAL: { vi: 'Không có hồ sơ cán bộ, công chức, viên chức {official}.', en: 'There is no official {official}.' },
  ALREADY_REGISTERED: {
    vi: 'Người này đã có hồ sơ từ ngày {since}; nếu người này trở lại công tác thì ghi việc “Trở lại công tác”.',
    en: 'This official is registered since {since}; who comes back is recorded as returned.',
  },
  IDENTITY_ALREADY_REGISTERED: {
    field: 'identityNumber',
    vi: 'Số CCCD/CMND này đã được đăng ký cho hồ sơ {official}.',
    en: 'This identity number is registered for official {official}.',
  },
  IDENTITY_DIFFERS: {
    field: 'birthDate',
    vi: 'Giới tính hoặc năm sinh không khớp với hồ sơ đã có (năm sinh {birthYear}); hãy kiểm tra hoặc đính chính trước.',
    en: 'Gender or year of birth is not that of the record (born {birthYear}); check it, or correct the record first.',
  },
  IDENTITY_NUMBER_MALFORMED: {
    field: 'identityNumber',
    vi: 'Số CCCD phải có 12 chữ số, số CMND phải có 9 chữ số.',
    en: 'An identity number has 12 digits (CCCD) or 9 (CMND).',
  },
  IMPOSSIBLE_BIRTH_DATE: {
    field: 'birthDate',
    vi: 'Ngày sinh không có thật; ghi theo thứ tự năm-tháng-ngày, ví dụ 1988-05-31, hoặc chỉ ghi năm.',
    en: 'There is no such birth date: write YYYY-MM-DD, or the year alone.',
  },
  BEFORE_BIRTH: { field: 'effectiveOn', vi: 'Ngày hiệu lực {effectiveOn} trước ngày sinh.', en: '{effectiveOn} is before the date of birth.' },
  TOO_YOUNG: {
    field: 'birthDate',
    vi: 'Người được tuyển dụng phải đủ {least} tuổi vào ngày {effectiveOn}.',
    en: 'The official must be at least {least} years old on {effectiveOn}.',
  },
  STATED_IN_FUTURE: {
    field: 'source',
    vi: 'Danh sách tính đến ngày {statedOn}, sau ngày hôm nay ({today}).',
    en: 'The list is stated on {statedOn}, after today ({today}).',
  },
};

const ofDecision: RefusalTexts = {
  SIGNED_IN_FUTURE: {
    field: 'decision',
    vi: 'Ngày ký {signedOn} sau ngày hôm nay ({today}).',
    en: 'The decision is signed on {signedOn}, after today ({today}).',
  },
  DECISION_HEADER_DIFFERS: {
    field: 'decision',
    vi: 'Quyết định cùng cơ quan ban hành, số, ký hiệu và năm này đã được ghi với ngày ký {signedOn}.',
    en: 'The decision of this issuer, number, symbol and year is recorded as signed on {signedOn}.',
  },
  EFFECTIVE_TOO_FAR: {
    field: 'effectiveOn',
    vi: 'Ngày hiệu lực {effectiveOn} quá xa; muộn nhất là ngày {latest}.',
    en: 'The effective day {effectiveOn} is too far ahead; the latest is {latest}.',
  },
  WARNINGS_STAND: {
    field: 'overrides',
    vi: 'Còn cảnh báo chưa được xử lý; muốn tiếp tục phải nêu lý do cho từng cảnh báo.',
    en: 'Warnings stand; to go on, give a reason for each of them.',
  },
  EFFECTIVE_BEFORE_SIGNED: {
    field: 'effectiveOn',
    vi: 'Ngày hiệu lực trước ngày ký {signedOn} (hiệu lực trở về trước).',
    en: 'It takes effect before it was signed, on {signedOn}.',
  },
  PAST_RETIREMENT_AGE: {
    field: 'effectiveOn',
    vi: 'Đến ngày hiệu lực, người này đã quá tuổi nghỉ hưu; thời điểm nghỉ hưu là ngày {retirementOn}.',
    en: 'On that day the official is past retirement age, which falls on {retirementOn}.',
  },
  IDENTITY_NUMBER_GENDER_MISMATCH: {
    field: 'identityNumber',
    vi: 'Giới tính đã khai không khớp với chữ số thứ tư của số CCCD.',
    en: 'The gender stated is not that of the fourth digit of the identity number.',
  },
  IDENTITY_NUMBER_BIRTH_YEAR_MISMATCH: {
    field: 'identityNumber',
    vi: 'Năm sinh đã khai không khớp với số CCCD (năm {birthYear}).',
    en: 'The year of birth stated is not that of the identity number ({birthYear}).',
  },
  TEXT_MISSING: { vi: 'Trường “{field}” không được để trống.', en: 'The field “{field}” must not be empty.' },
  TEXT_TOO_LONG: { vi: 'Trường “{field}” dài quá {most} ký tự.', en: 'The field “{field}” is longer than {most} characters.' },
};

const ofService: RefusalTexts = {
  NOT_IN_SERVICE: { field: 'effectiveOn', vi: 'Vào ngày {on}, người này không trong thời gian công tác.', en: 'This official is not in service on {on}.' },
  ALREADY_IN_SERVICE: {
    field: 'effectiveOn',
    vi: 'Người này đang công tác tại đơn vị {unit} từ ngày {since}.',
    en: 'This official is in service at {unit} since {since}.',
  },
  SAME_UNIT: {
    field: 'unit',
    vi: 'Người này đang thuộc biên chế đơn vị {unit}; điều động phải đến đơn vị khác.',
    en: 'This official is on the payroll of {unit} already; a transfer is to another unit.',
  },
  SERVICE_STARTS_THAT_DAY: {
    field: 'effectiveOn',
    vi: 'Ngày {on} đã có quyết định đưa người này về đơn vị {unit}; một ngày chỉ nhận một quyết định như vậy.',
    en: 'Another decision places this official at {unit} on {on}; one day takes only one.',
  },
  DIED: {
    field: 'effectiveOn',
    vi: 'Người này đã được ghi từ trần từ ngày {on}; không thể ghi việc có hiệu lực từ ngày đó trở đi.',
    en: 'This official is recorded as dead from {on}; nothing takes effect from that day on.',
  },
  DEATH_IN_FUTURE: { field: 'effectiveOn', vi: 'Không thể ghi việc từ trần cho ngày sau ngày {latest}.', en: 'A death cannot be recorded for a day after {latest}.' },
  RETURN_WITHOUT_DEPARTURE: {
    field: 'effectiveOn',
    vi: 'Trước ngày {on} không có quyết định nghỉ hưu, thôi việc hoặc chuyển đi nào.',
    en: 'No departure stands before {on}.',
  },
  RETURN_ON_DEPARTURE_DAY: {
    field: 'effectiveOn',
    vi: 'Ngày {on} là ngày người này nghỉ hoặc chuyển đi; chỉ có thể trở lại từ ngày hôm sau.',
    en: 'The official leaves on {on}; a return can take effect from the day after.',
  },
  LATER_ACTS_STAND: {
    vi: 'Còn {count} việc đã ghi phụ thuộc vào việc này hoặc có hiệu lực sau; phải hủy bỏ các việc đó trước.',
    en: '{count} recorded acts depend on this or take effect later; they have to be annulled first.',
  },
  GENDER_UNCHANGED: { field: 'gender', vi: 'Giới tính trong hồ sơ đã đúng như vậy.', en: 'The record states this gender already.' },
};

const ofPosts: RefusalTexts = {
  UNIT_UNKNOWN: { field: 'unit', vi: 'Không có đơn vị nào mang mã {unit}.', en: 'No unit has the code {unit}.' },
  UNIT_NOT_STANDING: {
    field: 'unit',
    vi: 'Đơn vị {unit} không tồn tại vào ngày {on}: chưa thành lập hoặc đã chấm dứt hoạt động.',
    en: 'Unit {unit} does not stand on {on}: it is not established yet or has ended.',
  },
  POSITION_UNKNOWN: { field: 'position', vi: 'Không có chức danh nào mang mã {position}.', en: 'No position has the code {position}.' },
  POSITION_NEEDS_TERM: {
    field: 'term',
    vi: 'Chức danh {position} theo nhiệm kỳ; phải ghi rõ nhiệm kỳ.',
    en: 'Position {position} is held for a term; the term must be named.',
  },
  TERM_UNKNOWN: { field: 'term', vi: 'Không có nhiệm kỳ nào mang mã {term}.', en: 'No term has the code {term}.' },
  TERM_NOT_STANDING: { field: 'term', vi: 'Vào ngày {on} nhiệm kỳ {term} chưa bắt đầu hoặc đã kết thúc.', en: 'Term {term} has not begun or is over on {on}.' },
  POSITION_NOT_OF_TERM: {
    field: 'term',
    vi: 'Chức danh {position} tại đơn vị {unit} không thuộc cơ quan của nhiệm kỳ {term}.',
    en: 'Position {position} at {unit} is none of term {term}.',
  },
  POST_ALREADY_HELD: { field: 'position', vi: 'Người này đang giữ chức vụ đó từ ngày {since}.', en: 'This official holds that post since {since}.' },
  POST_FULLY_HELD: {
    field: 'position',
    vi: 'Chức vụ này có tối đa {seats} người giữ và đã đủ vào ngày đó.',
    en: 'This post has at most {seats} holders and is full on that day.',
  },
};

const ofNamedActs: RefusalTexts = {
  ACT_UNKNOWN: { vi: 'Hồ sơ không có việc nào mang mã {actId}.', en: 'The record has no act {actId}.' },
  ACT_ANNULLED: { vi: 'Việc {actId} đã bị hủy bỏ.', en: 'Act {actId} is annulled.' },
  ACT_NOT_A_TENURE: { vi: 'Việc {actId} không phải là việc giữ một chức vụ.', en: 'Act {actId} is not the holding of a post.' },
  ACT_NOT_AN_ELECTION: { field: 'approvedActId', vi: 'Việc {actId} không phải là một kết quả bầu.', en: 'Act {actId} is not an election.' },
  LISTED_TENURE_REPLACED: {
    vi: 'Chức vụ ghi theo danh sách ({actId}) đã có quyết định thay thế; hãy kết thúc theo quyết định đó.',
    en: 'A decision has replaced the listed post {actId}; end the post of that decision.',
  },
  END_BEFORE_START: {
    field: 'effectiveOn',
    vi: 'Chức vụ ({actId}) được giữ từ ngày {from}; không thể thôi giữ trước ngày đó.',
    en: 'The post {actId} is held from {from} and cannot end before that.',
  },
  ALREADY_ENDED: { field: 'effectiveOn', vi: 'Việc giữ chức vụ ({actId}) đã kết thúc từ ngày {until}.', en: 'The post {actId} has ended on {until} already.' },
  TOO_MANY_ENDS: { field: 'endedActIds', vi: 'Một quyết định chỉ kết thúc được nhiều nhất {most} chức vụ.', en: 'One decision can end at most {most} posts.' },
  ELECTION_ALREADY_APPROVED: { field: 'approvedActId', vi: 'Kết quả bầu này đã được phê chuẩn từ ngày {on}.', en: 'This election was approved from {on}.' },
  APPROVAL_BEFORE_ELECTION: {
    field: 'effectiveOn',
    vi: 'Việc bầu có hiệu lực từ ngày {electedOn}; không thể phê chuẩn trước ngày đó.',
    en: 'The election takes effect on {electedOn} and cannot be approved before that.',
  },
  REVIVAL_UNDECIDED: {
    field: 'standsAgain',
    vi: 'Việc bị hủy bỏ đã kết thúc {count} chức vụ; phải nêu rõ từng chức vụ có được khôi phục hay không.',
    en: 'The annulled act had ended {count} posts; say of each whether it stands again.',
  },
  REVIVAL_NOT_ASKED: {
    field: 'standsAgain',
    vi: 'Việc bị hủy bỏ không phải là việc duy nhất kết thúc chức vụ {actId}, nên không có gì để khôi phục.',
    en: 'The annulled act does not keep post {actId} ended, so there is nothing to answer about it.',
  },
};

/** What a refusal or a warning on an official says to a person; `{name}` stands for its own detail. */
export const refusalTexts: RefusalTexts = { ...ofEntry, ...ofDecision, ...ofService, ...ofPosts, ...ofNamedActs };

/** What an entry of the worklist says; `{on}` is the day concerned. */
export const anomalyTexts: RefusalTexts = {
  ACT_AFTER_DEATH: { vi: 'Có việc được ghi có hiệu lực từ ngày {on}, sau khi người này từ trần.', en: 'An act takes effect on {on}, after the death.' },
  APPROVAL_OF_NOTHING: { vi: 'Phê chuẩn ngày {on} không gắn với kết quả bầu nào còn hiệu lực.', en: 'The approval of {on} names no election that stands.' },
  APPROVED_BEFORE_ELECTION: { vi: 'Phê chuẩn ngày {on} có trước ngày bầu.', en: 'The approval of {on} lies before the election.' },
  DEPARTURE_OUTSIDE_SERVICE: { vi: 'Ghi nghỉ hoặc chuyển đi ngày {on} khi người này không trong thời gian công tác.', en: 'A departure on {on} ends no service.' },
  EMPTY_SEGMENT: {
    vi: 'Việc vào biên chế ngày {on} bị việc khác cùng ngày thay thế nên không có ngày nào được tính.',
    en: 'Service that begins on {on} is over the same day and counts on none.',
  },
  EMPTY_TENURE: { vi: 'Chức vụ bắt đầu và kết thúc cùng ngày {on}.', en: 'A post begins and ends on {on}.' },
  ENDED_BEFORE_START: { vi: 'Việc thôi giữ chức vụ ngày {on} có trước ngày giữ chức vụ đó.', en: 'An end on {on} lies before the post begins.' },
  END_OF_NOTHING: { vi: 'Việc thôi giữ chức vụ ngày {on} không gắn với chức vụ nào còn hiệu lực.', en: 'An end on {on} names no post that stands.' },
  POST_HELD_TWICE: { vi: 'Từ ngày {on} cùng một chức vụ được ghi giữ hai lần.', en: 'From {on} one post is held twice.' },
  ROSTER_CONTRADICTED: {
    vi: 'Danh sách ghi ngày {on} khác với quyết định có hiệu lực vào ngày đó.',
    en: 'The list’s entry of {on} differs from the decision that holds on that day.',
  },
  START_WITHIN_SERVICE: {
    vi: 'Ghi tuyển dụng hoặc trở lại ngày {on} khi người này đang công tác.',
    en: 'A recruitment or return on {on} falls within service.',
  },
  TENURE_OUTSIDE_SERVICE: { vi: 'Từ ngày {on}, người này giữ chức vụ ngoài thời gian công tác.', en: 'From {on} a post is held outside service.' },
  TRANSFER_OUTSIDE_SERVICE: { vi: 'Ghi điều động ngày {on} khi ngay trước đó người này không trong thời gian công tác.', en: 'A transfer on {on} follows no service.' },
};
