import type { OrganisationRefusal, OrganisationWarning } from '../domain/organisation.js';

type RefusalText = { readonly vi: string; readonly en: string; readonly field?: string };

/** What a refusal says to a person; `{name}` stands for the refusal's own detail. */
export const refusalTexts: Record<OrganisationRefusal['code'] | OrganisationWarning['code'], RefusalText> = {
  SAMPLE_DATA_NOT_FIRST: {
    vi: 'Chỉ được khai báo dữ liệu mẫu khi chưa ghi sự kiện nào; hiện đã có {recorded} sự kiện.',
    en: 'Sample data can only be declared before anything is recorded; there are {recorded} events.',
  },
  PROVINCE_ALREADY_REGISTERED: { field: 'province', vi: 'Tỉnh {province} đã được đăng ký.', en: 'Province {province} is registered already.' },
  PROVINCE_NOT_THE_DECLARED: {
    field: 'province',
    vi: 'Dữ liệu mẫu đã khai báo cho tỉnh {declared}; phải đăng ký chính tỉnh đó.',
    en: 'The sample data were declared for province {declared}; that province has to be registered.',
  },
  PROVINCE_NOT_REGISTERED: { vi: 'Chưa đăng ký tỉnh.', en: 'The province is not registered yet.' },
  TIERS_MISSING: { field: 'tiers', vi: 'Phải có ít nhất một cấp.', en: 'There must be at least one tier.' },
  TIER_REPEATED: { field: 'tiers', vi: 'Cấp {tier} được liệt kê hai lần.', en: 'Tier {tier} is listed twice.' },
  TIER_UNKNOWN: { field: 'tier', vi: 'Không có cấp {tier} trong danh mục của tỉnh.', en: 'The province has no tier {tier}.' },
  UNIT_TYPES_MISSING: { field: 'unitTypes', vi: 'Phải có ít nhất một loại đơn vị.', en: 'There must be at least one unit type.' },
  UNIT_TYPE_REPEATED: { field: 'unitTypes', vi: 'Loại đơn vị {unitType} được liệt kê hai lần.', en: 'Unit type {unitType} is listed twice.' },
  UNIT_TYPE_UNKNOWN: { field: 'unitType', vi: 'Không có loại đơn vị {unitType} trong danh mục của tỉnh.', en: 'The province has no unit type {unitType}.' },
  UNIT_ALREADY_ESTABLISHED: {
    field: 'unit',
    vi: 'Mã đơn vị {unit} đã dùng cho đơn vị thành lập từ ngày {since}; mã không được dùng lại.',
    en: 'Unit code {unit} belongs to a unit established on {since}; codes are never used again.',
  },
  UNIT_UNKNOWN: { field: 'unit', vi: 'Không có đơn vị nào mang mã {unit}.', en: 'No unit has the code {unit}.' },
  UNIT_NOT_STANDING: {
    field: 'unit',
    vi: 'Đơn vị {unit} không tồn tại vào ngày {on}: chưa thành lập hoặc đã chấm dứt hoạt động.',
    en: 'Unit {unit} does not stand on {on}: it is not established yet or has ended.',
  },
  UNIT_ALREADY_NAMED: { field: 'name', vi: 'Đơn vị {unit} đã mang tên “{name}” vào ngày {on}.', en: 'Unit {unit} bears the name “{name}” on {on} already.' },
  UNIT_ALREADY_OF_TYPE: { field: 'unitType', vi: 'Đơn vị {unit} đã thuộc loại {unitType} vào ngày {on}.', en: 'Unit {unit} is of type {unitType} on {on} already.' },
  UNIT_ALREADY_UNDER_PARENT: { field: 'parent', vi: 'Đơn vị {unit} đã trực thuộc {parent} vào ngày {on}.', en: 'Unit {unit} is under {parent} on {on} already.' },
  UNIT_ALREADY_ENDED: {
    field: 'unit',
    vi: 'Đơn vị {unit} đã được ghi chấm dứt hoạt động từ ngày {until}, đơn vị tiếp nhận là {successor}.',
    en: 'The end of unit {unit} on {until} is recorded already; {successor} takes over.',
  },
  ROOT_ALREADY_ESTABLISHED: {
    field: 'parent',
    vi: 'Chỉ tỉnh ({root}) không có đơn vị cấp trên; phải nêu đơn vị cấp trên.',
    en: 'Only the province itself ({root}) has no parent; name the parent.',
  },
  ROOT_CANNOT_MOVE: { field: 'unit', vi: '{unit} là tỉnh, không thể trực thuộc đơn vị khác.', en: '{unit} is the province itself and cannot be placed under another unit.' },
  ROOT_CANNOT_END: { field: 'unit', vi: '{unit} là tỉnh, không thể sáp nhập hay giải thể.', en: '{unit} is the province itself and can be neither merged nor dissolved.' },
  PARENT_UNKNOWN: { field: 'parent', vi: 'Không có đơn vị cấp trên nào mang mã {parent}.', en: 'No unit has the code {parent} of the parent.' },
  PARENT_NOT_STANDING: {
    field: 'parent',
    vi: 'Đơn vị cấp trên {parent} không tồn tại vào ngày {on}: chưa thành lập hoặc đã chấm dứt hoạt động.',
    en: 'The parent {parent} does not stand on {on}: it is not established yet or has ended.',
  },
  PARENT_RING: {
    vi: 'Vào ngày {on}, đơn vị {unit} sẽ trực thuộc chính mình.',
    en: 'On {on} unit {unit} would come to lie under itself.',
  },
  SUCCESSOR_UNKNOWN: { vi: 'Không có đơn vị tiếp nhận nào mang mã {successor}.', en: 'No unit has the code {successor} of the one that takes over.' },
  SUCCESSOR_NOT_STANDING: {
    vi: 'Đơn vị tiếp nhận {successor} không tồn tại vào ngày {on}: chưa thành lập hoặc đã chấm dứt hoạt động.',
    en: 'The unit that takes over, {successor}, does not stand on {on}: it is not established yet or has ended.',
  },
  SUCCESSOR_RING: {
    vi: 'Vào ngày {on}, chuỗi đơn vị tiếp nhận bắt đầu từ {unit} sẽ quay vòng về chính nó.',
    en: 'On {on} the units that take over from {unit} would run in a ring.',
  },
  SUCCEEDS_ITSELF: { vi: 'Đơn vị {unit} không thể tiếp nhận chính mình.', en: 'Unit {unit} cannot take over from itself.' },
  SOURCES_MISSING: { field: 'sources', vi: 'Phải có ít nhất một đơn vị được sáp nhập.', en: 'There must be at least one unit that is merged.' },
  SOURCE_REPEATED: { field: 'sources', vi: 'Đơn vị {unit} được liệt kê hai lần.', en: 'Unit {unit} is listed twice.' },
  POSITION_ALREADY_DEFINED: { field: 'position', vi: 'Mã chức danh {position} đã được xác lập.', en: 'Position {position} is defined already.' },
  POSITION_UNKNOWN: { field: 'members', vi: 'Không có chức danh nào mang mã {position}.', en: 'No position has the code {position}.' },
  BODY_ALREADY_DEFINED: { field: 'body', vi: 'Mã cơ quan {body} đã được xác lập.', en: 'Body {body} is defined already.' },
  BODY_UNKNOWN: { field: 'body', vi: 'Không có cơ quan nào mang mã {body}.', en: 'No body has the code {body}.' },
  TERM_ALREADY_OPENED: { field: 'term', vi: 'Mã nhiệm kỳ {term} đã mở cho cơ quan {body}.', en: 'Term {term} is opened for body {body} already.' },
  TERM_UNKNOWN: { field: 'term', vi: 'Không có nhiệm kỳ nào mang mã {term}.', en: 'No term has the code {term}.' },
  TERM_OVERLAPS: {
    field: 'from',
    vi: 'Nhiệm kỳ {term} của cơ quan này, từ ngày {from}, chưa kết thúc vào ngày đó; hãy ghi kết thúc nhiệm kỳ đó trước.',
    en: 'Term {term} of this body, from {from}, still stands on that day; record its end first.',
  },
  LATER_TERM_STANDS: {
    field: 'from',
    vi: 'Nhiệm kỳ {term} bắt đầu ngày {from}: phải ghi kết thúc nhiệm kỳ này trước ngày đó, nếu không hai nhiệm kỳ chồng nhau.',
    en: 'Term {term} begins on {from}: unless this one’s end is recorded for that day or before, the two overlap.',
  },
  MEMBERS_MISSING: { field: 'members', vi: 'Phải có ít nhất một chức danh thành viên.', en: 'There must be at least one member position.' },
  MEMBER_REPEATED: { field: 'members', vi: 'Chức danh {position} được liệt kê hai lần.', en: 'Position {position} is listed twice.' },
  TERM_ALREADY_ENDED: { field: 'term', vi: 'Nhiệm kỳ {term} đã được ghi kết thúc từ ngày {until}.', en: 'The end of term {term} on {until} is recorded already.' },
  TERM_END_BEFORE_START: { field: 'effectiveOn', vi: 'Nhiệm kỳ {term} bắt đầu ngày {from}, không thể kết thúc trước ngày đó.', en: 'Term {term} begins on {from} and cannot end before that.' },
  CATEGORY_UNCHANGED: { field: 'toCategory', vi: 'Đối tượng mới trùng với đối tượng cũ ({category}).', en: 'The new category is the old one ({category}).' },
};
