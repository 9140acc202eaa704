import { render, renderCsv, renderTable, sheet, type Sheet } from './sheet.js';

type Row = { readonly name: string | null; readonly share: string | null };
const of = (...rows: readonly Row[]): Sheet<Row> => ({
  above: ['Toàn tỉnh'],
  columns: [
    { field: 'name', head: 'Họ tên', value: ({ name }) => name },
    { field: 'share', head: 'Tỷ lệ', isNumber: true, value: ({ share }) => share, print: ({ share }) => (share === null ? 'không có' : share.replace('.', ',')) },
  ],
  rows,
  below: ['Hết'],
});

describe('printing a sheet for people', () => {
  it('puts what is said above and below around a table of printed values', () => {
    const [first, , head, , row, , last] = renderTable(of({ name: 'Lê Thị Lan', share: '29.60' })).split('\n');
    expect(first).toBe('Toàn tỉnh');
    expect(head).toBe('│ Họ tên     │ Tỷ lệ │');
    expect(row).toBe('│ Lê Thị Lan │ 29,60 │');
    expect(last).toBe('Hết');
  });
  it('shows a dash where there is nothing, unless the column says otherwise', () => expect(renderTable(of({ name: null, share: null }))).toMatch(/│ – +│ không có │/));
  it('keeps columns in line for decomposed and precomposed letters alike', () => {
    const widths = renderTable(of({ name: 'Lê', share: '1' }, { name: 'Lê'.normalize('NFD'), share: '1' })).split('\n').slice(4, 6).map((line) => line.normalize('NFC').length);
    expect(new Set(widths).size).toBe(1);
  });
});

describe('writing a sheet for programs', () => {
  it('is a header row and one line each, ended by CR LF, with values as they are', () => expect(renderCsv(of({ name: 'Lan', share: '29.60' }))).toBe('name,share\r\nLan,29.60\r\n'));
  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'a"b', '"a""b"'],
    ['a line feed', 'a\nb', '"a\nb"'],
    ['a carriage return', 'a\rb', '"a\rb"'],
    ['nothing', null, ''],
  ])('quotes a value with %s', (_, name, expected) => expect(renderCsv(of({ name, share: '1' }))).toBe(`name,share\r\n${expected},1\r\n`));
  it('keeps its header without rows', () => expect(renderCsv(of())).toBe('name,share\r\n'));
});

describe('choosing a format', () => {
  const one = sheet(of({ name: 'Lan', share: '1' }));
  it('gives the answer itself as JSON', () => expect(JSON.parse(render({ json: true }, { a: [1] }, one))).toEqual({ a: [1] }));
  it('gives values for --csv', () => expect(render({ csv: true }, {}, one)).toMatch(/^name,share\r\n/));
  it('gives a table otherwise', () => expect(render({}, {}, one)).toMatch(/^Toàn tỉnh\n/));
});
