import { Command, Option } from 'commander';
import type { HistoryAnswer, HistoryEntryAnswer, OfficialAnswer, OfficialsAnswer, OfficialSummaryAnswer, ServiceAnswer, TenureAnswer } from '../../../libs/reporting/answers/officials.dto.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, integerOption, sourceOf, withFormat, withMoment, withSource, type FormatOptions, type MomentOptions } from '../options.js';
import { nothing, render, sheet, type AnySheet, type Column } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport, type Transport } from '../transport.js';
import { countText, dayText, instantText, lastDayText, momentLines } from '../words.js';

const genderText = (gender: string): string => (gender === 'female' ? 'nữ' : 'nam');
const nameText = (name: string | null): string => name ?? '(tên đã niêm phong)';

export const foundSheet = ({ moment, total, items }: OfficialsAnswer): AnySheet =>
  sheet<OfficialSummaryAnswer>({
    above: [...momentLines(moment), `Tìm thấy ${countText(total)} người`],
    columns: [
      { field: 'official', head: 'Mã hồ sơ', value: ({ official }) => official },
      { field: 'name', head: 'Họ tên', value: ({ name }) => name, print: ({ name }) => nameText(name) },
      { field: 'gender', head: 'Giới', value: ({ gender }) => gender, print: ({ gender }) => genderText(gender) },
      { field: 'birthYear', head: 'Năm sinh', value: ({ birthYear }) => birthYear },
    ],
    rows: items,
  });

type Held = ServiceAnswer | TenureAnswer;
const heldColumns: readonly Column<Held>[] = [
  { field: 'kind', head: 'Loại', value: (held) => ('category' in held ? 'service' : 'post'), print: (held) => ('category' in held ? 'biên chế' : 'chức vụ') },
  { field: 'from', head: 'Từ ngày', value: ({ from }) => from, print: ({ from }) => dayText(from) },
  { field: 'until', head: 'Đến hết ngày', value: ({ until }) => until, print: ({ until }) => lastDayText(until) },
  { field: 'unit', head: 'Đơn vị', value: ({ unit }) => unit, print: ({ unitName, unit }) => `${unitName} (${unit})` },
  { field: 'position', head: 'Chức danh', value: ({ position }) => position, print: (held) => ('positionTitle' in held ? (held.positionTitle ?? held.position) : held.position) },
  { field: 'detail', head: 'Đối tượng, tư cách', value: (held) => ('category' in held ? held.category : held.spans.map(({ capacity }) => capacity).join('; ')) },
];

export const officialSheet = (answer: OfficialAnswer): AnySheet => {
  const { moment, official, name, gender, birthYear, revision, isInService, service, tenures, anomalies } = answer;
  return sheet<Held>({
    above: [
      ...momentLines(moment),
      `${nameText(name)}, ${genderText(gender)}, sinh năm ${birthYear}; hồ sơ ${official}, phiên bản ${revision}; ${isInService ? 'đang công tác' : 'không công tác'} vào ngày này`,
    ],
    columns: heldColumns,
    rows: [...service, ...tenures].toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
    below: anomalies.map(({ code, on }) => `Chưa khớp: ${code}, ngày ${dayText(on)}`),
  });
};

export const historySheet = ({ entries }: HistoryAnswer): AnySheet =>
  sheet<HistoryEntryAnswer>({
    columns: [
      { field: 'index', head: 'Sự kiện', isNumber: true, value: ({ index }) => index, print: ({ index }) => `#${index}` },
      { field: 'recordedAt', head: 'Ghi lúc', value: ({ recordedAt }) => recordedAt, print: ({ recordedAt }) => instantText(recordedAt) },
      { field: 'effectiveOn', head: 'Hiệu lực', value: ({ effectiveOn }) => effectiveOn, print: ({ effectiveOn }) => (effectiveOn ? dayText(effectiveOn) : nothing) },
      { field: 'type', head: 'Việc', value: ({ type }) => type, print: ({ act, isAnnulled }) => (isAnnulled ? `${act} (đã hủy bỏ)` : act) },
      { field: 'recordedBy', head: 'Người ghi', value: ({ recordedBy }) => recordedBy },
    ],
    rows: entries,
  });

type Options = FormatOptions & MomentOptions & { readonly name?: string; readonly unit?: string; readonly history?: boolean; readonly order?: string; readonly limit: number };

const tell = async (transport: Transport, id: string | undefined, options: Options): Promise<string> => {
  const { trueOn, knownAt, name, unit, limit, order } = options;
  if (id === undefined) {
    const found = await transport.get<OfficialsAnswer>('officials', { trueOn, knownAt, name, unit, limit });
    if (found.total === 0) throw new CommandStopped('refused', 'nobody is found');
    return render(options, found, foundSheet(found));
  }
  const path = `officials/${encodeURIComponent(id)}`;
  if (!options.history) {
    const answer = await transport.get<OfficialAnswer>(path, { trueOn, knownAt });
    return render(options, answer, officialSheet(answer));
  }
  const history = await transport.get<HistoryAnswer>(`${path}/history`, { trueOn, knownAt, order });
  return render(options, history, historySheet(history));
};

export const officialCommand = (terminal: Terminal): Command =>
  withFormat(withSource(withMoment(new Command('official'))))
    .description('một người: quá trình công tác, mọi sự kiện; hoặc tìm theo tên / one official’s career or every event, or find officials by name')
    .argument('[id]', 'the official’s id')
    .option('--name <words>', 'find by name, with or without diacritics')
    .option('--unit <code>', 'find those in service under this unit')
    .option('--history', 'every event instead of the career')
    .addOption(new Option('--order <order>', 'of the history').choices(['recorded', 'effective']))
    .option('--limit <count>', 'most officials found', integerOption(1, 200), 50)
    .addHelpText('after', examples('parity official --name "nguyen hoa"', 'parity official --unit SNV --csv', 'parity official 0b1c… --known-at 2018-12-31T17:00:00+07:00', 'parity official 0b1c… --history --order effective'))
    .action(async (id: string | undefined, options: Options) => {
      if (id === undefined && options.name === undefined && options.unit === undefined) throw new CommandStopped('usage', 'name an official: an id, --name or --unit');
      const transport = await openTransport(sourceOf(options, terminal));
      try {
        terminal.out(await tell(transport, id, options));
      } finally {
        await transport.close();
      }
    });
