import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { MongoClient } from 'mongodb';
import { MongoMemoryReplSet, type MongoMemoryServer } from 'mongodb-memory-server-core';
import { mongodFile } from '../../infra/ci/mongod-file.mjs';

/** A server for tests: one that was given, whose other databases are left alone, or one started here and gone at the end. */
export type TestMongod = {
  readonly url: string;
  /** Started here, so it may be killed, and told to fail (`failCommand`). */
  readonly own: OwnReplicaSet | undefined;
  /** A name nobody used before; what is in it is dropped at the end. */
  freshDatabase(): string;
  stop(): Promise<void>;
};
export type OwnReplicaSet = {
  /** Kills the primary as a power cut would. */
  killPrimary(): Promise<void>;
  /** Starts the members that were killed, on their files and ports. */
  restart(): Promise<void>;
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const findBinary = (): string | undefined => {
  const { MONGOD_BINARY: given, PATH: path = '' } = process.env;
  const candidates = given ? [given] : [...path.split(delimiter).map((folder) => join(folder, 'mongod')), mongodFile()];
  return candidates.find((file) => existsSync(file) && isExecutable(file));
};

/** Why tests on MongoDB do not run here, or undefined when they do. */
export const whyNoMongod = (): string | undefined =>
  process.env['MONGODB_URL'] || findBinary() !== undefined
    ? undefined
    : 'no mongod is here: run `node infra/ci/get-mongod.mjs`, or set MONGOD_BINARY to one, or MONGODB_URL to a replica set of your own';

let databases = 0;

/** @throws Error when `whyNoMongod` says why. `members`: a replica set of so many is started here, whatever was given. */
export const openTestMongod = async ({ members }: { readonly members?: number } = {}): Promise<TestMongod> => {
  const given = process.env['MONGODB_URL'];
  const binary = findBinary();
  if (given && members === undefined) return testMongodOn(given, undefined, async () => {});
  if (binary === undefined) throw new Error(whyNoMongod() ?? 'a replica set of its own needs a mongod: set MONGOD_BINARY');
  Object.assign(process.env, { MONGOMS_SYSTEM_BINARY_VERSION_CHECK: 'false', MONGOMS_RUNTIME_DOWNLOAD: 'false', MONGOMS_DISABLE_POSTINSTALL: '1' });
  const replicaSet = await MongoMemoryReplSet.create({
    binary: { systemBinary: binary },
    replSet: {
      count: members ?? 1,
      storageEngine: 'wiredTiger',
      args: ['--setParameter', 'enableTestCommands=1', '--wiredTigerCacheSizeGB', '0.25'],
      configSettings: { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 },
    },
  });
  return testMongodOn(replicaSet.getUri(), ownSet(replicaSet), () => replicaSet.stop({ doCleanup: true, force: true }).then(() => undefined));
};

const testMongodOn = (url: string, own: OwnReplicaSet | undefined, stopServer: () => Promise<void>): TestMongod => {
  const made: string[] = [];
  return {
    url,
    own,
    freshDatabase: () => {
      const name = `parity-test-${process.pid}-${Date.now().toString(36)}-${(databases += 1)}`;
      made.push(name);
      return name;
    },
    stop: async () => {
      // A server that ends here takes everything with it.
      if (!own) await dropAll(url, made);
      await stopServer();
    },
  };
};

const dropAll = async (url: string, names: readonly string[]): Promise<void> => {
  const client = await new MongoClient(url).connect();
  for (const name of names) await client.db(name).dropDatabase();
  await client.close();
};

const ownSet = (replicaSet: MongoMemoryReplSet): OwnReplicaSet => {
  const killed: MongoMemoryServer[] = [];
  return {
    killPrimary: async () => {
      const primary = replicaSet.servers.find((server) => server.instanceInfo?.instance.isInstancePrimary);
      const child = primary?.instanceInfo?.instance.mongodProcess;
      if (!primary || !child) throw new Error('no primary to kill');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      killed.push(primary);
    },
    restart: async () => {
      for (const server of killed.splice(0)) await server.start(true);
    },
  };
};

/** Suites on a real server: one for the whole file. Where there is none, one case says that they are not run, and why. */
export const describeOnMongod = (title: string, suites: (server: () => TestMongod) => void, options: { readonly members?: number } = {}): void => {
  const absent = whyNoMongod();
  describe(title, () => {
    if (absent !== undefined) return void it.todo(`is not tried here, because ${absent}`);
    let server: TestMongod | undefined;
    beforeAll(async () => {
      server = await openTestMongod(options);
    });
    afterAll(() => server?.stop());
    suites(() => {
      if (!server) throw new Error('the server is started before each test');
      return server;
    });
  });
};
