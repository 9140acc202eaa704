import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { MongoMemoryReplSet } from 'mongodb-memory-server-core';

/** Where `infra/ci/get-mongod.mjs` puts the server. */
export const keptMongodFile = (): string => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'parity', 'mongod-6.0.5', 'mongod');

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const findMongod = (): string | undefined => {
  const { MONGOD_BINARY: given, PATH: path = '' } = process.env;
  const candidates = given ? [given] : [...path.split(delimiter).map((folder) => join(folder, 'mongod')), keptMongodFile()];
  return candidates.find(isExecutable);
};

/** Why none can be started here, or undefined when one can. */
export const whyNoOwnMongod = (): string | undefined => (findMongod() === undefined ? 'no mongod is here to be started: run `node infra/ci/get-mongod.mjs`, or set MONGOD_BINARY to one' : undefined);

/** @throws Error when `whyNoOwnMongod` says why. */
export const getMongod = (): string => {
  const binary = findMongod();
  if (binary === undefined) throw new Error(whyNoOwnMongod());
  // Read by mongodb-memory-server: what is there is taken, and nothing downloaded.
  Object.assign(process.env, { MONGOMS_SYSTEM_BINARY_VERSION_CHECK: 'false', MONGOMS_RUNTIME_DOWNLOAD: 'false' });
  return binary;
};

/** A busy machine takes its time. */
export const startingMaxMs = 120_000;

/** A real replica set on this machine, for tests and measurements; its files go with it. It can be told to fail, and elects quickly. */
export const startReplicaSet = ({ members = 1, cacheGb = 0.25 }: { readonly members?: number; readonly cacheGb?: number } = {}): Promise<MongoMemoryReplSet> =>
  MongoMemoryReplSet.create({
    binary: { systemBinary: getMongod() },
    instanceOpts: Array.from({ length: members }, () => ({ launchTimeout: startingMaxMs })),
    replSet: {
      count: members,
      storageEngine: 'wiredTiger',
      args: ['--setParameter', 'enableTestCommands=1', '--wiredTigerCacheSizeGB', String(cacheGb)],
      configSettings: { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 },
    },
  });

export const stopReplicaSet = async (replicaSet: MongoMemoryReplSet): Promise<void> => {
  await replicaSet.stop({ doCleanup: true, force: true });
};
