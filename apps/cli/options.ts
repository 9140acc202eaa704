import { Command, InvalidArgumentError, Option } from 'commander';
import { flagOf, readSecretFile, readSettings, settingNames, settingOf, settings, variableOf, type SettingName, type Settings } from '../../libs/platform/settings/settings.js';
import type { Format } from './sheet.js';
import type { Terminal } from './terminal.js';
import type { Asked, Source } from './transport.js';

/** A flag for a setting. The value is judged by the settings table, so a wrong one is told alike wherever it came from. */
const settingOption = (name: SettingName, fallback: string = settings[name].default): Option =>
  new Option(`--${flagOf(name)} <value>`, `${settings[name].describe}${settingOf(name).isSecret ? ', in a file' : ''} (${variableOf(name)}${fallback === '' ? '' : `; default ${fallback}`})`);

/** Only these settings: those that a command uses. */
export const withSomeSettings = (command: Command, names: readonly SettingName[]): Command => {
  for (const name of names) command.addOption(settingOption(name));
  return command;
};

export const withSettings = (command: Command, fallbacks: { readonly [Name in SettingName]?: string } = {}): Command => {
  for (const name of settingNames.filter((each) => !settingOf(each).isOfProcesses)) command.addOption(settingOption(name, fallbacks[name]));
  return command;
};

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The settings of a command, with the command's own defaults. @throws SettingInvalid */
export const settingsOf = (options: Readonly<Record<string, unknown>>, { environment }: Terminal, fallbacks: { readonly [Name in SettingName]?: string } = {}): Settings => {
  const given = (name: string): string | undefined => {
    const value = options[camelCase(name)];
    return typeof value === 'string' ? value : undefined;
  };
  const flags = Object.fromEntries(settingNames.map(flagOf).map((flag) => [flag, given(flag)]));
  const defaults = Object.fromEntries(Object.entries(fallbacks).map(([name, value]) => [variableOf(name), value]));
  return readSettings(flags, { ...defaults, ...environment });
};

/** Where a command finds the registry. */
export const withSource = (command: Command): Command =>
  command
    .addOption(settingOption('data-dir'))
    .option('--url <address>', 'ask this server instead of the one that serves the directory (PARITY_URL)')
    .option('--token-file <file>', 'a file with the service token that the server asks for (PARITY_TOKEN_FILE)');

export type SourceOptions = { readonly dataDir?: string; readonly url?: string; readonly tokenFile?: string };
/** @throws SettingInvalid */
export const sourceOf = (options: SourceOptions, terminal: Terminal): Source => {
  const { environment } = terminal;
  const { 'data-dir': directory, province } = settingsOf({ ...options }, terminal);
  const tokenFile = options.tokenFile ?? environment['PARITY_TOKEN_FILE'];
  const token = tokenFile === undefined ? {} : { token: readSecretFile(tokenFile, options.tokenFile === undefined ? 'PARITY_TOKEN_FILE' : '--token-file') };
  return { directory, province, url: options.url ?? environment['PARITY_URL'], ...token };
};

export const withFormat = (command: Command): Command =>
  command
    .addOption(new Option('--json', 'the answer of the API as it is').conflicts('csv'))
    .option('--csv', 'comma-separated values with a header row (RFC 4180)');
export type FormatOptions = Format & SourceOptions;

export const integerOption = (from: number, to: number) => (text: string): number => {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < from || value > to) throw new InvalidArgumentError(`It must be an integer from ${from} to ${to}.`);
  return value;
};

export type MomentOptions = { readonly trueOn?: string; readonly knownAt?: string };
export type ScopeOptions = MomentOptions & { readonly unit?: string; readonly tier?: string; readonly ruleSet?: number };

export const withMoment = (command: Command): Command =>
  command
    .option('--true-on <day>', 'the day that the answer is true on, YYYY-MM-DD (default: today)')
    .option('--known-at <when>', 'as known at an event index or an ISO 8601 instant (default: now)');

export const withScope = (command: Command): Command =>
  withMoment(command)
    .option('--unit <code>', 'only this unit and what is under it')
    .addOption(new Option('--tier <code>', 'only this tier: tinh, huyen or xa').conflicts('unit'))
    .option('--rule-set <version>', 'judge by this version of the rule set (default: the one of the day)', integerOption(1, 10_000));

export const askedScope = ({ trueOn, knownAt, unit, tier, ruleSet }: ScopeOptions): Asked => ({ trueOn, knownAt, unit, tier, version: ruleSet });

export const examples = (...lines: readonly string[]): string => `\nExamples:\n${lines.map((line) => `  ${line}\n`).join('')}`;
