import type { ServerOptions } from '../../libs/event-store/eventstoredb/server-address.js';
import type { MongoOptions } from '../../libs/mongodb/open-connection.js';
import type { Settings } from '../../libs/platform/settings/settings.js';

/** How the settings say that a log on EventStoreDB is reached. */
export const eventStoreServer = (settings: Settings, url: string = settings['event-store-url']): ServerOptions & { readonly log: string } => ({
  url,
  log: settings['event-store-log'],
  production: settings.mode === 'production',
  ...(settings['event-store-user'] === '' ? {} : { credentials: { username: settings['event-store-user'], password: settings['event-store-password'] } }),
  ...(settings['event-store-ca-file'] === '' ? {} : { ca: settings['event-store-ca-file'] }),
});

/** How they say that a database on MongoDB is reached. The address they hold has no credentials; the driver takes them in it. */
export const mongoServer = (settings: Settings, store: 'read-store' | 'key-store', appName: string, url = settings[`${store}-url`]): MongoOptions => {
  const [user, password] = [settings[`${store}-user`], settings[`${store}-password`]];
  return {
    url: user === '' ? url : url.replace('://', `://${encodeURIComponent(user)}:${encodeURIComponent(password)}@`),
    database: settings[`${store}-database`],
    appName,
  };
};
