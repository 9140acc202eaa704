/**
 * The 20 departments of 2016 with their 134 divisions (văn phòng and thanh tra among them) and 16 chi cục, and the restructuring of 2018–2019 that
 * left 106 and 13 and merged the two industrial-zone boards (domain.md §1.5). Sizes and shares are assumptions.
 */
export type Division = { readonly abbreviation: string; readonly name: string; readonly unitType: 'phong' | 'chi-cuc' | 'thanh-tra-so' | 'van-phong-so' };
export type Department = {
  readonly code: string;
  readonly name: string;
  readonly unitType: 'so' | 'van-phong-ubnd' | 'thanh-tra-tinh' | 'ban-quan-ly';
  /** Công chức at the end of 2016. */
  readonly staff: number;
  /** Women in per cent of staff at the end of 2016 … 2020. */
  readonly women: readonly number[];
  /** The first year at whose end a woman is among the leaders. */
  readonly womanLeaderFrom?: number;
  readonly divisions: readonly Division[];
  /** Pairs of abbreviations: the first goes into the second. `#` stands for the department itself. */
  readonly mergers: string;
};

const divisionsOf = (names: string): Division[] =>
  names.split('; ').map((entry) => {
    const [abbreviation = '', name = ''] = entry.split('=');
    if (abbreviation === 'VP') return { abbreviation, name: 'Văn phòng', unitType: 'van-phong-so' };
    if (abbreviation === 'TTr') return { abbreviation, name: 'Thanh tra', unitType: 'thanh-tra-so' };
    return { abbreviation, name, unitType: /^(Chi cục|Ban) /.test(name) && abbreviation.startsWith('CC') ? 'chi-cuc' : 'phong' };
  });

const rising = (from: number) => [from, from + 1, from + 2, from + 3, from + 4];

export const departments: readonly Department[] = [
  { code: 'SNV', name: 'Sở Nội vụ', unitType: 'so', staff: 110, women: rising(45), womanLeaderFrom: 2015, mergers: 'CTTN>XDCQ CCVTLT>#',
    divisions: divisionsOf('VP; TTr; TCBC=Phòng Tổ chức, biên chế; CCVC=Phòng Công chức, viên chức; XDCQ=Phòng Xây dựng chính quyền; CCHC=Phòng Cải cách hành chính; ' +
      'CTTN=Phòng Công tác thanh niên; CCTDKT=Ban Thi đua - Khen thưởng; CCTG=Ban Tôn giáo; CCVTLT=Chi cục Văn thư - Lưu trữ') },
  { code: 'SCT', name: 'Sở Công Thương', unitType: 'so', staff: 190, women: [28, 28.6, 31, 31, 31.5], mergers: 'QLXNK>QLTM KTAT>QLCN QLNL>QLCN KHTH>VP CCQLTT>#',
    divisions: divisionsOf('VP; TTr; QLCN=Phòng Quản lý công nghiệp; QLTM=Phòng Quản lý thương mại; KHTH=Phòng Kế hoạch - Tổng hợp; QLXNK=Phòng Quản lý xuất nhập khẩu; ' +
      'KTAT=Phòng Kỹ thuật an toàn - Môi trường; QLNL=Phòng Quản lý năng lượng; CCQLTT=Chi cục Quản lý thị trường') },
  { code: 'VPUBND', name: 'Văn phòng Ủy ban nhân dân tỉnh', unitType: 'van-phong-ubnd', staff: 105, women: [28.5, 28.7, 29, 31, 32.5], womanLeaderFrom: 2015,
    mergers: 'THCB>HCTC KSTTHC>NC KTN>KT VX2>VX',
    divisions: divisionsOf('HCTC=Phòng Hành chính - Tổ chức; TH=Phòng Tổng hợp; KT=Phòng Kinh tế tổng hợp; QTTV=Phòng Quản trị - Tài vụ; KTN=Phòng Kinh tế ngành; NC=Phòng Nội chính; ' +
      'VX=Phòng Khoa giáo - Văn xã; VX2=Phòng Đào tạo - Y tế; KSTTHC=Phòng Kiểm soát thủ tục hành chính; TCD=Phòng Tiếp công dân; THCB=Phòng Tin học - Công báo') },
  { code: 'BQLKCN', name: 'Ban Quản lý các Khu công nghiệp Bình Dương', unitType: 'ban-quan-ly', staff: 72, women: [28, 28.4, 28.8, 29.2, 31], womanLeaderFrom: 2015, mergers: '',
    divisions: divisionsOf('VP; QLDT=Phòng Quản lý đầu tư; QLDN=Phòng Quản lý doanh nghiệp; QLLD=Phòng Quản lý lao động; QLQHXD=Phòng Quản lý quy hoạch - xây dựng; ' +
      'QLMT=Phòng Quản lý môi trường; KHTH=Phòng Kế hoạch - Tổng hợp') },
  { code: 'BQLVSIP', name: 'Ban Quản lý Khu công nghiệp Việt Nam - Singapore', unitType: 'ban-quan-ly', staff: 48, women: [27, 27, 27, 27, 27], mergers: '',
    divisions: divisionsOf('VP; QLDT=Phòng Quản lý đầu tư; QLDN=Phòng Quản lý doanh nghiệp; QLLD=Phòng Quản lý lao động; QLQHXD=Phòng Quản lý quy hoạch - xây dựng; ' +
      'QLMT=Phòng Quản lý môi trường; XNK=Phòng Xuất nhập khẩu') },
  { code: 'STP', name: 'Sở Tư pháp', unitType: 'so', staff: 62, women: rising(50), womanLeaderFrom: 2015, mergers: 'QLXLVPHC>VBQPPL',
    divisions: divisionsOf('VP; TTr; VBQPPL=Phòng Xây dựng và kiểm tra văn bản quy phạm pháp luật; PBGDPL=Phòng Phổ biến, giáo dục pháp luật; HCTP=Phòng Hành chính tư pháp; ' +
      'BTTP=Phòng Bổ trợ tư pháp; QLXLVPHC=Phòng Quản lý xử lý vi phạm hành chính') },
  { code: 'SKHDT', name: 'Sở Kế hoạch và Đầu tư', unitType: 'so', staff: 68, women: rising(40), womanLeaderFrom: 2019, mergers: '',
    divisions: divisionsOf('VP; TTr; THQH=Phòng Tổng hợp, quy hoạch; DKKD=Phòng Đăng ký kinh doanh; KTN=Phòng Kinh tế ngành; KTDN=Phòng Kinh tế đối ngoại') },
  { code: 'STC', name: 'Sở Tài chính', unitType: 'so', staff: 78, women: rising(48), womanLeaderFrom: 2015, mergers: 'DT>QLNS',
    divisions: divisionsOf('VP; TTr; QLNS=Phòng Quản lý ngân sách; HCSN=Phòng Hành chính sự nghiệp; TCDN=Phòng Tài chính doanh nghiệp; QLGCS=Phòng Quản lý giá - Công sản; ' +
      'DT=Phòng Đầu tư') },
  { code: 'SNNPTNT', name: 'Sở Nông nghiệp và Phát triển nông thôn', unitType: 'so', staff: 280, women: [30, 30, 30, 30, 30], mergers: 'QLKT>KHTC CCPTNT>CCQLCL',
    divisions: divisionsOf('VP; TTr; TCCB=Phòng Tổ chức cán bộ; KHTC=Phòng Kế hoạch - Tài chính; QLKT=Phòng Quản lý kỹ thuật; CCTTBVTV=Chi cục Trồng trọt và Bảo vệ thực vật; ' +
      'CCCNTY=Chi cục Chăn nuôi, Thú y và Thủy sản; CCKL=Chi cục Kiểm lâm; CCTL=Chi cục Thủy lợi; CCPTNT=Chi cục Phát triển nông thôn; ' +
      'CCQLCL=Chi cục Quản lý chất lượng nông lâm sản và thủy sản') },
  { code: 'SGTVT', name: 'Sở Giao thông vận tải', unitType: 'so', staff: 105, women: [20, 20.4, 20.8, 21.2, 21.6], mergers: 'PTNL>QLVT',
    divisions: divisionsOf('VP; TTr; KHTC=Phòng Kế hoạch - Tài chính; QLVT=Phòng Quản lý vận tải; KCHT=Phòng Quản lý kết cấu hạ tầng giao thông; ' +
      'PTNL=Phòng Quản lý phương tiện và người lái') },
  { code: 'SXD', name: 'Sở Xây dựng', unitType: 'so', staff: 94, women: [24, 24.5, 25, 25.5, 26], mergers: 'VLXD>QLXD',
    divisions: divisionsOf('VP; TTr; QHKT=Phòng Quy hoạch - Kiến trúc; QLXD=Phòng Quản lý xây dựng; NOTTBDS=Phòng Quản lý nhà và thị trường bất động sản; ' +
      'VLXD=Phòng Kinh tế - Vật liệu xây dựng; CCGDXD=Chi cục Giám định xây dựng') },
  { code: 'STNMT', name: 'Sở Tài nguyên và Môi trường', unitType: 'so', staff: 140, women: rising(33), mergers: 'DDBD>QLDD',
    divisions: divisionsOf('VP; TTr; KHTC=Phòng Kế hoạch - Tài chính; QLDD=Phòng Quản lý đất đai; TNN=Phòng Tài nguyên nước và Khí tượng thủy văn; KS=Phòng Khoáng sản; ' +
      'DDBD=Phòng Đo đạc - Bản đồ; CCBVMT=Chi cục Bảo vệ môi trường') },
  { code: 'STTTT', name: 'Sở Thông tin và Truyền thông', unitType: 'so', staff: 46, women: rising(36), womanLeaderFrom: 2018, mergers: 'KHTC>VP',
    divisions: divisionsOf('VP; TTr; CNTT=Phòng Công nghệ thông tin; BCVT=Phòng Bưu chính - Viễn thông; TTBCXB=Phòng Thông tin - Báo chí - Xuất bản; KHTC=Phòng Kế hoạch - Tài chính') },
  { code: 'SLDTBXH', name: 'Sở Lao động - Thương binh và Xã hội', unitType: 'so', staff: 95, women: rising(53), womanLeaderFrom: 2015, mergers: 'BTXH>BVCSTE',
    divisions: divisionsOf('VP; TTr; VLATLD=Phòng Việc làm - An toàn lao động; NCC=Phòng Người có công; BTXH=Phòng Bảo trợ xã hội; ' +
      'BVCSTE=Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới; DN=Phòng Dạy nghề; CCPCTNXH=Chi cục Phòng, chống tệ nạn xã hội') },
  { code: 'SVHTTDL', name: 'Sở Văn hóa, Thể thao và Du lịch', unitType: 'so', staff: 90, women: rising(36), womanLeaderFrom: 2017, mergers: 'NSVHGD>NVVH',
    divisions: divisionsOf('VP; TTr; TCPC=Phòng Tổ chức - Pháp chế; KHTC=Phòng Kế hoạch - Tài chính; NVVH=Phòng Nghiệp vụ văn hóa; NVTDTT=Phòng Nghiệp vụ thể dục thể thao; ' +
      'NSVHGD=Phòng Xây dựng nếp sống văn hóa và gia đình') },
  { code: 'SKHCN', name: 'Sở Khoa học và Công nghệ', unitType: 'so', staff: 60, women: rising(34), womanLeaderFrom: 2020, mergers: 'QLCS>QLKH',
    divisions: divisionsOf('VP; TTr; KHTC=Phòng Kế hoạch - Tài chính; QLKH=Phòng Quản lý khoa học; QLCN=Phòng Quản lý công nghệ; QLCS=Phòng Quản lý khoa học công nghệ cơ sở; ' +
      'CCTCDLCL=Chi cục Tiêu chuẩn Đo lường Chất lượng') },
  { code: 'SGDDT', name: 'Sở Giáo dục và Đào tạo', unitType: 'so', staff: 78, women: rising(49), womanLeaderFrom: 2015, mergers: 'GDTXCN>GDTrH',
    divisions: divisionsOf('VP; TTr; TCCB=Phòng Tổ chức cán bộ; KHTC=Phòng Kế hoạch - Tài chính; GDMNTH=Phòng Giáo dục Mầm non - Tiểu học; GDTrH=Phòng Giáo dục Trung học; ' +
      'GDTXCN=Phòng Giáo dục thường xuyên - Chuyên nghiệp') },
  { code: 'SYT', name: 'Sở Y tế', unitType: 'so', staff: 140, women: rising(51), womanLeaderFrom: 2015, mergers: 'QLHN>NVY',
    divisions: divisionsOf('VP; TTr; TCCB=Phòng Tổ chức cán bộ; KHTC=Phòng Kế hoạch - Tài chính; NVY=Phòng Nghiệp vụ y; NVD=Phòng Nghiệp vụ dược; QLHN=Phòng Quản lý hành nghề y dược; ' +
      'CCDSKHHGD=Chi cục Dân số - Kế hoạch hóa gia đình; CCATVSTP=Chi cục An toàn vệ sinh thực phẩm') },
  { code: 'SNGV', name: 'Sở Ngoại vụ', unitType: 'so', staff: 34, women: rising(46), womanLeaderFrom: 2015, mergers: '',
    divisions: divisionsOf('VP; TTr; LSNNVN=Phòng Lãnh sự - Người Việt Nam ở nước ngoài; HTQT=Phòng Hợp tác quốc tế') },
  { code: 'TTT', name: 'Thanh tra tỉnh', unitType: 'thanh-tra-tinh', staff: 52, women: [27, 27.2, 27.5, 27.8, 28], womanLeaderFrom: 2020, mergers: 'NV3>NV2',
    divisions: divisionsOf('VP; NV1=Phòng Nghiệp vụ 1; NV2=Phòng Nghiệp vụ 2; NV3=Phòng Nghiệp vụ 3; GQKNTC=Phòng Giải quyết khiếu nại, tố cáo; PCTN=Phòng Phòng, chống tham nhũng') },
];

/** The merged board of 1/3/2019: 14 divisions become 8. */
export const boardMerger = {
  on: '2019-03-01', source: 'BQLVSIP', into: 'BQLKCN',
  divisions: ['VP', 'QLDT', 'QLDN', 'QLLD', 'QLQHXD', 'QLMT'],
} as const;

const shared = 'NV=Phòng Nội vụ; VP=Văn phòng HĐND và UBND; TCKH=Phòng Tài chính - Kế hoạch; TTr=Thanh tra; TNMT=Phòng Tài nguyên và Môi trường; ' +
  'LDTBXH=Phòng Lao động - Thương binh và Xã hội; VHTT=Phòng Văn hóa và Thông tin; GDDT=Phòng Giáo dục và Đào tạo; YT=Phòng Y tế; TP=Phòng Tư pháp; KT=Phòng Kinh tế';
/** The 12 specialised agencies of a district (NĐ 37/2014/NĐ-CP). */
export const districtDivisions = (unitType: string): { readonly abbreviation: string; readonly name: string; readonly unitType: string }[] =>
  `${shared}; ${unitType === 'huyen' ? 'KTHT=Phòng Kinh tế và Hạ tầng' : 'QLDT=Phòng Quản lý đô thị'}`.split('; ').map((entry) => {
    const [abbreviation = '', name = ''] = entry.split('=');
    return { abbreviation, name, unitType: abbreviation === 'VP' ? 'van-phong-huyen' : abbreviation === 'TTr' ? 'thanh-tra-huyen' : 'phong-huyen' };
  });
