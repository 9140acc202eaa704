import { code } from '../../kernel/schema.js';

/** One setting: its flag is `--name`, its variable `PARITY_NAME`. */
type Setting<Value> = {
  readonly describe: string;
  readonly default: string;
  /** The value, or the rule that it breaks. */
  readonly read: (text: string) => Value | { readonly rule: string };
};

const integer = (from: number, to: number) => (text: string): number | { rule: string } => {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= from && value <= to ? value : { rule: `must be an integer from ${from} to ${to}` };
};
const oneOf = <const Value extends string>(...values: readonly Value[]) => (text: string): Value | { rule: string } =>
  values.find((value) => value === text) ?? { rule: `must be one of ${values.join(', ')}` };
const text = (value: string): string | { rule: string } => (value.trim() === '' ? { rule: 'must not be empty' } : value);

/** Loopback addresses: until accounts exist, whoever reaches the server may do everything. */
const loopback = (address: string): string | { rule: string } =>
  ['127.0.0.1', '::1', 'localhost'].includes(address)
    ? address
    : { rule: 'must be a loopback address (127.0.0.1, ::1, localhost): there are no accounts yet, so whoever reaches the server could record and read everything' };

/** An address that spans are sent to, or nothing. Credentials would be shown to whoever lists processes. */
const collector = (value: string): string | { rule: string } => {
  if (value === '') return value;
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? value : { rule: 'must be an http or https address without a user or password' };
};

export const settings = {
  'data-dir': { describe: 'directory of the event log, keys and read models', default: 'data/parity', read: text },
  host: { describe: 'address to listen on; loopback only until accounts exist', default: '127.0.0.1', read: loopback },
  port: { describe: 'port to listen on; 0 takes a free one', default: '3009', read: integer(0, 65_535) },
  province: { describe: 'code of the province whose organisation is recorded', default: 'binh-duong', read: (value: string) => (code.accepts(value) ? value : { rule: `must be a ${code.describe}` }) },
  'log-level': { describe: 'least that is logged', default: 'warn', read: oneOf('error', 'warn', 'log', 'debug') },
  'otlp-endpoint': { describe: 'OpenTelemetry collector that takes traces over HTTP, such as http://127.0.0.1:4318; empty: no traces', default: '', read: collector },
  'stop-notice-ms': { describe: 'milliseconds of answering that it is not ready before connections are refused at a stop', default: '0', read: integer(0, 600_000) },
  'stop-within-ms': { describe: 'most milliseconds that requests being answered are waited for at a stop', default: '10000', read: integer(0, 600_000) },
  'body-max': { describe: 'most bytes of a request body', default: '262144', read: integer(1_024, 20_971_520) },
  'append-queue-max': { describe: 'most appends waiting for the disk before answering 503', default: '4096', read: integer(1, 1_000_000) },
} as const satisfies { readonly [name: string]: Setting<unknown> };

export type SettingName = keyof typeof settings;
export type Settings = { readonly [Name in SettingName]: Exclude<ReturnType<(typeof settings)[Name]['read']>, { readonly rule: string }> };

export const variableOf = (name: string): string => `PARITY_${name.toUpperCase().replaceAll('-', '_')}`;

/** A setting that breaks its rule. The message names where it came from. */
export class SettingInvalid extends Error {
  override readonly name = 'SettingInvalid';
}

const isFault = (value: unknown): value is { readonly rule: string } => typeof value === 'object' && value !== null && 'rule' in value;

const readOne = <Name extends SettingName>(name: Name, given: string | undefined, environment: NodeJS.ProcessEnv): Settings[Name] => {
  const setting: Setting<unknown> = settings[name];
  const fromEnvironment = environment[variableOf(name)];
  const written = given ?? fromEnvironment ?? setting.default;
  const value = setting.read(written);
  if (isFault(value)) throw new SettingInvalid(`${given === undefined && fromEnvironment !== undefined ? variableOf(name) : `--${name}`}=${JSON.stringify(written)} ${value.rule}`);
  return value as Settings[Name]; // The table's own reader made it, and it is no fault.
};

/** Every setting: a flag wins over its variable, that over the default. @throws SettingInvalid naming the first wrong one. */
export const readSettings = (flags: { readonly [name: string]: string | undefined }, environment: NodeJS.ProcessEnv): Settings => ({
  'data-dir': readOne('data-dir', flags['data-dir'], environment),
  host: readOne('host', flags['host'], environment),
  port: readOne('port', flags['port'], environment),
  province: readOne('province', flags['province'], environment),
  'log-level': readOne('log-level', flags['log-level'], environment),
  'otlp-endpoint': readOne('otlp-endpoint', flags['otlp-endpoint'], environment),
  'stop-notice-ms': readOne('stop-notice-ms', flags['stop-notice-ms'], environment),
  'stop-within-ms': readOne('stop-within-ms', flags['stop-within-ms'], environment),
  'body-max': readOne('body-max', flags['body-max'], environment),
  'append-queue-max': readOne('append-queue-max', flags['append-queue-max'], environment),
});
