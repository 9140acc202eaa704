import { Command } from 'commander';
import type { FigureAnswer, IndicatorsAnswer, ScopeAnswer } from '../../../libs/reporting/answers/reporting.dto.js';
import { askedScope, examples, sourceOf, withFormat, withScope, withSource, type FormatOptions, type ScopeOptions } from '../options.js';
import { render, sheet, type AnySheet, type Column } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport } from '../transport.js';
import { countText, momentLines, shareText, verdictWords } from '../words.js';

export const scopeText = ({ kind, tier, unit, name }: ScopeAnswer): string => (kind === 'unit' ? `${name ?? ''} (${unit ?? ''})` : kind === 'tier' ? `Cấp ${tier ?? ''}` : 'Toàn tỉnh');

/** The columns of a figure, wherever one is shown. */
export const figureColumns: readonly Column<FigureAnswer>[] = [
  { field: 'target', head: 'Chỉ tiêu', value: ({ target }) => target },
  { field: 'reading', head: 'Cách tính', value: ({ reading }) => reading, print: ({ reading, isPublished }) => (isPublished ? `${reading} *` : reading) },
  { field: 'name', head: 'Nội dung', value: ({ name }) => name },
  { field: 'percent', head: 'Mục tiêu', isNumber: true, value: ({ percent }) => percent, print: ({ percent }) => `${percent}%` },
  { field: 'numerator', head: 'Tử số', isNumber: true, value: ({ numerator }) => numerator, print: ({ numerator }) => countText(numerator) },
  { field: 'denominator', head: 'Mẫu số', isNumber: true, value: ({ denominator }) => denominator, print: ({ denominator }) => countText(denominator) },
  { field: 'share', head: 'Tỷ lệ', isNumber: true, value: ({ share }) => share, print: ({ share }) => shareText(share) },
  { field: 'verdict', head: 'Kết quả', value: ({ verdict }) => verdict, print: ({ verdict }) => verdictWords[verdict] ?? verdict },
  { field: 'needed', head: 'Còn thiếu', isNumber: true, value: ({ needed }) => needed.replacing, print: ({ verdict, needed }) => (verdict === 'not-met' ? countText(needed.replacing) : '') },
];

export const indicatorsSheet = (answer: IndicatorsAnswer, showsAll: boolean): AnySheet => {
  const { moment, scope, ruleSet, figures } = answer;
  const shown = showsAll ? figures : figures.filter(({ isPublished }) => isPublished);
  return sheet({
    above: [...momentLines(moment), `${scopeText(scope)}. ${ruleSet ? `Bộ quy tắc ${ruleSet.ruleSet} phiên bản ${ruleSet.version}: ${ruleSet.basis}` : 'Chưa có bộ quy tắc nào vào ngày này.'}`],
    columns: figureColumns,
    rows: shown,
    below: figures.length > shown.length ? [`Cách tính được công bố (*). Mọi cách tính: --all (${figures.length}).`] : [],
  });
};

type Options = FormatOptions & ScopeOptions & { readonly all?: boolean };

export const indicatorsCommand = (terminal: Terminal): Command =>
  withFormat(withSource(withScope(new Command('indicators'))))
    .description('năm chỉ tiêu vào một ngày / the five targets on a day: numerator, denominator, share and verdict')
    .option('--all', 'every reading of each target, not only the published one (always so with --json and --csv)')
    .addHelpText('after', examples('parity indicators', 'parity indicators --true-on 2019-12-31 --known-at 2020-06-30T17:00:00+07:00', 'parity indicators --unit 719 --csv'))
    .action(async (options: Options) => {
      const transport = await openTransport(sourceOf(options, terminal));
      try {
        const answer = await transport.get<IndicatorsAnswer>('indicators', askedScope(options));
        terminal.out(render(options, answer, indicatorsSheet(answer, Boolean(options.all ?? options.csv))));
      } finally {
        await transport.close();
      }
    });
