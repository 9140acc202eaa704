import type { MomentAnswer } from '../../../libs/platform/http/moment.dto.js';
import type { FigureAnswer, IndicatorsAnswer, TrendsAnswer } from '../../../libs/reporting/answers/reporting.dto.js';
import { evidenceSheet, readEvidence } from '../commands/evidence.js';
import { figureColumns } from '../commands/indicators.js';
import { trendsSheet } from '../commands/trends.js';
import { sheet, type Column } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import type { Transport } from '../transport.js';
import { countText, momentLines, shareText, verdictWords } from '../words.js';

const years = ['2016', '2017', '2018', '2019', '2020'];
const reading = 'T4.leaders';
const day = '2019-12-31';

type Row = { readonly year: string; readonly figure: FigureAnswer };
const columns: readonly Column<Row>[] = [
  { field: 'year', head: '31/12', value: ({ year }) => year },
  ...figureColumns
    .filter(({ field }) => field !== 'reading')
    .map(({ value, print, ...column }): Column<Row> => ({ ...column, value: ({ figure }) => value(figure), ...(print ? { print: ({ figure }: Row) => print(figure) } : {}) })),
];

type Known = { readonly moment: MomentAnswer; readonly figure: FigureAnswer };
type Pair = { readonly earlier: Known; readonly now: Known };

const published = ({ moment, figures }: IndicatorsAnswer): readonly Known[] => figures.filter(({ isPublished }) => isPublished).map((figure) => ({ moment, figure }));

/** A number that what was recorded later has changed; when nothing has, the last one looked at. */
const findChanged = async (transport: Transport, answers: readonly IndicatorsAnswer[]): Promise<Pair | undefined> => {
  let last: Pair | undefined;
  for (const answer of answers) {
    const { trueOn, today } = answer.moment;
    const soonAfter = `${Number(trueOn.slice(0, 4)) + 1}-01-02T00:00:00+07:00`;
    if (soonAfter.slice(0, 10) > today) continue;
    const earlier = published(await transport.get<IndicatorsAnswer>('indicators', { trueOn, knownAt: soonAfter }));
    for (const now of published(answer)) {
      const before = earlier.find(({ figure }) => figure.reading === now.figure.reading);
      if (!before) continue;
      last = { earlier: before, now };
      if (before.figure.numerator !== now.figure.numerator || before.figure.denominator !== now.figure.denominator) return last;
    }
  }
  return last;
};

const knownLine = ({ moment, figure }: Known): string =>
  `  ${momentLines({ ...moment, sample: null }).join('')}: ${countText(figure.numerator)}/${countText(figure.denominator)} = ${shareText(figure.share)}, ${verdictWords[figure.verdict] ?? ''}\n`;

/** The five targets at each year's end, their trend, the list behind one number, and that number as it was known earlier. */
export const showDemo = async (terminal: Terminal, transport: Transport): Promise<void> => {
  const answers: IndicatorsAnswer[] = [];
  for (const year of years) answers.push(await transport.get<IndicatorsAnswer>('indicators', { trueOn: `${year}-12-31` }));
  const rows = answers.flatMap(({ figures }, at) => figures.filter(({ isPublished }) => isPublished).map((figure): Row => ({ year: years[at] ?? '', figure })));
  const first = answers[0];
  terminal.out(sheet({ above: ['', ...(first ? momentLines(first.moment).slice(0, 1) : []), 'Năm chỉ tiêu của Kế hoạch 3009/KH-UBND vào ngày 31/12 mỗi năm:'], columns, rows }).table());
  terminal.out(`\n${trendsSheet(await transport.get<TrendsAnswer>('trends', { from: '2016-01-01', to: '2020-12-31' }), false).table()}\n`);
  terminal.out(`Bằng chứng / the evidence behind a number:\n${evidenceSheet(await readEvidence(transport, reading, { trueOn: day, side: 'numerator' }, 3)).table()}\n`);
  const changed = await findChanged(transport, answers.toReversed());
  if (changed) terminal.out(`Cùng một con số (${changed.now.figure.reading}) theo những gì đã biết / the same number as known earlier and now:\n${knownLine(changed.earlier)}${knownLine(changed.now)}\n`);
};
