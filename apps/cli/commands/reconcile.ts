import { Command } from 'commander';
import { civilDate, isCivilDate, type CivilDate } from '../../../libs/kernel/civil-date.js';
import type { IndicatorsAnswer } from '../../../libs/reporting/answers/reporting.dto.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, sourceOf, withFormat, withSource, type FormatOptions } from '../options.js';
import { runStage } from '../progress.js';
import { openComparison, type Comparison, type Compared, type Difference } from '../reconcile/comparison.js';
import { compareClasses, comparePool, partsOfMoment } from '../reconcile/questions.js';
import { openReplayedLog, type ReplayedLog } from '../reconcile/replayed-log.js';
import { openRecordedLog } from '../recorded-log.js';
import { nothing, render, sheet } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport, type Transport } from '../transport.js';
import { countText } from '../words.js';

type Options = FormatOptions & { readonly trueOn: readonly string[]; readonly knownAt: readonly string[] };
const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const planYears = ['2016', '2017', '2018', '2019', '2020'].map((year) => civilDate(`${year}-12-31`));
const daysAsked = ({ trueOn }: Options, today: CivilDate): readonly CivilDate[] => {
  const days = trueOn.map((text) => {
    if (isCivilDate(text)) return text;
    throw new CommandStopped('usage', `--true-on=${JSON.stringify(text)} must be a day that exists, as YYYY-MM-DD`);
  });
  return [...new Set(days.length > 0 ? days : [...planYears, today])].toSorted();
};

/** What the API itself takes each limit of knowing for, ascending: the log is folded forwards only. */
const knownAsked = async (transport: Transport, { knownAt }: Options): Promise<readonly number[]> => {
  const asked: readonly (string | undefined)[] = knownAt.length > 0 ? knownAt : [undefined];
  const found = new Set<number>();
  for (const one of asked) found.add((await transport.get<IndicatorsAnswer>('indicators', { knownAt: one })).moment.knownAt);
  return [...found].toSorted((a, b) => a - b);
};

type Sides = { readonly transport: Transport; readonly replayed: ReplayedLog; readonly comparison: Comparison };

const compareAll = async (terminal: Terminal, sides: Sides, options: Options): Promise<void> => {
  const { transport, replayed } = sides;
  const { moment } = await transport.get<IndicatorsAnswer>('indicators');
  const today = civilDate(moment.today);
  const days = daysAsked(options, today);
  for (const knownAt of await knownAsked(transport, options)) {
    await runStage(terminal, `Tính lại từ các sự kiện đến #${knownAt}`, () => replayed.to(knownAt));
    if (replayed.knownAt !== knownAt) throw new CommandStopped('damaged', `the answers know event ${knownAt}, the log of the directory ends at ${replayed.knownAt}: they do not belong together`);
    for (const trueOn of days) {
      await runStage(terminal, `Đối chiếu ngày ${trueOn}, đến #${knownAt}`, async ({ update }) => {
        const view = replayed.at(trueOn);
        for (const [done, part] of partsOfMoment.entries()) {
          await part.run({ ...sides, view, trueOn, knownAt, today });
          update(done + 1, partsOfMoment.length);
        }
      });
    }
  }
  if (options.knownAt.length > 0) return;
  await runStage(terminal, 'Đối chiếu quy hoạch và lớp học', async () => {
    await comparePool(sides);
    await compareClasses(sides);
  });
};

const valueText = (value: Compared | undefined): string => (value === undefined ? '(không có)' : String(value ?? nothing));

const told = (options: Options, { numbers, differences }: Comparison): string =>
  render(options, { numbers, differences }, sheet<Difference>({
    columns: differences.length === 0 && !options.csv ? [] : [
      { field: 'question', head: 'Câu hỏi', value: ({ question }) => question },
      { field: 'of', head: 'Số', value: ({ of }) => of },
      { field: 'answered', head: 'Kho đọc', value: ({ answered }) => answered ?? null, print: ({ answered }) => valueText(answered) },
      { field: 'replayed', head: 'Sự kiện', value: ({ replayed }) => replayed ?? null, print: ({ replayed }) => valueText(replayed) },
    ],
    rows: differences,
    below: [`${countText(differences.length)} differences in ${countText(numbers)} numbers / ${countText(differences.length)} sai khác trong ${countText(numbers)} số`],
  }));

export const reconcileCommand = (terminal: Terminal): Command =>
  withFormat(withSource(new Command('reconcile')))
    .description('đối chiếu mọi con số của kho đọc với các sự kiện / compare every number of the read side with the events alone; exit code 1 when any differs')
    .option('--true-on <day>', 'a day, may be repeated (default: each year end 2016–2020 and today)', collected, [])
    .option('--known-at <when>', 'an event index or ISO 8601 instant, may be repeated (default: the latest)', collected, [])
    .addHelpText('after', examples('parity reconcile', 'parity reconcile --true-on 2019-12-31 --known-at 100000 --known-at 2020-06-30T17:00:00+07:00', 'parity reconcile --json'))
    .action(async (options: Options) => {
      const source = sourceOf(options, terminal);
      const log = await openRecordedLog(source.directory);
      try {
        const transport = await openTransport(source);
        try {
          const comparison = openComparison();
          await compareAll(terminal, { transport, replayed: openReplayedLog(log), comparison }, options);
          terminal.out(told(options, comparison));
          if (comparison.differences.length > 0) throw new CommandStopped('refused', 'the read side and the events do not agree');
        } finally {
          await transport.close();
        }
      } finally {
        await log.close();
      }
    });
