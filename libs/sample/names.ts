import type { Gender } from '../officials/domain/events.js';
import type { Prng } from './prng.js';
import { dateOf, type Day } from './calendar.js';

const weighted = (text: string): readonly string[] => text.split(' ').flatMap((entry) => {
  const [name = '', weight = '1'] = entry.split(':');
  return Array.from({ length: Number(weight) }, () => name);
});
const families = weighted('Nguyễn:36 Trần:11 Lê:10 Phạm:7 Huỳnh:6 Võ:5 Phan:4 Trương:3 Bùi:3 Đặng:3 Đỗ:2 Ngô:2 Hồ:2 Dương:2 Đinh:2 Lý Lâm Mai Cao Châu Tô Hà Vương Đoàn Thái Lưu Tạ Trịnh Quách Từ');
const words = (text: string): readonly string[] => text.split(', ');
const middles: Record<Gender, readonly string[]> = {
  male: words('Văn, Văn, Văn, Minh, Hữu, Thanh, Đức, Quốc, Ngọc, Hoàng, Công, Tấn, Trung, Xuân, Đình, Anh, Bá, Thành, Hoài, Chí'),
  female: words('Thị, Thị, Thị Thu, Thị Ngọc, Thị Kim, Thị Hồng, Thị Bích, Thị Thanh, Thị Mỹ, Ngọc, Kim, Thanh, Mỹ, Thùy, Thị Phương, Hoàng, Thị Minh, Thị Tuyết'),
};
const givens: Record<Gender, readonly string[]> = {
  male: words('Hùng, Dũng, Tuấn, Hải, Long, Sơn, Phong, Nam, Bình, Hòa, Phúc, Lộc, Thắng, Cường, Tâm, Tài, Khoa, Thành, Trung, Hiếu, Quang, Đạt, Nghĩa, Phước, Hoàng, Toàn, Việt, Kiệt, Thịnh, Vinh'),
  female: words('Lan, Hương, Hoa, Mai, Hằng, Nga, Thảo, Linh, Trang, Vân, Hà, Yến, Dung, Phượng, Loan, Thủy, Thúy, Hạnh, Nhung, Liên, Tuyết, Xuân, Oanh, Diễm, Trinh, Ngân, Châu, Hòa, Trâm, Vy'),
};
const variants: Readonly<Record<string, string>> = { Hòa: 'Hoà', Thúy: 'Thuý', Thủy: 'Thuỷ', Thùy: 'Thuỳ', Khoa: 'Khoa' };

export const nameOf = (gender: Gender, prng: Prng): string => `${prng.pick(families)} ${prng.pick(middles[gender])} ${prng.pick(givens[gender])}`;
/** The same name with its tone mark in the other place, where it has one. */
export const spelledOtherwise = (name: string): string => name.split(' ').map((word) => variants[word] ?? word).join(' ');

const provincesOfBirth = weighted('074:80 079:6 075:3 070:2 072:3 080:2 082:1 083:1 038:1 040:1');

export type IdentityNumbers = { citizen(gender: Gender, birth: Day): string; old(): string };

/** Numbers that never repeat: CCCD says gender and year of birth (TT 07/2016/TT-BCA), the CMND of nine digits says nothing. */
export const openIdentityNumbers = (prng: Prng): IdentityNumbers => {
  const offset = prng.below(1_000_000);
  let issued = 0;
  // The factor shares no divisor with the million, so a serial comes back only after a million numbers.
  const serial = () => String((offset + (issued += 1) * 611_953) % 1_000_000).padStart(6, '0');
  return {
    citizen: (gender, birth) => {
      const year = dateOf(birth).slice(0, 4);
      const digit = (gender === 'female' ? 1 : 0) + (year >= '2000' ? 2 : 0);
      return `${prng.pick(provincesOfBirth)}${digit}${year.slice(2)}${serial()}`;
    },
    old: () => `28${prng.below(2)}${serial()}`,
  };
};
