/** Districts and communes with their GSO codes as of 29/12/2013 (NQ 136/NQ-CP), and what changed until 2020: domain.md §1.5. */
export type Commune = { readonly code: string; readonly name: string; readonly unitType: 'phuong' | 'xa' | 'thi-tran' };
export type District = {
  readonly code: string;
  readonly name: string;
  readonly unitType: 'thanh-pho' | 'thi-xa' | 'huyen';
  readonly establishedOn: string;
  readonly communes: readonly Commune[];
};

const listed = (unitType: Commune['unitType'], word: string, names: string): Commune[] =>
  names.split(', ').map((entry) => ({ code: entry.slice(-5), name: `${word} ${entry.slice(0, -6)}`, unitType }));
const phuong = (names: string) => listed('phuong', 'Phường', names);
const xa = (names: string) => listed('xa', 'Xã', names);
const thiTran = (names: string) => listed('thi-tran', 'Thị trấn', names);

export const districts: readonly District[] = [
  {
    code: '718', name: 'Thành phố Thủ Dầu Một', unitType: 'thanh-pho', establishedOn: '1997-01-01',
    communes: phuong(
      'Hiệp Thành 25741, Phú Lợi 25744, Phú Cường 25747, Phú Hòa 25750, Phú Thọ 25753, Chánh Nghĩa 25756, Định Hòa 25759, ' +
      'Hòa Phú 25760, Phú Mỹ 25762, Phú Tân 25763, Tân An 25765, Hiệp An 25768, Tương Bình Hiệp 25771, Chánh Mỹ 25774'),
  },
  {
    code: '719', name: 'Huyện Bàu Bàng', unitType: 'huyen', establishedOn: '2013-12-29',
    communes: xa('Lai Uyên 25822, Trừ Văn Thố 25816, Cây Trường II 25819, Tân Hưng 25825, Long Nguyên 25828, Hưng Hòa 25831, Lai Hưng 25834'),
  },
  {
    code: '720', name: 'Huyện Dầu Tiếng', unitType: 'huyen', establishedOn: '1999-08-20',
    communes: [
      ...thiTran('Dầu Tiếng 25777'),
      ...xa('Minh Hòa 25780, Minh Thạnh 25783, Minh Tân 25786, Định An 25789, Long Hòa 25792, Định Thành 25795, Định Hiệp 25798, ' +
        'An Lập 25801, Long Tân 25804, Thanh An 25807, Thanh Tuyền 25810'),
    ],
  },
  {
    code: '721', name: 'Thị xã Bến Cát', unitType: 'thi-xa', establishedOn: '1997-01-01',
    communes: [
      ...phuong('Mỹ Phước 25813, Chánh Phú Hòa 25837, Thới Hòa 25846, Hòa Lợi 25849, Tân Định 25852'),
      ...xa('An Điền 25840, An Tây 25843, Phú An 25855'),
    ],
  },
  {
    code: '722', name: 'Huyện Phú Giáo', unitType: 'huyen', establishedOn: '1999-08-20',
    communes: [
      ...thiTran('Phước Vĩnh 25858'),
      ...xa('An Linh 25861, Phước Sang 25864, An Thái 25865, An Long 25867, An Bình 25870, Tân Hiệp 25873, Tam Lập 25876, Tân Long 25879, ' +
        'Vĩnh Hòa 25882, Phước Hòa 25885'),
    ],
  },
  {
    code: '723', name: 'Thị xã Tân Uyên', unitType: 'thi-xa', establishedOn: '1997-01-01',
    communes: [
      ...phuong('Uyên Hưng 25888, Tân Phước Khánh 25891, Tân Hiệp 25920, Khánh Bình 25921, Thạnh Phước 25936, Thái Hòa 25939'),
      ...xa('Vĩnh Tân 25912, Hội Nghĩa 25915, Phú Chánh 25924, Tân Vĩnh Hiệp 25933, Bạch Đằng 25930, Thạnh Hội 25937'),
    ],
  },
  {
    code: '724', name: 'Thị xã Dĩ An', unitType: 'thi-xa', establishedOn: '1999-08-20',
    communes: phuong('Dĩ An 25942, Tân Bình 25945, Tân Đông Hiệp 25948, Bình An 25951, Bình Thắng 25954, Đông Hòa 25957, An Bình 25960'),
  },
  {
    code: '725', name: 'Thị xã Thuận An', unitType: 'thi-xa', establishedOn: '1997-01-01',
    communes: [
      ...phuong('An Thạnh 25963, Lái Thiêu 25966, Bình Chuẩn 25969, Thuận Giao 25972, An Phú 25975, Hưng Định 25978, Bình Nhâm 25984, ' +
        'Bình Hòa 25987, Vĩnh Phú 25990'),
      ...xa('An Sơn 25981'),
    ],
  },
  {
    code: '726', name: 'Huyện Bắc Tân Uyên', unitType: 'huyen', establishedOn: '2013-12-29',
    communes: xa('Tân Định 25894, Bình Mỹ 25897, Tân Bình 25900, Tân Lập 25903, Tân Thành 25906, Đất Cuốc 25907, Hiếu Liêm 25908, Lạc An 25909, ' +
      'Tân Mỹ 25918, Thường Tân 25927'),
  },
];

/** Resolutions of the Standing Committee of the National Assembly: the same unit and code, another type and name. */
export type PlaceChange = {
  readonly on: string;
  readonly signedOn: string;
  readonly number: number;
  readonly changes: readonly { readonly unit: string; readonly unitType: string; readonly name: string }[];
};
export const placeChanges: readonly PlaceChange[] = [
  {
    on: '2018-07-11', signedOn: '2018-05-24', number: 535,
    changes: [
      { unit: '25822', unitType: 'thi-tran', name: 'Thị trấn Lai Uyên' },
      { unit: '25906', unitType: 'thi-tran', name: 'Thị trấn Tân Thành' },
    ],
  },
  {
    on: '2020-02-01', signedOn: '2020-01-10', number: 857,
    changes: [
      { unit: '724', unitType: 'thanh-pho', name: 'Thành phố Dĩ An' },
      { unit: '725', unitType: 'thanh-pho', name: 'Thành phố Thuận An' },
      { unit: '25912', unitType: 'phuong', name: 'Phường Vĩnh Tân' },
      { unit: '25915', unitType: 'phuong', name: 'Phường Hội Nghĩa' },
      { unit: '25924', unitType: 'phuong', name: 'Phường Phú Chánh' },
      { unit: '25933', unitType: 'phuong', name: 'Phường Tân Vĩnh Hiệp' },
    ],
  },
];
