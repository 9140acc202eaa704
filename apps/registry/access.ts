import { readFileSync } from 'node:fs';
import { readServiceTokens, TokensUnusable, type ServiceTokens } from '../../libs/access/service-tokens.js';
import { SettingInvalid, type SettingName, type Settings } from '../../libs/platform/settings/settings.js';

/** Who may call a server, and by which certificates both sides know each other. */
export type Access = {
  readonly tokens?: ServiceTokens;
  readonly tls?: { readonly cert: string; readonly key: string; readonly clientCa?: string };
};

const contentOf = (settings: Settings, name: Extract<SettingName, 'tokens-file' | 'tls-cert-file' | 'tls-key-file' | 'tls-client-ca-file'>): string => {
  try {
    return readFileSync(settings[name], 'utf8');
  } catch (error) {
    const why = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'it failed';
    throw new SettingInvalid(`--${name}=${JSON.stringify(settings[name])} cannot be read (${why})`);
  }
};

const tokensOf = (settings: Settings): ServiceTokens => {
  try {
    return readServiceTokens(contentOf(settings, 'tokens-file'));
  } catch (error) {
    if (error instanceof TokensUnusable) throw new SettingInvalid(`--tokens-file=${JSON.stringify(settings['tokens-file'])} cannot be used: ${error.message}`);
    throw error;
  }
};

/** Reads the files that the settings name. @throws SettingInvalid */
export const readAccess = (settings: Settings): Access => ({
  ...(settings['tokens-file'] === '' ? {} : { tokens: tokensOf(settings) }),
  ...(settings['tls-cert-file'] === ''
    ? {}
    : {
        tls: {
          cert: contentOf(settings, 'tls-cert-file'),
          key: contentOf(settings, 'tls-key-file'),
          ...(settings['tls-client-ca-file'] === '' ? {} : { clientCa: contentOf(settings, 'tls-client-ca-file') }),
        },
      }),
});
