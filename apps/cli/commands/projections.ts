import { Argument, Command, Option } from 'commander';
import type { CollectionComparisonAnswer, ProjectionAnswer, ProjectionsAnswer, RebuildAnswer } from '../../../libs/operations/answers/projections.dto.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, sourceOf, withFormat, withSource, type FormatOptions } from '../options.js';
import { runStage } from '../progress.js';
import { nothing, render, sheet, type AnySheet } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport, type Transport } from '../transport.js';
import { countText } from '../words.js';

const stateWords: { readonly [state: string]: string } = { running: 'đang chạy', paused: 'tạm dừng', stopped: 'đã dừng vì lỗi', building: 'đang dựng lại', ready: 'đã dựng xong', cancelled: 'đã hủy' };
/** What may be asked of a projection, and the route that asks it. */
const routes: { readonly [action: string]: string } = {
  pause: 'pause', resume: 'resume', rebuild: 'rebuild', cancel: 'rebuild/cancel', 'resume-rebuild': 'rebuild/resume', compare: 'rebuild/compare', switch: 'switch', 'roll-back': 'roll-back', 'drop-previous': 'drop-previous',
};
/** After these one waits until old and new documents are compared. */
const building = new Set(['rebuild', 'resume-rebuild', 'compare']);
const lookEveryMs = 500;

type Options = FormatOptions & { readonly acceptDifferences?: boolean; readonly acceptLag?: boolean; readonly wait: boolean };

const rebuildText = ({ rebuild, previous }: ProjectionAnswer): string => {
  if (!rebuild) return previous ? `thế hệ trước: #${previous.index}` : '';
  const { state, index, target, secondsLeft, comparison, stoppedAt } = rebuild;
  const left = secondsLeft === null ? '' : `, còn ${countText(secondsLeft)} s`;
  const reached = `${stateWords[state] ?? state}: #${index}/${target === null ? nothing : `#${target}`}${left}`;
  return stoppedAt ? `${reached} ${stoppedAt.reason}` : comparison ? `${reached}, ${comparison.isEqual ? 'giống hệt' : 'khác'}` : reached;
};

export const projectionsSheet = ({ head, projections }: ProjectionsAnswer): AnySheet =>
  sheet<ProjectionAnswer>({
    columns: [
      { field: 'name', head: 'Phép chiếu', value: ({ name }) => name },
      { field: 'version', head: 'Phiên bản', isNumber: true, value: ({ version }) => version },
      { field: 'generation', head: 'Thế hệ', isNumber: true, value: ({ generation }) => generation },
      { field: 'state', head: 'Trạng thái', value: ({ state }) => state, print: ({ state }) => stateWords[state] ?? state },
      { field: 'index', head: 'Đến sự kiện', isNumber: true, value: ({ index }) => index, print: ({ index }) => `#${index}` },
      { field: 'lagEvents', head: 'Còn chưa đọc', isNumber: true, value: ({ lagEvents }) => lagEvents, print: ({ lagEvents }) => (lagEvents === null ? nothing : countText(lagEvents)) },
      { field: 'stoppedAt', head: 'Dừng tại', value: ({ stoppedAt }) => stoppedAt?.index ?? null, print: ({ stoppedAt, waitingBecause }) => (stoppedAt ? `#${stoppedAt.index} ${stoppedAt.reason}` : (waitingBecause ?? '')) },
      { field: 'rebuild', head: 'Dựng lại', value: ({ rebuild }) => rebuild?.state ?? null, print: rebuildText },
    ],
    rows: projections,
    below: [`Sự kiện cuối cùng của nhật ký: #${head}`, `Đang chiếu: ${projections[0]?.projector ?? 'chưa có tiến trình nào'}`],
  });

const found = ({ count, keys }: CollectionComparisonAnswer['differing']): string => (count === 0 ? '0' : `${countText(count)} (${keys.join(', ')}${count > keys.length ? ', …' : ''})`);

/** Old and new documents beside each other, collection by collection. */
export const comparisonSheet = (name: string, { comparison }: RebuildAnswer): AnySheet =>
  sheet<CollectionComparisonAnswer>({
    above: [`So sánh ${name} tại sự kiện #${comparison?.index ?? nothing}: ${comparison?.isEqual ? 'giống hệt' : (comparison?.failedBecause ?? 'khác')}`],
    columns: [
      { field: 'collection', head: 'Tập tài liệu', value: ({ collection }) => collection },
      { field: 'live', head: 'Hiện hành', isNumber: true, value: ({ live }) => live, print: ({ live }) => countText(live) },
      { field: 'rebuilt', head: 'Dựng lại', isNumber: true, value: ({ rebuilt }) => rebuilt, print: ({ rebuilt }) => countText(rebuilt) },
      { field: 'differing', head: 'Khác nhau', value: ({ differing }) => differing.count, print: ({ differing }) => found(differing) },
      { field: 'missing', head: 'Chỉ ở bản hiện hành', value: ({ missing }) => missing.count, print: ({ missing }) => found(missing) },
      { field: 'extra', head: 'Chỉ ở bản dựng lại', value: ({ extra }) => extra.count, print: ({ extra }) => found(extra) },
    ],
    rows: comparison?.collections ?? [],
  });

const rebuildOf = (answer: ProjectionsAnswer, name: string): RebuildAnswer | null => answer.projections.find((projection) => projection.name === name)?.rebuild ?? null;
const isUnderWay = (rebuild: RebuildAnswer | null): boolean => (rebuild?.state === 'building' || rebuild?.state === 'ready') && !rebuild.comparison;

/** The rebuild goes on in the server, whether anybody looks on or not. */
const watch = (terminal: Terminal, transport: Transport, name: string, first: ProjectionsAnswer): Promise<ProjectionsAnswer> =>
  runStage(terminal, `Dựng lại ${name}`, async ({ update }) => {
    let answer = first;
    for (let rebuild = rebuildOf(answer, name); isUnderWay(rebuild); rebuild = rebuildOf(answer, name)) {
      if (rebuild) update(rebuild.index + 1, (rebuild.target ?? rebuild.index) + 1);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      answer = await transport.get<ProjectionsAnswer>('projections');
    }
    return answer;
  });

const ask = async (transport: Transport, action: string | undefined, name: string | undefined, { acceptDifferences, acceptLag }: Options): Promise<ProjectionsAnswer> => {
  if (action === undefined) return transport.get<ProjectionsAnswer>('projections');
  if (name === undefined) throw new CommandStopped('usage', `name the projection to ${action}`);
  if (!/^https?:/.test(transport.from)) throw new CommandStopped('unreachable', `no server serves ${transport.from}: there is no projection to ${action}`);
  const body = action === 'switch' ? { acceptDifferences } : action === 'roll-back' ? { acceptLag } : {};
  return (await transport.post<ProjectionsAnswer>(`projections/${encodeURIComponent(name)}/${routes[action]}`, { body, headers: {} })).answer;
};

export const projectionsCommand = (terminal: Terminal): Command =>
  withFormat(withSource(new Command('projections')))
    .description('các phép chiếu đã đọc đến đâu / how far each projection has come; pause, rebuild, switch and roll back those of running servers')
    .addArgument(new Argument('[action]', 'what to do').choices(Object.keys(routes)))
    .argument('[name]', 'the projection')
    .addOption(new Option('--accept-differences', 'switch although old and new documents differ'))
    .addOption(new Option('--accept-lag', 'roll back to documents that are behind the live ones'))
    .option('--no-wait', 'do not wait for a rebuild: it goes on in the server')
    .addHelpText('after', examples('parity projections', 'parity projections pause ledger', 'parity projections rebuild ledger', 'parity projections switch ledger', 'parity projections roll-back ledger'))
    .action(async (action: string | undefined, name: string | undefined, options: Options) => {
      const transport = await openTransport(sourceOf(options, terminal));
      try {
        const asked = await ask(transport, action, name, options);
        const isWatched = options.wait && name !== undefined && action !== undefined && building.has(action);
        const answer = isWatched ? await watch(terminal, transport, name, asked) : asked;
        const rebuild = name === undefined ? null : rebuildOf(answer, name);
        terminal.out(render(options, answer, projectionsSheet(answer), ...(name !== undefined && rebuild?.comparison ? [comparisonSheet(name, rebuild)] : [])));
      } finally {
        await transport.close();
      }
    });
