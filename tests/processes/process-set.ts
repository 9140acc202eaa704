import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { openGuardedReplicaSet } from '../../libs/mongodb/mongod.fixtures.js';
import { eventStoreDbForTests, type EventStoreDbForTests } from '../doubles/eventstoredb/event-store-db.fixtures.js';
import { newFolder, startMain, type Running } from '../journeys/parity-process.js';
import { readComposeFile } from './compose-file.js';

export const kinds = ['command-api', 'query-api', 'projector', 'notary'] as const;
export type Kind = (typeof kinds)[number];
export type Started = Running & { readonly kind: Kind; readonly address: string };

/** Servers in place of two images, and the processes as docker-compose.yml describes them, on this machine. */
export type ProcessSet = {
  start(kind: Kind): Promise<Started>;
  /** The settings that `start` gives, for what is opened beside the processes. */
  environmentOf(kind: Kind): { readonly [name: string]: string };
  /** `Authorization` of the caller that make-secrets.mjs calls so. */
  authorization(caller: 'clerks' | 'operators' | 'metrics'): string;
  /** What the processes stand on, for tests that do to the servers what an administrator does. */
  readonly servers: {
    readonly log: EventStoreDbForTests;
    /** With every right. */
    readonly documentsUrl: string;
  };
  close(): Promise<void>;
};

type User = { readonly user: string; readonly database: string; readonly passwordFile: string; readonly roles: readonly string[] };
const root = { name: 'root', password: 'of-this-test-alone' };
const repositoryFile = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;

/** As infra/mongodb/init.js does on the image. */
const makeUsers = async (url: string, secretOf: (path: string) => string): Promise<void> => {
  const client = await new MongoClient(url, { auth: { username: root.name, password: root.password }, authSource: 'admin' }).connect();
  const users: User[] = JSON.parse(readFileSync(repositoryFile('infra/mongodb/users.json'), 'utf8'));
  for (const { user, database, passwordFile, roles } of users)
    await client.db(database).command({ createUser: user, pwd: readFileSync(secretOf(passwordFile), 'utf8'), roles: roles.map((role) => ({ role, db: database })) });
  await client.close();
};

/** @param logFile where the double of EventStoreDB keeps its log; in memory where it is left out */
export const openProcessSet = async ({ logFile }: { readonly logFile?: string } = {}): Promise<ProcessSet> => {
  const { services, secretFiles } = readComposeFile();
  const secrets = newFolder();
  execFileSync(process.execPath, [repositoryFile('infra/compose/make-secrets.mjs'), secrets]);
  const fileOf = (name: string): string => join(secrets, (secretFiles[name] ?? '').replace('./secrets/', ''));
  const secretOf = (path: string): string => fileOf(path.replace('/run/secrets/', ''));
  const log = await eventStoreDbForTests(logFile === undefined ? {} : { logFile });
  const documents = await openGuardedReplicaSet(root);
  await makeUsers(documents.url, secretOf);
  const logName = log.freshLog();
  const [, members = '', setName = ''] = /^mongodb:\/\/([^/]+)\/.*replicaSet=(\w+)/.exec(documents.url) ?? [];

  /** Everything as it is written, but for what is another on this machine: hosts, ports, the folder of secrets, and a server without TLS. */
  const here = (kind: Kind, name: string, value: string): string => {
    if (value.startsWith('/run/secrets/')) {
      const secret = value.replace('/run/secrets/', '');
      if (!services[kind]?.secrets.includes(secret)) throw new Error(`${kind} is told of the secret ${secret} and not given it`);
      return fileOf(secret);
    }
    if (value.startsWith('mongodb://mongodb:27017/')) return value.replace('mongodb:27017', members).replace('replicaSet=parity', `replicaSet=${setName}`);
    const others: { readonly [name: string]: string } = {
      PARITY_MODE: 'development', PARITY_HOST: '127.0.0.1', PARITY_PORT: '0', PARITY_EVENT_STORE_URL: log.url, PARITY_EVENT_STORE_LOG: logName, PARITY_EVENT_STORE_CA_FILE: '', PARITY_STOP_NOTICE_MS: '0',
    };
    return others[name] ?? value;
  };
  const environmentOf = (kind: Kind) => Object.fromEntries(Object.entries(services[kind]?.environment ?? {}).map(([name, value]) => [name, here(kind, name, value)]));
  return {
    environmentOf,
    servers: { log, documentsUrl: documents.url.replace('://', `://${root.name}:${root.password}@`) },
    authorization: (caller) => `Bearer ${readFileSync(join(secrets, `${caller}-token`), 'utf8')}`,
    start: async (kind) => {
      const running = startMain(services[kind]?.command?.[0] ?? '', [], environmentOf(kind));
      const [, address = ''] = await running.said(/listens at (\S+)/);
      return { ...running, kind, address };
    },
    close: async () => {
      await documents.stop();
      await log.close();
    },
  };
};
