import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, SettingInvalid } from './settings.js';

const folder = mkdtempSync(join(tmpdir(), 'parity-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

const servers = {
  PARITY_EVENT_STORE_URL: 'esdb://events:2113?tls=true', PARITY_READ_STORE_URL: 'mongodb://models:27017/?replicaSet=parity', PARITY_KEY_STORE_URL: 'mongodb://keys:27017/?replicaSet=parity',
  PARITY_KEY_STORE_WRAPPING_KEY_FILE: 'keys.kek',
};
const guarded = {
  ...servers,
  PARITY_MODE: 'production', PARITY_EVENT_STORE_USER: 'parity', PARITY_EVENT_STORE_PASSWORD: 'one', PARITY_READ_STORE_USER: 'reader', PARITY_READ_STORE_PASSWORD: 'two',
  PARITY_KEY_STORE_USER: 'keeper', PARITY_KEY_STORE_PASSWORD: 'three',
};
const without = (name: keyof typeof guarded) => Object.fromEntries(Object.entries(guarded).filter(([each]) => each !== name));

describe('settings that go together', () => {
  it.each<[string, NodeJS.ProcessEnv]>([
    ['none at all', {}],
    ['servers', servers],
    ['servers in production, with credentials', guarded],
    ['servers without keys, for who needs none', { ...guarded, PARITY_KEY_STORE_URL: '', PARITY_KEY_STORE_USER: '', PARITY_KEY_STORE_PASSWORD: '' }],
    ['another host, with tokens', { PARITY_HOST: '0.0.0.0', PARITY_TOKENS_FILE: 'tokens.json' }],
    ['another host, with client certificates', { PARITY_HOST: '::', PARITY_TLS_CERT_FILE: 'c', PARITY_TLS_KEY_FILE: 'k', PARITY_TLS_CLIENT_CA_FILE: 'ca' }],
    ['the loopback of version 6', { PARITY_HOST: '::1' }],
  ])('%s', (_, environment) => expect(readSettings({}, environment)).toMatchObject({ port: 3009 }));

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['every address without a guard', { PARITY_HOST: '0.0.0.0' }, /--host="0\.0\.0\.0" .* set --tokens-file, or --tls-client-ca-file/],
    ['one of this network without a guard', { PARITY_HOST: '10.1.2.3' }, /--host="10\.1\.2\.3"/],
    ['a host guarded by the server’s own certificate only', { PARITY_HOST: '0.0.0.0', PARITY_TLS_CERT_FILE: 'c', PARITY_TLS_KEY_FILE: 'k' }, /set --tokens-file/],
    ['a certificate without its key', { PARITY_TLS_CERT_FILE: 'c' }, /given together/],
    ['client certificates over HTTP', { PARITY_TLS_CLIENT_CA_FILE: 'ca' }, /needs --tls-cert-file/],
    ['an event store without a read store', { PARITY_EVENT_STORE_URL: servers.PARITY_EVENT_STORE_URL }, /--read-store-url is missing/],
    ['keys on a server without the others', { PARITY_KEY_STORE_URL: servers.PARITY_KEY_STORE_URL }, /--event-store-url is missing/],
    ['keys without what wraps them', { ...servers, PARITY_KEY_STORE_WRAPPING_KEY_FILE: '' }, /--key-store-wrapping-key-file is missing/],
    ['keys beside the read models', { ...servers, PARITY_KEY_STORE_URL: servers.PARITY_READ_STORE_URL, PARITY_KEY_STORE_DATABASE: 'parity-read' }, /must be another one/],
    ['production without a user', without('PARITY_KEY_STORE_USER'), /--key-store-user is missing/],
    ['production without a password', without('PARITY_EVENT_STORE_PASSWORD'), /--event-store-password-file is missing/],
    ['one user for models and keys in production', { ...guarded, PARITY_KEY_STORE_USER: 'reader' }, /--key-store-user must be another one/],
  ])('not: %s', (_, environment, message) => {
    const read = () => readSettings({}, environment);
    expect(read).toThrow(SettingInvalid);
    expect(read).toThrow(message);
  });
});

describe('a secret', () => {
  it.each<[string, { [flag: string]: string }, NodeJS.ProcessEnv]>([
    ['from a file that a flag names, before all', { 'event-store-password-file': fileOf('a', 'hidden\n') }, { PARITY_EVENT_STORE_PASSWORD: 'other' }],
    ['from a file that a variable names, without its last line end', {}, { PARITY_EVENT_STORE_PASSWORD_FILE: fileOf('b', 'hidden\r\n') }],
    ['from a variable', {}, { PARITY_EVENT_STORE_PASSWORD: 'hidden' }],
  ])('is taken %s', (_, flags, environment) => expect(readSettings(flags, environment)['event-store-password']).toBe('hidden'));
  it('is not taken from a flag, where every user of the machine would see it', () =>
    expect(readSettings({ 'event-store-password': 'hidden' }, {})['event-store-password']).toBe(''));
  it.each<[string, NodeJS.ProcessEnv]>([
    ['given twice', { PARITY_EVENT_STORE_PASSWORD: 'hidden', PARITY_EVENT_STORE_PASSWORD_FILE: fileOf('c', 'hidden') }],
    ['in the address of a store', { PARITY_READ_STORE_URL: 'mongodb://reader:hidden@models:27017/' }],
    ['in the address of the collector', { PARITY_OTLP_ENDPOINT: 'https://reader:hidden@traces/' }],
    ['beside what is missing', { ...guarded, PARITY_READ_STORE_PASSWORD: 'hidden', PARITY_READ_STORE_USER: '' }],
  ])('is not shown when it is %s', (_, environment) => {
    expect(() => readSettings({}, environment)).toThrow(SettingInvalid);
    expect(() => readSettings({}, environment)).not.toThrow(/hidden/);
  });
  it('whose file is not there is named by the setting', () =>
    expect(() => readSettings({}, { PARITY_KEY_STORE_PASSWORD_FILE: join(folder, 'none') })).toThrow(/^PARITY_KEY_STORE_PASSWORD_FILE=".*none" cannot be read \(ENOENT\)$/));
});
