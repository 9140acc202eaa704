import { Command, Option } from 'commander';
import { dimensions, periods } from '../../../libs/indicators/figure.js';
import type { RatioCellAnswer, RatiosAnswer } from '../../../libs/reporting/answers/reporting.dto.js';
import { examples, sourceOf, withFormat, withMoment, withSource, type FormatOptions, type MomentOptions } from '../options.js';
import { render, sheet, type AnySheet, type Column } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport } from '../transport.js';
import { countText, dayText, momentLines, shareText } from '../words.js';

const heads: { readonly [dimension: string]: string } = { unit: 'Đơn vị', tier: 'Cấp', category: 'Đối tượng', level: 'Bậc', position: 'Chức danh' };

export const ratiosSheet = ({ moment, by, cells }: RatiosAnswer): AnySheet =>
  sheet<RatioCellAnswer>({
    above: momentLines(moment),
    columns: [
      { field: 'trueOn', head: 'Ngày', value: ({ trueOn }) => trueOn, print: ({ trueOn }) => dayText(trueOn) },
      ...by.map((dimension, at): Column<RatioCellAnswer> => ({ field: dimension, head: heads[dimension] ?? dimension, value: ({ cell }) => cell[at] ?? '' })),
      { field: 'women', head: 'Nữ', isNumber: true, value: ({ women }) => women, print: ({ women }) => countText(women) },
      { field: 'total', head: 'Tổng số', isNumber: true, value: ({ total }) => total, print: ({ total }) => countText(total) },
      { field: 'share', head: 'Tỷ lệ nữ', isNumber: true, value: ({ share }) => share, print: ({ share }) => shareText(share) },
    ],
    rows: cells,
  });

type Options = FormatOptions &
  MomentOptions & {
    readonly count?: string;
    readonly by?: string;
    readonly subtree?: boolean;
    readonly structure?: string;
    readonly period?: string;
    readonly from?: string;
    readonly to?: string;
    readonly unit?: string;
    readonly tier?: string;
    readonly category?: string;
    readonly level?: string;
    readonly position?: string;
  };

export const ratiosCommand = (terminal: Terminal): Command =>
  withFormat(withSource(withMoment(new Command('ratios'))))
    .description('tỷ lệ nữ theo mọi chiều / women’s share of staff, posts or holders by any cross of dimensions')
    .addOption(new Option('--count <what>', 'what is counted').choices(['service', 'posts', 'holders']).default('service'))
    .option('--by <dimensions>', `cross by these, comma-separated: ${dimensions.join(', ')}`)
    .option('--subtree', 'a unit stands for everything under it as well')
    .addOption(new Option('--structure <structure>', 'attribute by the organisation of the time or by today’s').choices(['of-time', 'today']).default('of-time'))
    .addOption(new Option('--period <period>', 'a row for the last day of each period').choices(periods))
    .option('--from <day>', 'from the period of this day')
    .option('--to <day>', 'to the period of this day')
    .option('--unit <code>', 'only this unit')
    .option('--tier <code>', 'only this tier')
    .option('--category <code>', 'only this category: can-bo, cong-chuc, vien-chuc')
    .option('--level <code>', 'only this level of posts')
    .option('--position <code>', 'only this position')
    .addHelpText('after', examples('parity ratios --by tier,category', 'parity ratios --count holders --by level --period year --from 2016-01-01', 'parity ratios --by unit --subtree --csv'))
    .action(async (options: Options) => {
      const transport = await openTransport(sourceOf(options, terminal));
      try {
        const { trueOn, knownAt, count, by, subtree, structure, period, from, to, unit, tier, category, level, position } = options;
        const answer = await transport.get<RatiosAnswer>('ratios', { trueOn, knownAt, count, by, subtree, structure, period, from, to, unit, tier, category, level, position });
        terminal.out(render(options, answer, ratiosSheet(answer)));
      } finally {
        await transport.close();
      }
    });
