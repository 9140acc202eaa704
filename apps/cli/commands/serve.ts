import { Command } from 'commander';
import type { DirectoryLock } from '../../../libs/platform/data-directory/data-directory.js';
import type { Settings } from '../../../libs/platform/settings/settings.js';
import type { Served } from '../../standalone/serve-directory.js';
import { examples, settingsOf, withSettings } from '../options.js';
import { untilStopped } from '../stopping.js';
import type { Terminal } from '../terminal.js';
import { countText, dayText, secondsText } from '../words.js';

const servedLines = ({ address, directory, facts: { sample }, registry }: Served, readyMs: number): string[] => [
  `Parity phục vụ ${directory} tại ${address}, sẵn sàng sau ${secondsText(readyMs)}; đã tính ${countText(registry.knowledge.index + 1)} sự kiện`,
  ...(sample ? [`Dữ liệu mẫu (cỡ ${sample.size}, hạt giống ${sample.seed}): hôm nay là ${dayText(sample.today)}`] : []),
  `API reference: ${address}/api/docs, OpenAPI: ${address}/api/openapi.json`,
  'Chỉ nghe trên máy này: chưa có tài khoản, ai kết nối được thì đọc và ghi được mọi thứ. / Loopback only: there are no accounts yet.',
  'Dừng: Ctrl-C / stop with Ctrl-C',
];

export type ServingOptions = {
  readonly lock?: DirectoryLock;
  /** What is done with the server before it is announced to people. */
  readonly onServing?: (served: Served) => Promise<void>;
  readonly more?: (served: Served) => readonly string[];
  /** Stops as soon as it was shown. */
  readonly isOver?: boolean;
};

/** Serves until the process is told to stop, and says so. */
export const serveUntilStopped = async (terminal: Terminal, settings: Settings, { lock, onServing, more, isOver }: ServingOptions = {}): Promise<void> => {
  const startedMs = performance.now();
  const stopping = untilStopped();
  try {
    const { serveDirectory } = await import('../../standalone/serve-directory.js');
    const served = await serveDirectory(settings, { ...(lock ? { lock } : {}), onFailure: stopping.fail });
    try {
      const readyMs = performance.now() - startedMs;
      await onServing?.(served);
      if (isOver) return;
      terminal.out([...servedLines(served, readyMs), ...(more?.(served) ?? [])].map((line) => `${line}\n`).join(''));
      await stopping.stopped;
    } finally {
      await served.close();
    }
    terminal.err('Đã dừng / stopped\n');
  } finally {
    stopping.release();
  }
};

export const serveCommand = (terminal: Terminal): Command =>
  withSettings(new Command('serve'))
    .description('phục vụ API trên máy này / serve the HTTP API on this machine until Ctrl-C, with its stores in a directory')
    .addHelpText('after', `\nEvery setting is a flag or a variable; the flag wins. An empty directory becomes an empty registry.\n${examples('parity serve', 'parity serve --data-dir data/demo --port 0', 'PARITY_PORT=4000 parity serve')}`)
    .action(async (options: Readonly<Record<string, unknown>>) => serveUntilStopped(terminal, settingsOf(options, terminal)));
