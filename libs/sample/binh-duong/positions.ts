import type { DefinePosition } from '../../organisation/domain/commands.js';

export const tiers = [
  { tier: 'tinh', name: 'Cấp tỉnh' },
  { tier: 'huyen', name: 'Cấp huyện' },
  { tier: 'xa', name: 'Cấp xã' },
] as const;

export const unitTypes = [
  { unitType: 'tinh', name: 'Tỉnh' },
  { unitType: 'thanh-pho', name: 'Thành phố thuộc tỉnh' },
  { unitType: 'thi-xa', name: 'Thị xã' },
  { unitType: 'huyen', name: 'Huyện' },
  { unitType: 'phuong', name: 'Phường' },
  { unitType: 'xa', name: 'Xã' },
  { unitType: 'thi-tran', name: 'Thị trấn' },
  { unitType: 'so', name: 'Sở' },
  { unitType: 'van-phong-ubnd', name: 'Văn phòng Ủy ban nhân dân tỉnh' },
  { unitType: 'thanh-tra-tinh', name: 'Thanh tra tỉnh' },
  { unitType: 'ban-quan-ly', name: 'Ban Quản lý' },
  { unitType: 'phong', name: 'Phòng thuộc sở' },
  { unitType: 'chi-cuc', name: 'Chi cục và tương đương' },
  { unitType: 'thanh-tra-so', name: 'Thanh tra sở' },
  { unitType: 'van-phong-so', name: 'Văn phòng sở' },
  { unitType: 'phong-huyen', name: 'Phòng thuộc Ủy ban nhân dân cấp huyện' },
  { unitType: 'thanh-tra-huyen', name: 'Thanh tra cấp huyện' },
  { unitType: 'van-phong-huyen', name: 'Văn phòng HĐND và UBND cấp huyện' },
  { unitType: 'don-vi-su-nghiep', name: 'Đơn vị sự nghiệp công lập' },
  { unitType: 'truong-hoc', name: 'Trường học công lập' },
  { unitType: 'benh-vien', name: 'Bệnh viện công lập' },
  { unitType: 'van-phong-hdnd', name: 'Văn phòng Hội đồng nhân dân tỉnh' },
] as const;

const elected = (position: string, title: string, level: DefinePosition['level'], block: DefinePosition['block'], seats?: number): DefinePosition =>
  ({ position, title, level, block, isElected: true, ...(seats === undefined ? {} : { seats }) });
const appointed = (position: string, title: string, level: DefinePosition['level'], seats?: number): DefinePosition =>
  ({ position, title, level, block: 'public-service', isElected: false, ...(seats === undefined ? {} : { seats }) });

export const positions: readonly DefinePosition[] = [
  elected('chu-tich-hdnd', 'Chủ tịch Hội đồng nhân dân', 'L1', 'council', 1),
  elected('pho-chu-tich-hdnd', 'Phó Chủ tịch Hội đồng nhân dân', 'L2', 'council', 2),
  elected('uy-vien-thuong-truc-hdnd', 'Ủy viên Thường trực Hội đồng nhân dân', 'L3', 'council'),
  elected('chu-tich-ubnd', 'Chủ tịch Ủy ban nhân dân', 'L1', 'committee', 1),
  elected('pho-chu-tich-ubnd', 'Phó Chủ tịch Ủy ban nhân dân', 'L2', 'committee', 4),
  elected('uy-vien-ubnd', 'Ủy viên Ủy ban nhân dân', 'L3', 'committee'),
  elected('bi-thu-dang-uy', 'Bí thư Đảng ủy', 'L1', 'party', 1),
  elected('pho-bi-thu-dang-uy', 'Phó Bí thư Đảng ủy', 'L2', 'party', 2),
  appointed('giam-doc-so', 'Giám đốc sở', 'L3', 1),
  appointed('pho-giam-doc-so', 'Phó Giám đốc sở', 'L3', 4),
  appointed('chanh-thanh-tra-tinh', 'Chánh Thanh tra tỉnh', 'L3', 1),
  appointed('pho-chanh-thanh-tra-tinh', 'Phó Chánh Thanh tra tỉnh', 'L3', 4),
  appointed('chanh-van-phong-ubnd', 'Chánh Văn phòng Ủy ban nhân dân tỉnh', 'L3', 1),
  appointed('pho-chanh-van-phong-ubnd', 'Phó Chánh Văn phòng Ủy ban nhân dân tỉnh', 'L3', 4),
  appointed('truong-ban-quan-ly', 'Trưởng ban Ban Quản lý', 'L3', 1),
  appointed('pho-truong-ban-quan-ly', 'Phó Trưởng ban Ban Quản lý', 'L3', 4),
  appointed('truong-phong', 'Trưởng phòng', 'L4', 1),
  appointed('pho-truong-phong', 'Phó Trưởng phòng', 'L4', 3),
  appointed('chanh-van-phong', 'Chánh Văn phòng', 'L4', 1),
  appointed('pho-chanh-van-phong', 'Phó Chánh Văn phòng', 'L4', 3),
  appointed('chanh-thanh-tra', 'Chánh Thanh tra', 'L4', 1),
  appointed('pho-chanh-thanh-tra', 'Phó Chánh Thanh tra', 'L4', 3),
  appointed('chi-cuc-truong', 'Chi cục trưởng', 'L4', 1),
  appointed('pho-chi-cuc-truong', 'Phó Chi cục trưởng', 'L4', 3),
  appointed('hieu-truong', 'Hiệu trưởng', 'L5', 1),
  appointed('pho-hieu-truong', 'Phó Hiệu trưởng', 'L5', 3),
  appointed('giam-doc-don-vi', 'Giám đốc đơn vị sự nghiệp', 'L5', 1),
  appointed('pho-giam-doc-don-vi', 'Phó Giám đốc đơn vị sự nghiệp', 'L5', 3),
  appointed('chuyen-vien', 'Chuyên viên', 'L6'),
  appointed('cong-chuc-xa', 'Công chức cấp xã', 'L6'),
  appointed('vien-chuc', 'Viên chức', 'L6'),
  { position: 'can-bo-khac', title: 'Cán bộ khác', level: 'L6', block: 'front', isElected: false },
];

/** Head and deputy of each kind of division, department and public unit. */
export const leadersOf: Readonly<Record<string, readonly [head: string, deputy: string]>> = {
  'so': ['giam-doc-so', 'pho-giam-doc-so'],
  'thanh-tra-tinh': ['chanh-thanh-tra-tinh', 'pho-chanh-thanh-tra-tinh'],
  'van-phong-ubnd': ['chanh-van-phong-ubnd', 'pho-chanh-van-phong-ubnd'],
  'ban-quan-ly': ['truong-ban-quan-ly', 'pho-truong-ban-quan-ly'],
  'phong': ['truong-phong', 'pho-truong-phong'],
  'phong-huyen': ['truong-phong', 'pho-truong-phong'],
  'van-phong-so': ['chanh-van-phong', 'pho-chanh-van-phong'],
  'van-phong-huyen': ['chanh-van-phong', 'pho-chanh-van-phong'],
  'thanh-tra-so': ['chanh-thanh-tra', 'pho-chanh-thanh-tra'],
  'thanh-tra-huyen': ['chanh-thanh-tra', 'pho-chanh-thanh-tra'],
  'chi-cuc': ['chi-cuc-truong', 'pho-chi-cuc-truong'],
  'truong-hoc': ['hieu-truong', 'pho-hieu-truong'],
  'benh-vien': ['giam-doc-don-vi', 'pho-giam-doc-don-vi'],
  'don-vi-su-nghiep': ['giam-doc-don-vi', 'pho-giam-doc-don-vi'],
};
