import { Command } from 'commander';
import { examples, settingsOf, withSomeSettings } from '../options.js';
import { runStage } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { countText } from '../words.js';

type Options = Readonly<Record<string, unknown>> & { readonly from: string; readonly wrappingKey?: string; readonly json?: boolean };

export const restoreCommand = (terminal: Terminal): Command =>
  withSomeSettings(new Command('restore'), ['data-dir'])
    .description('phục hồi một bản sao lưu vào thư mục trống / make a data directory of a backup, checked byte by byte, whole or not at all')
    .requiredOption('--from <folder>', 'a folder that `parity backup` made')
    .option('--wrapping-key <file>', 'keys.db.kek, when it was kept apart')
    .option('--json', 'the manifest as JSON')
    .addHelpText('after', examples('parity restore --from backup/2026-11-23 --data-dir data/restored --wrapping-key keys.db.kek'))
    .action(async (options: Options) => {
      const { 'data-dir': directory } = settingsOf(options, terminal);
      const { restoreDirectory } = await import('../../standalone/backup/restore-directory.js');
      const manifest = await runStage(terminal, 'Phục hồi', () => restoreDirectory(options.from, { to: directory, ...(options.wrappingKey === undefined ? {} : { wrappingKey: options.wrappingKey }) }));
      terminal.out(options.json ? `${JSON.stringify(manifest)}\n` : `${directory}: ${countText(manifest.log.count)} sự kiện, SHA-256 ${manifest.log.sha256}, như lúc ${manifest.begunAt}\n`);
    });
