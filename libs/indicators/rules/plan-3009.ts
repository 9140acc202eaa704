import { civilDate } from '../../kernel/civil-date.js';
import type { Rule, RuleSet } from './rule-set.js';

const authorityTiers = ['tinh', 'huyen', 'xa'];
const departments = ['so', 'van-phong-ubnd', 'thanh-tra-tinh', 'ban-quan-ly'];
const divisions = ['phong', 'chi-cuc', 'thanh-tra-so', 'van-phong-so', 'phong-huyen', 'thanh-tra-huyen', 'van-phong-huyen'];
const publicUnits = ['don-vi-su-nghiep', 'truong-hoc', 'benh-vien'];

const chairs = ['chu-tich-hdnd', 'pho-chu-tich-hdnd', 'chu-tich-ubnd', 'pho-chu-tich-ubnd'];
const partySecretaries = ['bi-thu-dang-uy', 'pho-bi-thu-dang-uy'];
const keyLeaders = [
  'giam-doc-so', 'pho-giam-doc-so', 'chanh-thanh-tra-tinh', 'pho-chanh-thanh-tra-tinh', 'chanh-van-phong-ubnd', 'pho-chanh-van-phong-ubnd',
  'truong-ban-quan-ly', 'pho-truong-ban-quan-ly',
];
const divisionLeaders = [
  'truong-phong', 'pho-truong-phong', 'chanh-van-phong', 'pho-chanh-van-phong', 'chanh-thanh-tra', 'pho-chanh-thanh-tra', 'chi-cuc-truong', 'pho-chi-cuc-truong',
];
const publicUnitManagers = ['hieu-truong', 'pho-hieu-truong', 'giam-doc-don-vi', 'pho-giam-doc-don-vi'];

/** Quyền counts as holding the post, phụ trách does not. */
const capacities = ['full', 'acting', 'unapproved'] as const;
const categories = ['can-bo', 'cong-chuc', 'vien-chuc'] as const;
const bodyKinds = ['council-standing', 'committee'] as const;

const authorities: readonly Rule[] = [
  {
    target: 'T1', reading: 'T1.pair', isPublished: true, percent: 100,
    name: 'Thường trực HĐND – UBND có ít nhất một nữ', nameEn: 'At least one woman in the standing council and committee together',
    measure: { shape: 'body-has-woman', tiers: authorityTiers, bodyKinds, bodies: 'any', capacities },
  },
  {
    target: 'T1', reading: 'T1.strict', isPublished: false, percent: 100,
    name: 'Thường trực HĐND và UBND đều có ít nhất một nữ', nameEn: 'At least one woman in the standing council and one in the committee',
    measure: { shape: 'body-has-woman', tiers: authorityTiers, bodyKinds, bodies: 'every', capacities },
  },
  {
    target: 'T1', reading: 'T1.chairs', isPublished: false, percent: 100,
    name: 'Thường trực HĐND và UBND đều có Chủ tịch hoặc Phó Chủ tịch là nữ', nameEn: 'A woman chair or deputy chair in each of the two bodies',
    measure: { shape: 'body-has-woman', tiers: authorityTiers, bodyKinds, bodies: 'every', positions: chairs, capacities },
  },
];

const conjunction = { shape: 'unit-conjunction', unitTypes: departments, staffOutside: publicUnits, staffPercent: 30, leaders: keyLeaders, capacities } as const;
const departmentRules: readonly Rule[] = [
  {
    target: 'T2', reading: 'T2.both', isPublished: true, percent: 100,
    name: 'Sở, ban, ngành có từ 30% nữ và có nữ lãnh đạo chủ chốt', nameEn: 'Departments with at least 30% women and a woman key leader',
    measure: { ...conjunction, condition: 'both' },
  },
  {
    target: 'T2', reading: 'T2.conditional', isPublished: false, percent: 100,
    name: 'Sở, ban, ngành có từ 30% nữ thì có nữ lãnh đạo chủ chốt', nameEn: 'Of the departments with at least 30% women, those with a woman key leader',
    measure: { ...conjunction, condition: 'leader-if-staff' },
  },
  {
    target: 'T2', reading: 'T2.attached', isPublished: false, percent: 30,
    name: 'Tỷ lệ nữ tại đơn vị sự nghiệp thuộc tỉnh', nameEn: 'Women on the staff of the province’s public units',
    measure: { shape: 'share-of-staff', tiers: ['tinh'], unitTypes: publicUnits, categories },
  },
];

const communeRules: readonly Rule[] = [
  {
    target: 'T3', reading: 'T3.chairs', isPublished: true, percent: 15,
    name: 'Nữ giữ chức vụ chủ chốt cấp xã (Phó Chủ tịch HĐND, UBND trở lên)', nameEn: 'Women among chairs and deputy chairs of communes',
    measure: { shape: 'share-of-holders', tiers: ['xa'], positions: chairs, count: 'persons', capacities },
  },
  {
    target: 'T3', reading: 'T3.with-party', isPublished: false, percent: 15,
    name: 'Nữ giữ chức vụ chủ chốt cấp xã, gồm cả Bí thư, Phó Bí thư Đảng ủy', nameEn: 'Women among chairs, deputy chairs and Party secretaries of communes',
    measure: { shape: 'share-of-holders', tiers: ['xa'], positions: [...chairs, ...partySecretaries], count: 'persons', capacities },
  },
  {
    target: 'T3', reading: 'T3.posts', isPublished: false, percent: 15,
    name: 'Chức vụ chủ chốt cấp xã do nữ giữ', nameEn: 'Posts of commune chairs and deputy chairs held by women',
    measure: { shape: 'share-of-holders', tiers: ['xa'], positions: chairs, count: 'posts', capacities },
  },
];

const divisionRules: readonly Rule[] = [
  {
    target: 'T4', reading: 'T4.leaders', isPublished: true, percent: 30,
    name: 'Nữ lãnh đạo cấp phòng và tương đương cấp tỉnh, cấp huyện', nameEn: 'Women among heads and deputy heads of divisions of province and districts',
    measure: { shape: 'share-of-holders', tiers: ['tinh', 'huyen'], unitTypes: divisions, positions: divisionLeaders, count: 'persons', capacities },
  },
  {
    target: 'T4', reading: 'T4.staff', isPublished: false, percent: 30,
    name: 'Nữ cán bộ, công chức, viên chức thuộc cấp phòng và tương đương', nameEn: 'Women among all staff of divisions of province and districts',
    measure: { shape: 'share-of-staff', tiers: ['tinh', 'huyen'], unitTypes: divisions, categories },
  },
  {
    target: 'T4', reading: 'T4.managers', isPublished: false, percent: 30,
    name: 'Nữ viên chức quản lý đơn vị sự nghiệp', nameEn: 'Women among managers of public units',
    measure: { shape: 'share-of-holders', tiers: ['tinh', 'huyen'], unitTypes: publicUnits, positions: publicUnitManagers, count: 'persons', capacities },
  },
];

const trainingRules: readonly Rule[] = [
  {
    target: 'T5', reading: 'T5.completed', isPublished: true, percent: 40,
    name: 'Lượt nữ hoàn thành đào tạo, bồi dưỡng', nameEn: 'Women among completed participations in training',
    measure: { shape: 'share-of-participations', ended: 'completed', count: 'participations' },
  },
  {
    target: 'T5', reading: 'T5.sent', isPublished: false, percent: 40,
    name: 'Lượt nữ được cử đi đào tạo, bồi dưỡng', nameEn: 'Women among all sent to training',
    measure: { shape: 'share-of-participations', ended: 'sent', count: 'participations' },
  },
  {
    target: 'T5', reading: 'T5.persons', isPublished: false, percent: 40,
    name: 'Số nữ hoàn thành đào tạo, bồi dưỡng', nameEn: 'Women among the persons who completed training',
    measure: { shape: 'share-of-participations', ended: 'completed', count: 'persons' },
  },
  {
    target: 'T5', reading: 'T5.of-women', isPublished: false, percent: 40,
    name: 'Tỷ lệ nữ đang công tác đã hoàn thành đào tạo, bồi dưỡng', nameEn: 'Of the women in service, those who completed training',
    measure: { shape: 'share-of-participations', ended: 'completed', count: 'women-in-service' },
  },
];

/** The targets of Kế hoạch 3009/KH-UBND with every reading of their text; the published one of each is Sở Nội vụ's choice. */
export const plan3009: RuleSet = {
  ruleSet: 'plan-3009',
  version: 1,
  name: 'Kế hoạch 3009: năm chỉ tiêu bình đẳng giới 2016–2020',
  basis: 'Kế hoạch 3009/KH-UBND ngày 19/7/2017 thực hiện Quyết định 515/QĐ-TTg ngày 31/3/2016',
  effectiveOn: civilDate('2016-01-01'),
  rules: [...authorities, ...departmentRules, ...communeRules, ...divisionRules, ...trainingRules],
};
