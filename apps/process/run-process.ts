import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { flagOf, readSettings, SettingInvalid, settingNames, settingOf, variableOf, type Settings } from '../../libs/platform/settings/settings.js';
import { endingOf, exitCodes } from '../cli/exit-codes.js';
import { untilStopped } from '../cli/stopping.js';
import { serveProcess, type OpenPart } from './serve-process.js';

const helpOf = (name: string, about: string): string => {
  const lines = settingNames.map((each) => {
    const { describe, default: fallback, isSecret } = settingOf(each);
    const variable = variableOf(each);
    return `  --${flagOf(each)} <value>\n      ${describe} (${isSecret ? `${variable}_FILE or ${variable}` : variable}${fallback === '' ? '' : `; default ${fallback}`})\n`;
  });
  return `${name}: ${about}\n\nEvery setting is a flag or a variable; the flag wins.\n\n${lines.join('')}`;
};

const flagsIn = (args: readonly string[]): { readonly [flag: string]: string | undefined } & { readonly help?: string } => {
  const options = Object.fromEntries(settingNames.map((name) => [flagOf(name), { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } } });
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  } catch (error) {
    // What was written after an unknown flag may be anything.
    throw new SettingInvalid(error instanceof Error ? error.message.replace(/'[^']*=.*$/s, 'a value that is not taken') : 'an argument is wrong');
  }
};

const serveUntilStopped = async (name: string, settings: Settings, openPart: OpenPart): Promise<void> => {
  const stopping = untilStopped();
  try {
    const served = await serveProcess(name, settings, openPart, stopping.fail);
    try {
      process.stdout.write(`${name} listens at ${served.address}\n`);
      await stopping.stopped;
    } finally {
      await served.close();
    }
  } finally {
    stopping.release();
  }
};

/** Runs one kind of process until it is told to stop. It ends with a code of docs/reference/exit-codes.md and one line that says why. */
export const runProcess = async (name: string, about: string, openPart: OpenPart): Promise<void> => {
  try {
    const { help, ...flags } = flagsIn(process.argv.slice(2));
    if (help === undefined) await serveUntilStopped(name, readSettings(flags, process.env), openPart);
    else process.stdout.write(helpOf(name, about));
  } catch (error) {
    const { exit, line } = endingOf(error);
    if (line !== undefined) process.stderr.write(`${name}: ${line}\n`);
    process.exitCode = exitCodes[exit].code;
  }
};
