import { readFileSync } from 'node:fs';
import { findSettingsFault } from './settings-together.js';
import { aCode, address, addressOf, anyText, integer, oneOf, slug, text, type Rule } from './rules.js';

/** One setting: its flag is `--name`, its variable `PARITY_NAME`. */
type Setting<Value> = {
  readonly describe: string;
  readonly default: string;
  readonly read: Rule<Value>;
  /** Given by a file that holds it (`--name-file`, `PARITY_NAME_FILE`) or by the variable; never by a flag, and shown nowhere. */
  readonly isSecret?: true;
  /** Only of processes that share servers with others: `parity serve` keeps its own files. */
  readonly isOfProcesses?: true;
};

export const settings = {
  'data-dir': { describe: 'directory of the event log, keys and read models', default: 'data/parity', read: text },
  host: { describe: 'address to listen on; off loopback only with service tokens or client certificates', default: '127.0.0.1', read: address },
  port: { describe: 'port to listen on; 0 takes a free one', default: '3009', read: integer(0, 65_535) },
  province: { describe: 'code of the province whose organisation is recorded', default: 'binh-duong', read: aCode },
  'tokens-file': { describe: 'service tokens that callers must show; empty: none', default: '', read: anyText },
  'tls-cert-file': { describe: 'PEM file of the certificate to serve HTTPS with; empty: HTTP', default: '', read: anyText },
  'tls-key-file': { describe: 'PEM file of its key', default: '', read: anyText },
  'tls-client-ca-file': { describe: 'PEM file of the authority whose client certificates callers must show; empty: none', default: '', read: anyText },
  'log-level': { describe: 'least that is logged', default: 'warn', read: oneOf('error', 'warn', 'log', 'debug') },
  'otlp-endpoint': { describe: 'OpenTelemetry collector that takes traces over HTTP, such as http://127.0.0.1:4318; empty: no traces', default: '', read: addressOf('http', 'https') },
  'stop-notice-ms': { describe: 'milliseconds of answering that it is not ready before connections are refused at a stop', default: '0', read: integer(0, 600_000) },
  'stop-within-ms': { describe: 'most milliseconds that requests being answered are waited for at a stop', default: '10000', read: integer(0, 600_000) },
  'body-max': { describe: 'most bytes of a request body', default: '262144', read: integer(1_024, 20_971_520) },
  'append-queue-max': { describe: 'most appends waiting for the disk before answering 503', default: '4096', read: integer(1, 1_000_000) },
  mode: { describe: 'production refuses stores without credentials or TLS, and passwords that servers are delivered with', default: 'development', read: oneOf('development', 'production'), isOfProcesses: true },
  'event-store-url': { describe: 'EventStoreDB, such as esdb://host:2113?tls=true; empty: the files of --data-dir', default: '', read: addressOf('esdb', 'esdb+discover'), isOfProcesses: true },
  'event-store-log': { describe: 'which log of that server; its streams are named <log>.<stream> there', default: 'parity', read: slug, isOfProcesses: true },
  'event-store-user': { describe: 'user of EventStoreDB', default: '', read: anyText, isOfProcesses: true },
  'event-store-password': { describe: 'its password', default: '', read: anyText, isSecret: true, isOfProcesses: true },
  'event-store-ca-file': { describe: 'PEM file of the authority that signed the certificate of EventStoreDB', default: '', read: anyText, isOfProcesses: true },
  'read-store-url': { describe: 'MongoDB replica set of the read models, such as mongodb://host:27017/?replicaSet=parity', default: '', read: addressOf('mongodb', 'mongodb+srv'), isOfProcesses: true },
  'read-store-database': { describe: 'its database', default: 'parity-read', read: slug, isOfProcesses: true },
  'read-store-user': { describe: 'user of that database', default: '', read: anyText, isOfProcesses: true },
  'read-store-password': { describe: 'its password', default: '', read: anyText, isSecret: true, isOfProcesses: true },
  'key-store-url': { describe: 'MongoDB replica set of the keys', default: '', read: addressOf('mongodb', 'mongodb+srv'), isOfProcesses: true },
  'key-store-database': { describe: 'its database', default: 'parity-keys', read: slug, isOfProcesses: true },
  'key-store-user': { describe: 'user of that database', default: '', read: anyText, isOfProcesses: true },
  'key-store-password': { describe: 'its password', default: '', read: anyText, isSecret: true, isOfProcesses: true },
  'key-store-wrapping-key-file': { describe: 'file of the 32 bytes that wrap every key in that database; made when the database holds none', default: '', read: anyText, isOfProcesses: true },
} as const satisfies { readonly [name: string]: Setting<unknown> };

export type SettingName = keyof typeof settings;
export type Settings = { readonly [Name in SettingName]: Exclude<ReturnType<(typeof settings)[Name]['read']>, { readonly rule: string }> };
export const settingNames = Object.keys(settings) as readonly SettingName[]; // The table's own keys.

export const settingOf = (name: SettingName): Setting<unknown> => settings[name];
/** A secret's flag names the file that holds it. */
export const flagOf = (name: SettingName): string => (settingOf(name).isSecret ? `${name}-file` : name);
export const variableOf = (name: string): string => `PARITY_${name.toUpperCase().replaceAll('-', '_')}`;

/** A setting that breaks its rule. The message names where it came from, and shows no secret. */
export class SettingInvalid extends Error {
  override readonly name = 'SettingInvalid';
}

const isFault = (value: unknown): value is { readonly rule: string } => typeof value === 'object' && value !== null && 'rule' in value;

type Flags = { readonly [flag: string]: string | undefined };
type Written = { readonly text: string; readonly from: string };

/** A secret kept in a file, without the line's end. `from`: what named the file, for the message. @throws SettingInvalid */
export const readSecretFile = (file: string, from: string): string => {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const why = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'it failed';
    throw new SettingInvalid(`${from}=${JSON.stringify(file)} cannot be read (${why})`);
  }
};

const secretFrom = (name: SettingName, flags: Flags, environment: NodeJS.ProcessEnv): Written => {
  const [flag, variable] = [flags[flagOf(name)], variableOf(name)];
  const file = environment[`${variable}_FILE`];
  if (flag !== undefined) return { text: readSecretFile(flag, `--${flagOf(name)}`), from: `--${flagOf(name)}` };
  if (file !== undefined && environment[variable] !== undefined) throw new SettingInvalid(`${variable} and ${variable}_FILE are both given: leave one out`);
  if (file !== undefined) return { text: readSecretFile(file, `${variable}_FILE`), from: `${variable}_FILE` };
  return { text: environment[variable] ?? settings[name].default, from: variable };
};

const openFrom = (name: SettingName, flags: Flags, environment: NodeJS.ProcessEnv): Written => {
  const [flag, variable] = [flags[name], environment[variableOf(name)]];
  return { text: flag ?? variable ?? settings[name].default, from: flag === undefined && variable !== undefined ? variableOf(name) : `--${name}` };
};

const readOne = (name: SettingName, flags: Flags, environment: NodeJS.ProcessEnv): unknown => {
  const { isSecret, read } = settingOf(name);
  const { text: written, from } = isSecret ? secretFrom(name, flags, environment) : openFrom(name, flags, environment);
  const value = read(written);
  if (!isFault(value)) return value;
  // An address with a password in it is refused for just that: it is not shown either.
  throw new SettingInvalid(`${from}=${isSecret ? '(not shown)' : JSON.stringify(written.replace(/\/\/[^/?]*@/, '//(not shown)@'))} ${value.rule}`);
};

/** Every setting: a flag wins over its variable, that over the default. @throws SettingInvalid naming the first wrong one, or the first two that do not go together */
export const readSettings = (flags: Flags, environment: NodeJS.ProcessEnv): Settings => {
  const found = Object.fromEntries(settingNames.map((name) => [name, readOne(name, flags, environment)])) as Settings; // Each by the table's own rule.
  const fault = findSettingsFault(found);
  if (fault !== undefined) throw new SettingInvalid(fault);
  return found;
};
