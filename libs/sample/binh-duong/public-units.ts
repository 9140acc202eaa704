import type { District } from './places.js';

export type PublicUnit = {
  readonly code: string;
  readonly name: string;
  readonly unitType: 'don-vi-su-nghiep' | 'truong-hoc' | 'benh-vien';
  readonly tier: 'tinh' | 'huyen';
  readonly parent: string;
  readonly staff: number;
  /** Women in per cent: education 77, health 64, other 42 (domain.md §5). */
  readonly women: number;
};

/** The school where officials are trained stands in every size: it organises the classes. */
export const politicalSchool: PublicUnit = { code: 'TCT', name: 'Trường Chính trị tỉnh Bình Dương', unitType: 'don-vi-su-nghiep', tier: 'tinh', parent: '74', staff: 60, women: 42 };

const hospitals = ['Bệnh viện Đa khoa tỉnh', 'Bệnh viện Y học cổ truyền', 'Bệnh viện Phục hồi chức năng', 'Bệnh viện Chuyên khoa Lao và bệnh phổi'];
const healthCentres = ['Kiểm soát bệnh tật', 'Kiểm nghiệm', 'Giám định y khoa', 'Pháp y', 'Cấp cứu 115', 'Chăm sóc sức khỏe sinh sản'];
const provincial: readonly (readonly [department: string, name: string])[] = [
  ['STP', 'Trung tâm Trợ giúp pháp lý'], ['SNNPTNT', 'Trung tâm Khuyến nông'], ['STNMT', 'Trung tâm Quan trắc môi trường'], ['STNMT', 'Văn phòng Đăng ký đất đai'],
  ['SLDTBXH', 'Trung tâm Dịch vụ việc làm'], ['SLDTBXH', 'Trung tâm Bảo trợ xã hội'], ['SVHTTDL', 'Thư viện tỉnh'], ['SVHTTDL', 'Bảo tàng tỉnh'],
  ['SVHTTDL', 'Trung tâm Huấn luyện thể thao'], ['SKHCN', 'Trung tâm Ứng dụng khoa học công nghệ'], ['STTTT', 'Trung tâm Công nghệ thông tin'], ['SXD', 'Trung tâm Quy hoạch'],
];
const subjects = ['Kỹ thuật', 'Quốc tế', 'Văn hóa', 'Chuyên'];
const schoolKinds = [['MN', 'Trường Mầm non'], ['TH', 'Trường Tiểu học'], ['CS', 'Trường Trung học cơ sở']] as const;
const schoolsInDistrict = 38;
const flowers = ['Hoa Mai', 'Hoa Sen', 'Hướng Dương', 'Sao Mai', 'Họa Mi', 'Tuổi Thơ', 'Sơn Ca', 'Vành Khuyên', 'Măng Non', 'Bình Minh', 'Hoa Cúc', 'Anh Đào', 'Phong Lan'];
const people = ['Nguyễn Du', 'Lê Hồng Phong', 'Trần Phú', 'Nguyễn Trãi', 'Lý Tự Trọng', 'Võ Thị Sáu', 'Kim Đồng', 'Ngô Quyền', 'Phan Chu Trinh', 'Lê Quý Đôn', 'Chu Văn An', 'Trịnh Hoài Đức', 'Nguyễn Hiền'];

const twoDigits = (value: number) => String(value).padStart(2, '0');

const districtUnits = (district: District): PublicUnit[] => [
  ...Array.from({ length: schoolsInDistrict }, (_, at): PublicUnit => {
    const [kind, word] = schoolKinds[at % 3] ?? schoolKinds[0];
    const names = kind === 'MN' ? flowers : people;
    return {
      code: `${district.code}.${kind}${twoDigits(1 + Math.floor(at / 3))}`,
      name: `${word} ${names[Math.floor(at / 3) % names.length] ?? ''} (${district.name})`,
      unitType: 'truong-hoc', tier: 'huyen', parent: `${district.code}.GDDT`, staff: 45, women: 77,
    };
  }),
  ...['Trung tâm Y tế', 'Trung tâm Văn hóa - Thông tin - Thể thao', 'Trung tâm Giáo dục nghề nghiệp', 'Ban Quản lý dự án', 'Đội Quản lý công trình'].map((name, at): PublicUnit => ({
    code: `${district.code}.SN${twoDigits(at + 1)}`,
    name: `${name} (${district.name})`, unitType: 'don-vi-su-nghiep', tier: 'huyen', parent: district.code, staff: 44, women: at === 0 ? 64 : 42,
  })),
];

/** Enough schools, hospitals and centres to carry the 24,000 viên chức of the full size. */
export const publicUnits = (districts: readonly District[]): PublicUnit[] => [
  politicalSchool,
  ...hospitals.map((name, at): PublicUnit => ({ code: `SYT.BV${twoDigits(at + 1)}`, name, unitType: 'benh-vien', tier: 'tinh', parent: 'SYT', staff: 500, women: 64 })),
  ...healthCentres.map((name, at): PublicUnit => ({
    code: `SYT.TT${twoDigits(at + 1)}`, name: `Trung tâm ${name}`, unitType: 'don-vi-su-nghiep', tier: 'tinh', parent: 'SYT', staff: 100, women: 64 })),
  ...Array.from({ length: 32 }, (_, at): PublicUnit => ({
    code: `SGDDT.PT${twoDigits(at + 1)}`,
    name: `Trường Trung học phổ thông ${people[at % people.length] ?? ''}${at < people.length ? '' : ` ${subjects[Math.floor(at / people.length) - 1] ?? ''}`}`,
    unitType: 'truong-hoc', tier: 'tinh', parent: 'SGDDT', staff: 85, women: 77,
  })),
  ...provincial.map(([department, name], at): PublicUnit => ({
    code: `${department}.SN${twoDigits(at + 1)}`, name, unitType: 'don-vi-su-nghiep', tier: 'tinh', parent: department, staff: 85, women: 42 })),
  ...districts.flatMap(districtUnits),
];
