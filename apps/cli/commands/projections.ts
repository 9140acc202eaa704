import { Argument, Command } from 'commander';
import type { ProjectionAnswer, ProjectionsAnswer } from '../../../libs/operations/answers/operations.dto.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, sourceOf, withFormat, withSource, type FormatOptions } from '../options.js';
import { nothing, render, sheet, type AnySheet } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport, type Transport } from '../transport.js';
import { countText } from '../words.js';

const stateWords: { readonly [state: string]: string } = { running: 'đang chạy', paused: 'tạm dừng', stopped: 'đã dừng vì lỗi' };

export const projectionsSheet = ({ head, projections }: ProjectionsAnswer): AnySheet =>
  sheet<ProjectionAnswer>({
    columns: [
      { field: 'name', head: 'Phép chiếu', value: ({ name }) => name },
      { field: 'version', head: 'Phiên bản', isNumber: true, value: ({ version }) => version },
      { field: 'state', head: 'Trạng thái', value: ({ state }) => state, print: ({ state }) => stateWords[state] ?? state },
      { field: 'index', head: 'Đến sự kiện', isNumber: true, value: ({ index }) => index, print: ({ index }) => `#${index}` },
      { field: 'lagEvents', head: 'Còn chưa đọc', isNumber: true, value: ({ lagEvents }) => lagEvents, print: ({ lagEvents }) => (lagEvents === null ? nothing : countText(lagEvents)) },
      { field: 'stoppedAt', head: 'Dừng tại', value: ({ stoppedAt }) => stoppedAt?.index ?? null, print: ({ stoppedAt, waitingBecause }) => (stoppedAt ? `#${stoppedAt.index} ${stoppedAt.reason}` : (waitingBecause ?? '')) },
    ],
    rows: projections,
    below: [`Sự kiện cuối cùng của nhật ký: #${head}`],
  });

const ask = (transport: Transport, action: string | undefined, name: string | undefined): Promise<ProjectionsAnswer> => {
  if (action === undefined) return transport.get<ProjectionsAnswer>('projections');
  if (name === undefined) throw new CommandStopped('usage', `name the projection to ${action}`);
  if (!/^https?:/.test(transport.from)) throw new CommandStopped('unreachable', `no server serves ${transport.from}: there is no projection to ${action}`);
  return transport.post<ProjectionsAnswer>(`projections/${encodeURIComponent(name)}/${action}`, { body: {}, headers: {} }).then(({ answer }) => answer);
};

export const projectionsCommand = (terminal: Terminal): Command =>
  withFormat(withSource(new Command('projections')))
    .description('các phép chiếu đã đọc đến đâu / how far each projection has come; pause or resume one of a running server')
    .addArgument(new Argument('[action]', 'what to do').choices(['pause', 'resume']))
    .argument('[name]', 'the projection')
    .addHelpText('after', examples('parity projections', 'parity projections pause ledger', 'parity projections resume ledger'))
    .action(async (action: string | undefined, name: string | undefined, options: FormatOptions) => {
      const transport = await openTransport(sourceOf(options, terminal));
      try {
        const answer = await ask(transport, action, name);
        terminal.out(render(options, answer, projectionsSheet(answer)));
      } finally {
        await transport.close();
      }
    });
