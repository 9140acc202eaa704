import { catalogueOf, defineEvent, type EventOf } from '../../kernel/event.js';
import { code, date, decisionRef, flag, integer, listOf, objectOf, oneOf, optional, title } from '../../kernel/schema.js';

/** Who is counted where: cán bộ, công chức, viên chức (Luật CBCC 22/2008/QH12 Đ.4; Luật Viên chức 58/2010/QH12 Đ.2). */
export const categories = ['can-bo', 'cong-chuc', 'vien-chuc'] as const;
export type Category = (typeof categories)[number];
/** The block a post belongs to (khối). */
export const blocks = ['party', 'council', 'committee', 'front', 'public-service'] as const;
/** L1 authority chair … L6 professional: domain.md §1.4. */
export const levels = ['L1', 'L2', 'L3', 'L4', 'L5', 'L6'] as const;
export const bodyKinds = ['council-standing', 'committee', 'party-committee'] as const;

export const sampleDataDeclared = defineEvent('SampleDataDeclared', 1, 'Khai báo dữ liệu mẫu', {
  province: code,
  size: oneOf('test', 'demo', 'full'),
  seed: integer(0, 2 ** 32 - 1),
  today: date,
});
export const provinceRegistered = defineEvent('ProvinceRegistered', 1, 'Đăng ký tỉnh', {
  province: code,
  name: title,
  tiers: listOf(objectOf({ tier: code, name: title }), 10),
  unitTypes: listOf(objectOf({ unitType: code, name: title }), 200),
});
export const unitEstablished = defineEvent('UnitEstablished', 1, 'Thành lập đơn vị', {
  unit: code,
  name: title,
  unitType: code,
  tier: code,
  /** Absent for the province itself. */
  parent: optional(code),
  decision: optional(decisionRef),
  effectiveOn: date,
});
export const unitRenamed = defineEvent('UnitRenamed', 1, 'Đổi tên đơn vị', { unit: code, name: title, decision: optional(decisionRef), effectiveOn: date });
export const unitTypeChanged = defineEvent('UnitTypeChanged', 1, 'Chuyển loại đơn vị', { unit: code, unitType: code, decision: optional(decisionRef), effectiveOn: date });
export const unitMoved = defineEvent('UnitMoved', 1, 'Chuyển đơn vị trực thuộc', { unit: code, parent: code, decision: optional(decisionRef), effectiveOn: date });
export const unitsMerged = defineEvent('UnitsMerged', 1, 'Sáp nhập đơn vị', {
  /** The units that end; `into` is another unit that stands and takes over their headcount and their subordinate units. */
  sources: listOf(code, 50),
  into: code,
  decision: optional(decisionRef),
  effectiveOn: date,
});
export const unitDissolved = defineEvent('UnitDissolved', 1, 'Giải thể đơn vị', {
  unit: code,
  /** The unit that takes over headcount and subordinate units; the parent by default. */
  successor: code,
  decision: optional(decisionRef),
  effectiveOn: date,
});
export const positionDefined = defineEvent('PositionDefined', 1, 'Xác lập chức danh', {
  position: code,
  title,
  level: oneOf(...levels),
  block: oneOf(...blocks),
  /** Elected or filled by a body's term: a tenure names the term. */
  isElected: flag,
  /** Most holders in one unit at a time; a further one is warned of. */
  seats: optional(integer(1, 1000)),
});
export const bodyDefined = defineEvent('BodyDefined', 1, 'Xác lập cơ quan', { body: code, unit: code, kind: oneOf(...bodyKinds), name: title });
export const termOpened = defineEvent('TermOpened', 1, 'Mở nhiệm kỳ', {
  term: code,
  body: code,
  label: title,
  from: date,
  /** Positions whose holders are members of the body in this term (Luật 77/2015/QH13 and 47/2019/QH14 differ). */
  members: listOf(code, 50),
  decision: optional(decisionRef),
});
export const termEnded = defineEvent('TermEnded', 1, 'Kết thúc nhiệm kỳ', { term: code, effectiveOn: date, decision: optional(decisionRef) });
export const categoryShiftedByPolicy = defineEvent('CategoryShiftedByPolicy', 1, 'Chuyển đối tượng theo luật', {
  fromCategory: oneOf(...categories),
  toCategory: oneOf(...categories),
  /** Applies to those on the payroll of a unit that has one of these types on the day. */
  unitTypes: listOf(code, 50),
  basis: title,
  effectiveOn: date,
});

export const organisationCatalogue = catalogueOf(
  sampleDataDeclared, provinceRegistered, unitEstablished, unitRenamed, unitTypeChanged, unitMoved, unitsMerged, unitDissolved,
  positionDefined, bodyDefined, termOpened, termEnded, categoryShiftedByPolicy,
);
export type OrganisationEvent = EventOf<(typeof organisationCatalogue.definitions)[number]>;
