import { Command, Option } from 'commander';
import { periods } from '../../../libs/indicators/figure.js';
import type { FigureAnswer, TrendsAnswer } from '../../../libs/reporting/answers/reporting.dto.js';
import { askedScope, examples, sourceOf, withFormat, withScope, withSource, type FormatOptions, type ScopeOptions } from '../options.js';
import { nothing, render, sheet, type AnySheet, type Column } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport } from '../transport.js';
import { dayText, momentLines, shareText, verdictWords } from '../words.js';
import { figureColumns, scopeText } from './indicators.js';

type Row = { readonly trueOn: string; readonly figure: FigureAnswer };

const columns: readonly Column<Row>[] = [
  { field: 'trueOn', head: 'Ngày', value: ({ trueOn }) => trueOn, print: ({ trueOn }) => dayText(trueOn) },
  ...figureColumns.map(({ value, print, ...column }): Column<Row> => ({ ...column, value: ({ figure }) => value(figure), ...(print ? { print: ({ figure }: Row) => print(figure) } : {}) })),
];

type Line = { readonly first: FigureAnswer; readonly byDay: ReadonlyMap<string, FigureAnswer> };

const shareOn = ({ byDay }: Line, day: string): string => {
  const figure = byDay.get(day);
  return figure ? `${shareText(figure.share)} ${figure.verdict === 'met' ? '✓' : ' '}` : nothing;
};

/** One line for each reading and one column for each period, with ✓ where the target is met. */
export const trendsSheet = ({ moment, scope, points }: TrendsAnswer, showsAll: boolean): AnySheet => {
  const byReading = new Map<string, Line & { readonly byDay: Map<string, FigureAnswer> }>();
  for (const { trueOn, figures } of points) {
    for (const figure of figures.filter(({ isPublished }) => showsAll || isPublished)) {
      const line = byReading.get(figure.reading) ?? { first: figure, byDay: new Map<string, FigureAnswer>() };
      byReading.set(figure.reading, line);
      line.byDay.set(trueOn, figure);
    }
  }
  return {
    table: () =>
      sheet<Line>({
        above: [...momentLines(moment).slice(0, moment.sample ? 1 : 0), `${scopeText(scope)}. Tỷ lệ vào ngày cuối mỗi kỳ; ✓ ${verdictWords['met'] ?? ''}`],
        columns: [
          { field: 'reading', head: 'Cách tính', value: ({ first }) => first.reading },
          { field: 'name', head: 'Nội dung', value: ({ first }) => first.name },
          { field: 'percent', head: 'Mục tiêu', isNumber: true, value: ({ first }) => first.percent, print: ({ first }) => `${first.percent}%` },
          ...points.map(({ trueOn }): Column<Line> => ({ field: trueOn, head: dayText(trueOn), isNumber: true, value: (line) => line.byDay.get(trueOn)?.share ?? null, print: (line) => shareOn(line, trueOn) })),
        ],
        rows: [...byReading.values()],
      }).table(),
    csv: () => sheet({ columns, rows: points.flatMap(({ trueOn, figures }) => figures.map((figure) => ({ trueOn, figure }))) }).csv(),
  };
};

type Options = FormatOptions & ScopeOptions & { readonly period?: string; readonly from?: string; readonly to?: string; readonly reading?: string; readonly all?: boolean };

export const trendsCommand = (terminal: Terminal): Command =>
  withFormat(withSource(withScope(new Command('trends'))))
    .description('xu hướng của các chỉ tiêu / the targets by month, quarter or year')
    .addOption(new Option('--period <period>', 'length of a period').choices(periods).default('year'))
    .option('--from <day>', 'from the period of this day (default: 2016-01-01)')
    .option('--to <day>', 'to the period of this day (default: today)')
    .option('--reading <reading>', 'one reading only, such as T4.leaders')
    .option('--all', 'every reading, not only the published ones')
    .addHelpText('after', examples('parity trends', 'parity trends --period quarter --from 2019-01-01 --reading T4.leaders', 'parity trends --tier xa --csv'))
    .action(async (options: Options) => {
      const transport = await openTransport(sourceOf(options, terminal));
      try {
        const { period, from, to, reading } = options;
        const answer = await transport.get<TrendsAnswer>('trends', { ...askedScope(options), period, from, to, reading });
        terminal.out(render(options, answer, trendsSheet(answer, Boolean(options.all) || reading !== undefined)));
      } finally {
        await transport.close();
      }
    });
