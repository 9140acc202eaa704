import { MongoClient } from 'mongodb';
import { MongoMemoryReplSet, MongoMemoryServer } from 'mongodb-memory-server-core';
import { getMongod, startingMaxMs, startReplicaSet, stopReplicaSet, whyNoOwnMongod } from './own-mongod.bench.js';

export { whyNoOwnMongod };

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
  /** Makes the next `times` of the named commands fail at the primary: with an error of the server's, or by closing the connection. */
  failNext(commands: readonly string[], times: number, failure: Failure): Promise<void>;
  failNoMore(): Promise<void>;
  /** As an administrator does before maintenance: another member is elected. */
  stepDown(): Promise<void>;
  /** Kills the primary as a power cut would. */
  killPrimary(): Promise<void>;
  /** Kills every member. */
  killAll(): Promise<void>;
  /** Starts the members that were killed, on their files and ports. */
  restart(): Promise<void>;
};
export type Failure =
  | { readonly errorCode: number; readonly errorLabels?: readonly string[] }
  | { readonly closeConnection: true }
  | { readonly writeConcernError: { readonly code: number; readonly errmsg: string }; readonly errorLabels?: readonly string[] };

/** Why tests on MongoDB do not run here, or undefined when they do. */
export const whyNoMongod = (): string | undefined =>
  process.env['MONGODB_URL'] || whyNoOwnMongod() === undefined
    ? undefined
    : 'no mongod is here: run `node infra/ci/get-mongod.mjs`, or set MONGOD_BINARY to one, or MONGODB_URL to a replica set of your own';

let databases = 0;

/** @throws Error when `whyNoMongod` says why. `members`: a replica set of so many is started here, whatever was given. */
export const openTestMongod = async ({ members }: { readonly members?: number } = {}): Promise<TestMongod> => {
  const given = process.env['MONGODB_URL'];
  if (given && members === undefined) return testMongodOn(given, undefined, async () => {});
  const replicaSet = await startReplicaSet(members === undefined ? {} : { members });
  return testMongodOn(replicaSet.getUri(), ownSet(replicaSet), () => stopReplicaSet(replicaSet));
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
  const admin = async <Result>(work: (client: MongoClient) => Promise<Result>): Promise<Result> => {
    const client = await new MongoClient(replicaSet.getUri()).connect();
    return work(client).finally(() => client.close());
  };
  const kill = async (server: MongoMemoryServer): Promise<void> => {
    const child = server.instanceInfo?.instance.mongodProcess;
    if (!child) throw new Error('no process to kill');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    // Nothing is left to stop, but an instance is not started again before it knows.
    await server.instanceInfo?.instance.stop();
    killed.push(server);
  };
  return {
    failNext: (failCommands, times, failure) =>
      admin(async (client) => {
        await client.db('admin').command({ configureFailPoint: 'failCommand', mode: { times }, data: { failCommands, ...failure } });
      }),
    failNoMore: () =>
      admin(async (client) => {
        await client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' });
      }),
    stepDown: () =>
      admin(async (client) => {
        await client.db('admin').command({ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 10, force: true });
      }),
    killPrimary: async () => {
      const { primary } = await admin((client) => client.db('admin').command({ hello: 1 }));
      const server = replicaSet.servers.find(({ instanceInfo }) => String(primary).endsWith(`:${instanceInfo?.port}`));
      if (!server) throw new Error('no primary to kill');
      await kill(server);
    },
    killAll: async () => {
      for (const server of replicaSet.servers) if (!killed.includes(server)) await kill(server);
    },
    restart: async () => {
      for (const server of killed.splice(0)) await server.instanceInfo?.instance.start();
    },
  };
};

/** One server without a replica set; with `user`, one that asks who is there. */
export const openStandaloneMongod = async (user?: { readonly name: string; readonly password: string }): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const server = await MongoMemoryServer.create({
    binary: { systemBinary: getMongod() },
    instance: { storageEngine: 'wiredTiger', args: ['--wiredTigerCacheSizeGB', '0.25'] },
    ...(user ? { auth: { enable: true, customRootName: user.name, customRootPwd: user.password } } : {}),
  });
  return { url: server.getUri(), stop: () => server.stop({ doCleanup: true, force: true }).then(() => undefined) };
};

/** A replica set of one member that asks who is there, as in production. */
export const openGuardedReplicaSet = async (root: { readonly name: string; readonly password: string }): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const replicaSet = await MongoMemoryReplSet.create({
    binary: { systemBinary: getMongod() },
    replSet: { count: 1, storageEngine: 'wiredTiger', args: ['--wiredTigerCacheSizeGB', '0.25'], auth: { enable: true, customRootName: root.name, customRootPwd: root.password } },
  });
  return { url: replicaSet.getUri(), stop: () => stopReplicaSet(replicaSet) };
};

/** Suites on a real server, one for all of them; with `members`, on a replica set of its own that may be killed. Where there is none, one case says that they are not run, and why. */
export const describeOnMongod = (title: string, suites: (server: () => TestMongod) => void, { members }: { readonly members?: number } = {}): void => {
  const absent = members === undefined ? whyNoMongod() : whyNoOwnMongod();
  describe(title, () => {
    if (absent !== undefined) return void it.todo(`is not tried here, because ${absent}`);
    let server: TestMongod | undefined;
    beforeAll(async () => {
      server = await openTestMongod(members === undefined ? {} : { members });
    }, startingMaxMs);
    afterAll(() => server?.stop());
    suites(() => {
      if (!server) throw new Error('the server is started before each test');
      return server;
    });
  });
};
