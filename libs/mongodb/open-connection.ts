import { MongoClient, type Db } from 'mongodb';
import { isAuthenticationFailure, MongoRefused } from './driver-failure.js';

export type MongoOptions = {
  /** A connection string (`mongodb://` or `mongodb+srv://`) of a replica set, credentials and TLS included. */
  readonly url: string;
  readonly database: string;
  /** Shown in the server's log and `currentOp`. */
  readonly appName?: string;
  /** How long a call may look for a primary, in milliseconds. */
  readonly selectionTimeoutMs?: number;
};

export type MongoConnection = { readonly client: MongoClient; readonly database: Db; close(): Promise<void> };

/** Confirmed by a majority that has it in its journal: no election takes it back. */
export const durably = { w: 'majority', j: true, wtimeoutMS: 10_000 } as const;
/** Nothing that an election may take back. */
export const committed = { level: 'majority' } as const;

const [connectionsMax, oldestWireVersion, oldestServer] = [100, 13, '5.0'];

/**
 * Connects to a replica set and asks it who it is.
 * @throws MongoRefused for a server that cannot serve; what the driver threw (`isPassing` tells) when it could not be reached
 */
export const openConnection = async ({ url, database, appName = 'parity', selectionTimeoutMs = 5_000 }: MongoOptions): Promise<MongoConnection> => {
  const client = clientOf(url, appName, selectionTimeoutMs);
  try {
    await client.connect();
    const said = await client.db(database).command({ hello: 1 });
    if (said['setName'] === undefined && said['msg'] !== 'isdbgrid') throw standalone(hostsOf(url));
    if (Number(said['maxWireVersion']) < oldestWireVersion) throw new MongoRefused('SERVER_TOO_OLD', `MongoDB at ${hostsOf(url)} is older than ${oldestServer}, from which on snapshots can be read: upgrade it`);
    // Only what needs rights shows whether the credentials have any.
    await client.db(database).command({ listCollections: 1, nameOnly: true, authorizedCollections: true });
    return { client, database: client.db(database), close: () => client.close() };
  } catch (error) {
    await client.close();
    if (!isAuthenticationFailure(error)) throw error;
    throw new MongoRefused('AUTHENTICATION_FAILED', `MongoDB at ${hostsOf(url)} does not accept these credentials for the database ${database}: check user, password and authSource in the connection string`);
  }
};

const clientOf = (url: string, appName: string, selectionTimeoutMs: number): MongoClient => {
  try {
    return new MongoClient(url, {
      appName,
      readPreference: 'primary',
      retryReads: true,
      retryWrites: true,
      maxPoolSize: connectionsMax,
      waitQueueTimeoutMS: 10_000,
      connectTimeoutMS: 5_000,
      socketTimeoutMS: 60_000,
      serverSelectionTimeoutMS: selectionTimeoutMs,
      ignoreUndefined: true,
      enableUtf8Validation: false,
    });
  } catch {
    // What the driver says may repeat the connection string, and with it the password.
    throw new MongoRefused('MALFORMED_URL', 'the connection string of MongoDB is malformed: mongodb://<user>:<password>@<host>:<port>,<host>:<port>/?replicaSet=<name>&authSource=<database>');
  }
};

const standalone = (hosts: string): MongoRefused =>
  new MongoRefused('NOT_A_REPLICA_SET', `MongoDB at ${hosts} is a standalone server, and transactions need a replica set: start mongod with \`--replSet parity\`, then run once \`mongosh --eval 'rs.initiate()'\`. One member will do`);

/** Hosts alone: what may stand in messages and logs. */
export const hostsOf = (url: string): string => url.replace(/^[a-z+]+:\/\//, '').replace(/^[^/]*@/, '').replace(/[/?].*$/, '');
