import { isLoopback } from './rules.js';
import type { Settings } from './settings.js';

const stores = ['event-store', 'read-store', 'key-store'] as const;

/** Several settings that only make sense together: what is wrong with them, in one line. */
export const findSettingsFault = (settings: Settings): string | undefined => findUnguarded(settings) ?? findHalfTls(settings) ?? findHalfStores(settings) ?? findUnfitForProduction(settings);

const findUnguarded = ({ host, 'tokens-file': tokens, 'tls-client-ca-file': clientCa }: Settings): string | undefined =>
  isLoopback(host) || tokens !== '' || clientCa !== ''
    ? undefined
    : `--host=${JSON.stringify(host)} is reached from other machines, and whoever reaches it could record and read everything: set --tokens-file, or --tls-client-ca-file for client certificates, or a loopback address (127.0.0.1, ::1, localhost)`;

const findHalfTls = ({ 'tls-cert-file': cert, 'tls-key-file': key, 'tls-client-ca-file': clientCa }: Settings): string | undefined => {
  if ((cert === '') !== (key === '')) return '--tls-cert-file and --tls-key-file are given together or not at all';
  return clientCa !== '' && cert === '' ? '--tls-client-ca-file needs --tls-cert-file and --tls-key-file: client certificates are shown over HTTPS only' : undefined;
};

/** A process that neither seals nor names is given no key store. */
const findHalfStores = (settings: Settings): string | undefined => {
  const given = stores.filter((store) => settings[`${store}-url`] !== '');
  if (given.length === 0) return undefined;
  const missing = (['event-store', 'read-store'] as const).find((store) => !given.includes(store));
  if (missing !== undefined) return `--${missing}-url is missing: stores are on servers together, or all in the files of --data-dir`;
  if (!given.includes('key-store')) return undefined;
  if (settings['key-store-wrapping-key-file'] === '') return '--key-store-wrapping-key-file is missing: the keys in the database are wrapped under one that is not in it';
  const isShared = settings['read-store-url'] === settings['key-store-url'] && settings['read-store-database'] === settings['key-store-database'];
  return isShared ? '--key-store-database must be another one than --read-store-database: keys have a database and a user of their own' : undefined;
};

const findUnfitForProduction = (settings: Settings): string | undefined => {
  if (settings.mode !== 'production') return undefined;
  for (const store of stores.filter((each) => settings[`${each}-url`] !== '')) {
    if (settings[`${store}-user`] === '') return `--${store}-user is missing: in production every store asks who is there`;
    if (settings[`${store}-password`] === '') return `--${store}-password-file is missing: in production every store asks who is there`;
  }
  const isShared = settings['key-store-url'] !== '' && settings['read-store-user'] === settings['key-store-user'];
  return isShared ? '--key-store-user must be another one than --read-store-user: who may read the models may not open names' : undefined;
};
