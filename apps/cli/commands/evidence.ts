import { Command, Option } from 'commander';
import type { ActAnswer, EvidenceAnswer, EvidenceFactAnswer, EvidenceItemAnswer, EvidencePersonAnswer } from '../../../libs/reporting/answers/evidence.dto.js';
import { askedScope, examples, integerOption, sourceOf, withFormat, withScope, withSource, type FormatOptions, type ScopeOptions } from '../options.js';
import { nothing, render, sheet, type AnySheet, type Column } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport, type Transport } from '../transport.js';
import { countText, dayText, momentLines, shareText } from '../words.js';
import { scopeText } from './indicators.js';

const pageMax = 200;

type Row = { readonly item: EvidenceItemAnswer; readonly person: EvidencePersonAnswer | undefined; readonly fact: EvidenceFactAnswer | undefined };

/** The decision, or the roster, that an act rests on. */
export const basisText = (act: ActAnswer | null): string => {
  if (act?.decision) return `${act.decision.issuer} ${act.decision.number}/${act.decision.symbol} (${dayText(act.decision.signedOn)})`;
  return act?.source ? `theo danh sách ${act.source.file}, dòng ${act.source.row}` : nothing;
};

const rowsOf = (item: EvidenceItemAnswer): readonly Row[] => {
  const rows = item.people.flatMap((person): readonly Row[] => (person.facts.length === 0 ? [{ item, person, fact: undefined }] : person.facts.map((fact) => ({ item, person, fact }))));
  return rows.length === 0 ? [{ item, person: undefined, fact: undefined }] : rows;
};

const sentByText = ({ sentBy, act }: EvidenceFactAnswer): string => (sentBy ? `${sentBy.issuer} ${sentBy.number}/${sentBy.symbol} (${dayText(sentBy.signedOn)})` : basisText(act));

const columns: readonly Column<Row>[] = [
  { field: 'key', head: 'Mục đếm', value: ({ item }) => item.key, print: ({ item }) => item.name ?? item.key.slice(0, 8) },
  { field: 'isCounted', head: 'Tử số', value: ({ item }) => String(item.isCounted), print: ({ item }) => (item.isCounted ? '✓' : '') },
  { field: 'reason', head: 'Loại vì', value: ({ item }) => item.reason, print: ({ item }) => item.reason ?? '' },
  { field: 'official', head: 'Mã hồ sơ', value: ({ person }) => person?.official ?? null, print: ({ person }) => person?.official.slice(0, 8) ?? nothing },
  { field: 'name', head: 'Họ tên', value: ({ person }) => person?.name ?? null, print: ({ person }) => (person ? (person.name ?? '(niêm phong)') : nothing) },
  { field: 'gender', head: 'Giới', value: ({ person }) => person?.gender ?? null, print: ({ person }) => (person ? (person.gender === 'female' ? 'nữ' : 'nam') : nothing) },
  { field: 'unit', head: 'Đơn vị', value: ({ fact }) => fact?.unit ?? null, print: ({ fact }) => fact?.unitName ?? nothing },
  { field: 'position', head: 'Chức danh', value: ({ fact }) => fact?.position ?? null, print: ({ fact }) => fact?.positionTitle ?? fact?.position ?? nothing },
  { field: 'since', head: 'Từ ngày', value: ({ fact }) => fact?.since ?? null, print: ({ fact }) => (fact ? dayText(fact.since) : nothing) },
  { field: 'index', head: 'Sự kiện', isNumber: true, value: ({ fact }) => fact?.act?.index ?? null, print: ({ fact }) => (fact?.act ? `#${fact.act.index}` : nothing) },
  { field: 'basis', head: 'Căn cứ', value: ({ fact }) => (fact ? sentByText(fact) : null), print: ({ fact }) => (fact ? sentByText(fact) : nothing) },
];

const sideWords = { numerator: 'tử số', denominator: 'mẫu số', excluded: 'bị loại' };

export const evidenceSheet = ({ moment, scope, figure, side, total, items }: EvidenceAnswer): AnySheet =>
  sheet({
    above: [
      ...momentLines(moment),
      `${scopeText(scope)}. ${figure ? `${figure.reading}: ${figure.name}: ${countText(figure.numerator)}/${countText(figure.denominator)} = ${shareText(figure.share)}` : 'Chưa có bộ quy tắc nào vào ngày này.'}`,
      `Danh sách ${sideWords[side]}: ${countText(total)} mục${items.length < total ? `; in ${items.length} mục đầu (xem thêm: --limit ${total})` : ''}`,
    ],
    columns: side === 'excluded' ? columns : columns.filter(({ field }) => field !== 'reason'),
    rows: items.flatMap(rowsOf),
  });

/** Page after page until `limit` items are there. */
export const readEvidence = async (transport: Transport, reading: string, asked: Parameters<Transport['get']>[1], limit: number): Promise<EvidenceAnswer> => {
  const path = `indicators/${encodeURIComponent(reading)}/evidence`;
  const first = await transport.get<EvidenceAnswer>(path, { ...asked, limit: Math.min(limit, pageMax) });
  const items = [...first.items];
  let { next } = first;
  while (next !== null && items.length < limit) {
    const page = await transport.get<EvidenceAnswer>(path, { ...asked, limit: Math.min(limit - items.length, pageMax), cursor: next });
    items.push(...page.items);
    next = page.next;
  }
  return { ...first, items, next };
};

type Options = FormatOptions & ScopeOptions & { readonly side: string; readonly limit: number };

export const evidenceCommand = (terminal: Terminal): Command =>
  withFormat(withSource(withScope(new Command('evidence'))))
    .description('danh sách làm căn cứ của một con số / the list behind a number: people, posts and decisions')
    .argument('<reading>', 'a reading, such as T4.leaders')
    .addOption(new Option('--side <side>', 'which list').choices(Object.keys(sideWords)).default('numerator'))
    .option('--limit <count>', 'most items', integerOption(1, 1_000_000), 50)
    .addHelpText('after', examples('parity evidence T4.leaders --true-on 2020-12-31', 'parity evidence T1.pair --side denominator --unit 719', 'parity evidence T3.chairs --side excluded --limit 1000 --csv'))
    .action(async (reading: string, options: Options) => {
      const transport = await openTransport(sourceOf(options, terminal));
      try {
        const answer = await readEvidence(transport, reading, { ...askedScope(options), side: options.side }, options.limit);
        terminal.out(render(options, answer, evidenceSheet(answer)));
      } finally {
        await transport.close();
      }
    });
