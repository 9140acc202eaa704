import { Command } from 'commander';
import type { Figure, Scope } from '../../../libs/indicators/figure.js';
import type { RuleSet } from '../../../libs/indicators/rules/rule-set.js';
import { civilDateAt, isCivilDate, type CivilDate } from '../../../libs/kernel/civil-date.js';
import { nothingKnown } from '../../../libs/kernel/log.js';
import { openReplay, type RecordedEvent, type Replay } from '../../../libs/replay/replay.js';
import type { FigureAnswer } from '../../../libs/reporting/answers/reporting.dto.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, settingsOf, withFormat, withScope, withSource, type FormatOptions, type ScopeOptions } from '../options.js';
import { eventsUpTo, isSkipped, openRecordedLog, readKnowingLimit, type KnowingLimit, type RecordedLog } from '../recorded-log.js';
import { render, sheet } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { countText, momentLines, shareText } from '../words.js';
import { figureColumns } from './indicators.js';

type Options = FormatOptions & ScopeOptions & { readonly upTo?: string; readonly all?: boolean };

/** What the events up to a limit say, with what is needed to tell it. */
type Replayed = {
  readonly replay: Replay;
  readonly ruleSets: readonly RuleSet[];
  readonly units: ReadonlySet<string>;
  readonly tiers: ReadonlySet<string>;
  readonly sample: { readonly size: string; readonly seed: number; readonly today: CivilDate } | null;
  readonly knownSince: string | null;
};

const replayLog = async (log: RecordedLog, limit: KnowingLimit): Promise<Replayed> => {
  const replay = openReplay();
  const [units, tiers, ruleSets]: [Set<string>, Set<string>, RuleSet[]] = [new Set(), new Set(), []];
  let sample: Replayed['sample'] = null;
  let knownMs = 0;
  const notice = ({ event, recordedAt }: RecordedEvent): void => {
    knownMs = Math.max(knownMs, Date.parse(recordedAt));
    if (event.type === 'SampleDataDeclared') sample = { size: event.data.size, seed: event.data.seed, today: event.data.today };
    else if (event.type === 'UnitEstablished') units.add(event.data.unit);
    else if (event.type === 'ProvinceRegistered') for (const { tier } of event.data.tiers) tiers.add(tier);
    else if (event.type === 'RuleSetPublished') ruleSets.push(event.data);
  };
  for await (const recorded of eventsUpTo(log, limit)) {
    if (isSkipped(recorded)) replay.skip(recorded.index);
    else {
      replay.apply(recorded);
      notice(recorded);
    }
  }
  return { replay, ruleSets, units, tiers, sample, knownSince: replay.knownAt === nothingKnown ? null : new Date(knownMs).toISOString() };
};

const dayAsked = (text: string | undefined, fallback: CivilDate): CivilDate => {
  if (text === undefined) return fallback;
  if (isCivilDate(text)) return text;
  throw new CommandStopped('usage', `--true-on=${JSON.stringify(text)} must be a day that exists, as YYYY-MM-DD`);
};

const scopeAsked = ({ unit, tier }: Options, { units, tiers }: Replayed): Scope => {
  if (unit !== undefined && !units.has(unit)) throw new CommandStopped('refused', `UNKNOWN_UNIT: no unit ${unit} is known`);
  if (tier !== undefined && !tiers.has(tier)) throw new CommandStopped('refused', `UNKNOWN_TIER: no tier ${tier} is known`);
  if (unit !== undefined) return { kind: 'unit', unit };
  return tier === undefined ? { kind: 'province' } : { kind: 'tier', tier };
};

const named = (figure: Figure, ruleSets: readonly RuleSet[]): FigureAnswer => {
  const rule = ruleSets.flatMap(({ rules }) => rules).findLast(({ reading }) => reading === figure.reading);
  return {
    ...figure,
    needed: { ...figure.needed },
    name: rule?.name ?? figure.reading,
    nameEn: rule?.nameEn ?? figure.reading,
    isPublished: rule?.isPublished ?? false,
    shareText: figure.share === null ? null : shareText(figure.share),
  };
};

const tell = (options: Options, replayed: Replayed, { head, setAside }: Pick<RecordedLog, 'head' | 'setAside'>): string => {
  const { replay, ruleSets, sample, knownSince } = replayed;
  const today = sample?.today ?? civilDateAt(Date.now());
  const trueOn = dayAsked(options.trueOn, today);
  const scope = scopeAsked(options, replayed);
  const figures = replay.at(trueOn).figures(scope, options.ruleSet).map((figure) => named(figure, ruleSets));
  const moment = { trueOn, knownAt: replay.knownAt, knownSince, isProvisional: false, today, head, sample: sample && { size: sample.size, seed: sample.seed }, setAside: setAside.filter(({ index }) => index <= replay.knownAt) };
  const showsAll = Boolean(options.all ?? options.csv);
  return render(options, { moment, scope, figures }, sheet({
    above: [...momentLines(moment), `Tính lại từ ${countText(replay.knownAt + 1)} sự kiện, không dùng kho đọc; phạm vi ${scope.kind === 'unit' ? scope.unit : scope.kind === 'tier' ? `cấp ${scope.tier}` : 'toàn tỉnh'}.`],
    columns: figureColumns,
    rows: figures.filter(({ isPublished }) => showsAll || isPublished),
  }));
};

export const replayCommand = (terminal: Terminal): Command =>
  withFormat(withSource(withScope(new Command('replay'))))
    .description('tính lại từ riêng các sự kiện / fold the events alone, by the second evaluator, and print the targets as they were known')
    .option('--up-to <when>', 'the last event index, or an ISO 8601 instant (default: the end of the log); --known-at is the same')
    .option('--all', 'every reading of each target')
    .addHelpText('after', examples('parity replay', 'parity replay --up-to 120000 --true-on 2019-12-31', 'parity replay --up-to 2020-01-31T17:00:00+07:00 --true-on 2019-12-31 --unit SNV --csv'))
    .action(async (options: Options) => {
      if (options.url !== undefined) throw new CommandStopped('usage', '--url does not apply: replay reads the log of a directory itself');
      const limit = readKnowingLimit(options.upTo ?? options.knownAt ?? '999999999999');
      const log = await openRecordedLog(settingsOf({ ...options }, terminal)['data-dir']);
      try {
        const { head } = log;
        if ('index' in limit && options.upTo !== undefined && limit.index > head) throw new CommandStopped('usage', `there is no event ${limit.index} yet; the log ends at ${head}`);
        terminal.out(tell(options, await replayLog(log, limit), log));
      } finally {
        await log.close();
      }
    });
