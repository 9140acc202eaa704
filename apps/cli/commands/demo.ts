import { Command, InvalidArgumentError, Option } from 'commander';
import { lockDirectory, prepareDirectory } from '../../../libs/platform/data-directory/data-directory.js';
import type { Settings } from '../../../libs/platform/settings/settings.js';
import type { SampleSize } from '../../../libs/sample/sample-command.js';
import type { Served } from '../../standalone/serve-directory.js';
import { showDemo } from '../demo/show-demo.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, settingsOf, withSettings } from '../options.js';
import { untilStopped } from '../stopping.js';
import type { Terminal } from '../terminal.js';
import { overSocket } from '../transport.js';
import { secondsText } from '../words.js';
import { serveUntilStopped } from './serve.js';

const sizes = ['test', 'demo', 'full'] as const satisfies readonly SampleSize[];
const defaults = { 'data-dir': 'data/demo' };

type Options = Readonly<Record<string, unknown>> & { readonly size: SampleSize; readonly seed: number; readonly serve: boolean };

const seedOption = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 4_294_967_295) throw new InvalidArgumentError('It must be an integer from 0 to 4294967295.');
  return value;
};

/** Records under a lock that goes on to the server, so that nobody else gets in between. */
const record = async (terminal: Terminal, settings: Settings, { size, seed }: Options) => {
  const lock = lockDirectory(prepareDirectory(settings['data-dir']));
  const stopping = untilStopped();
  try {
    const { recordDemo } = await import('../demo/record-demo.js');
    await recordDemo(terminal, { lock, settings, size, seed, signal: stopping.signal });
    if (stopping.signal.aborted) throw new CommandStopped('interrupted', 'Đã dừng giữa chừng; chạy lại cùng lệnh để ghi tiếp. / Interrupted: run the same command again to go on.');
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  } finally {
    stopping.release();
  }
};

const tryLines = ({ address, directory }: Served): string[] => [
  'Thử / try:',
  `  curl '${address}/api/v1/indicators?trueOn=2020-12-31'`,
  `  curl '${address}/api/v1/indicators/T4.leaders/evidence?trueOn=2020-12-31&limit=3'`,
  `  curl '${address}/api/v1/ratios?by=tier,level&count=holders'`,
  `  ./parity reconcile --data-dir ${directory}`,
];

export const demoCommand = (terminal: Terminal): Command =>
  withSettings(new Command('demo'), defaults)
    .description('Bình Dương 2016–2020 từ đầu / record a synthetic Bình Dương 2016–2020, show its five targets and serve it')
    .addOption(new Option('--size <size>', 'how large').choices(sizes).default('demo'))
    .option('--seed <number>', 'which sample: the same seed gives the same events', seedOption, 1)
    .option('--no-serve', 'end after showing the tables')
    .addHelpText('after', `\nRun again, it starts on the data it has; interrupted, it goes on where it was. Today is 31/12/2020 in it.\n${examples('parity demo', 'parity demo --size test --data-dir data/small --port 0', 'npm run demo -- --size full --seed 7')}`)
    .action(async (options: Options) => {
      const startedMs = performance.now();
      const settings = settingsOf(options, terminal, defaults);
      const lock = await record(terminal, settings, options);
      await serveUntilStopped(terminal, settings, {
        lock,
        isOver: !options.serve,
        onServing: async (served) => {
          await showDemo(terminal, overSocket(served.address));
          terminal.out(`Tổng thời gian: ${secondsText(performance.now() - startedMs)}\n\n`);
        },
        more: tryLines,
      });
    });
