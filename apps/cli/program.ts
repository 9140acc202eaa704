import { Command } from 'commander';
import { backupCommand } from './commands/backup.js';
import { copyCommand } from './commands/copy.js';
import { demoCommand } from './commands/demo.js';
import { eventsCommand } from './commands/events.js';
import { evidenceCommand } from './commands/evidence.js';
import { indicatorsCommand } from './commands/indicators.js';
import { initCommand } from './commands/init.js';
import { officialCommand } from './commands/official.js';
import { projectionsCommand } from './commands/projections.js';
import { ratiosCommand } from './commands/ratios.js';
import { reconcileCommand } from './commands/reconcile.js';
import { replayCommand } from './commands/replay.js';
import { restoreCommand } from './commands/restore.js';
import { serveCommand } from './commands/serve.js';
import { trendsCommand } from './commands/trends.js';
import { endingOf, exitCodes } from './exit-codes.js';
import type { Terminal } from './terminal.js';

const commands = [
  serveCommand, demoCommand, initCommand, indicatorsCommand, trendsCommand, ratiosCommand, evidenceCommand, officialCommand, eventsCommand, replayCommand,
  reconcileCommand, projectionsCommand, backupCommand, restoreCommand, copyCommand,
];

const exitLines = (): string => Object.values(exitCodes).map(({ code, means }) => `  ${String(code).padStart(3)}  ${means}\n`).join('');

/** The command line as a tree of commands that speak through `terminal`. */
export const program = (terminal: Terminal): Command => {
  const root = new Command('parity')
    .description('Bình đẳng giới trong đội ngũ cán bộ, công chức, viên chức / gender equality among a province’s officials')
    .addHelpText('after', `\nExit codes:\n${exitLines()}\nA reading command asks the server that serves the directory, or opens the directory for reading when nobody does.`)
    .showHelpAfterError('(--help shows what there is)');
  for (const make of commands) root.addCommand(make(terminal));
  for (const command of [root, ...root.commands]) {
    command.exitOverride();
    command.configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  }
  return root;
};

/** Runs one command to its end. @returns the exit code */
export const run = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    await program(terminal).parseAsync([...args], { from: 'user' });
    return exitCodes.done.code;
  } catch (error) {
    const { exit, line } = endingOf(error);
    if (line !== undefined) terminal.err(`parity: ${line}\n`);
    return exitCodes[exit].code;
  }
};
