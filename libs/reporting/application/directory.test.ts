import { Directory } from './directory.js';

const directoryOf = (...names: readonly string[]): Directory => {
  const directory = new Directory();
  names.forEach((name, at) => directory.name(`id-${at}`, name));
  return directory;
};
const found = (directory: Directory, words: string): readonly string[] => directory.find(words).map(({ name }) => name);

describe('finding a name', () => {
  const directory = directoryOf('Nguyễn Thị Hòa', 'Đặng Văn Hoà', 'Trần Đức Hoa', 'Lê Thị Hoàng', 'Phạm Ngọc Ánh'.normalize('NFD'));
  it.each([
    ['hoa', ['Trần Đức Hoa', 'Đặng Văn Hoà', 'Nguyễn Thị Hòa', 'Lê Thị Hoàng']],
    ['Hoà', ['Trần Đức Hoa', 'Đặng Văn Hoà', 'Nguyễn Thị Hòa', 'Lê Thị Hoàng']],
    ['Hòa'.normalize('NFD'), ['Trần Đức Hoa', 'Đặng Văn Hoà', 'Nguyễn Thị Hòa', 'Lê Thị Hoàng']],
    ['dang', ['Đặng Văn Hoà']],
    ['ĐẶNG', ['Đặng Văn Hoà']],
    ['hoa  thi', ['Nguyễn Thị Hòa', 'Lê Thị Hoàng']],
    ['duc tr', ['Trần Đức Hoa']],
    ['anh', ['Phạm Ngọc Ánh'.normalize('NFD')]],
    ['oa', []],
    ['hoa mai', []],
  ])('by %j', (words, expected) => expect([...found(directory, words)].toSorted()).toEqual([...expected].toSorted()));
  it('goes by the given name in Vietnamese order, then by the whole', () =>
    expect(found(directoryOf('Trần Văn Ý', 'Lê Văn Đạt', 'Lê Văn Dũng', 'Lê Văn Ân', 'Lê Văn An', 'Bùi Văn An', 'Lê Văn Ăn'), '')).toEqual(
      ['Bùi Văn An', 'Lê Văn An', 'Lê Văn Ăn', 'Lê Văn Ân', 'Lê Văn Dũng', 'Lê Văn Đạt', 'Trần Văn Ý']));
  it('puts those whose names are sealed last, by id', () => {
    const directory = directoryOf('Lê Thị Mai', 'Lê Thị Cúc');
    expect(directory.inOrder(['z', 'id-0', 'a', 'id-1'])).toEqual(['id-1', 'id-0', 'a', 'z']);
  });
  it('is not possible once it is forgotten', () => {
    const directory = directoryOf('Lê Thị Mai');
    directory.forget('id-0');
    expect([found(directory, 'mai'), directory.nameOf('id-0')]).toEqual([[], undefined]);
  });
});
