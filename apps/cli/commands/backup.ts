import { Command } from 'commander';
import { examples, settingsOf, withSomeSettings } from '../options.js';
import { runStage } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { countText } from '../words.js';

type Options = Readonly<Record<string, unknown>> & { readonly to: string; readonly withWrappingKey?: boolean; readonly json?: boolean };

export const backupCommand = (terminal: Terminal): Command =>
  withSomeSettings(new Command('backup'), ['data-dir'])
    .description('sao lưu nhật ký và khóa, cả khi đang phục vụ / copy a directory’s events and keys as of now, while it is served or not')
    .requiredOption('--to <folder>', 'a new or empty folder')
    .option('--with-wrapping-key', 'the key that wraps the keys, too; without it, back it up apart')
    .option('--json', 'the manifest as JSON')
    .addHelpText('after', `\nRead models are derived from the events and left out.\n${examples('parity backup --to backup/2026-11-23', 'parity backup --data-dir data/so-noi-vu --to backup/so-noi-vu --with-wrapping-key')}`)
    .action(async (options: Options) => {
      const { 'data-dir': directory } = settingsOf(options, terminal);
      const { backUpDirectory } = await import('../../standalone/backup/back-up-directory.js');
      const manifest = await runStage(terminal, 'Sao lưu', () => backUpDirectory(directory, { to: options.to, withWrappingKey: options.withWrappingKey ?? false, nowMs: Date.now() }));
      const advice = options.withWrappingKey
        ? 'Bản sao có cả khóa bọc: ai có nó đọc được mọi họ tên. / Whoever has this backup can read every name.'
        : 'Khóa bọc keys.db.kek không nằm trong bản sao: hãy cất riêng. / Keep keys.db.kek apart: without it names cannot be read again.';
      terminal.out(options.json ? `${JSON.stringify(manifest)}\n` : `${countText(manifest.log.count)} sự kiện, SHA-256 ${manifest.log.sha256}\n${advice}\n`);
    });
