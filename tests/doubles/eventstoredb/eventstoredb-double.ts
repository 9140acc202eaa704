import { randomUUID } from 'node:crypto';
import { Server, ServerCredentials, type sendUnaryData } from '@grpc/grpc-js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo as Members } from '@eventstore/db-client/generated/gossip_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { appendCall, batchAppendCall } from './append-calls.js';
import { accessDenied, notAuthenticated, unavailable, type CallFailure, type Endpoint } from './call-failure.js';
import { openConnections } from './connections.js';
import { deleteCall, tombstoneCall } from './delete-calls.js';
import { openEventLog, type EventLog } from './event-log.js';
import { openFaults, type Faults } from './faults.js';
import { serializeReadAnswer } from './messages.js';
import { readCall } from './read-calls.js';
import type { ServedNode } from './served-node.js';
import { supportedMethods } from './served-methods.js';

const host = '127.0.0.1';
const version = '23.10.6';
const streams = { ...streamsGrpc.StreamsService, read: { ...streamsGrpc.StreamsService.read, responseSerialize: serializeReadAnswer } };

export type Member = Endpoint & { readonly isAlive: boolean; readonly isLeader: boolean };
/** Who else there is, for a node of a cluster; alone it leads. */
export type Membership = { members(): readonly Member[]; leader(): Endpoint | undefined };

export type EventStoreDbDoubleOptions = {
  /** 0, any free one, where it is left out. */
  readonly port?: number;
  /** Keeps the log in this file, through restarts of the process too. */
  readonly logFile?: string;
  /** Asks every reader and writer for them. The client sends credentials over TLS only. */
  readonly credentials?: { readonly user: string; readonly password: string };
  /** PEM, made by the caller. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer };
  /** 1 MiB where it is left out. */
  readonly appendBytesMax?: number;
  /** Of a cluster's nodes, together with who leads. */
  readonly shared?: { readonly log: EventLog; readonly membership: Membership };
};

/** A test double of EventStoreDB: the client's own protocol on a real socket, in front of a log that is no database. */
export type EventStoreDbDouble = {
  /** For `EventStoreDBClient.connectionString`. */
  readonly url: string;
  readonly port: number;
  readonly faults: Faults;
  /** What is stored, to look at and to write to behind the protocol's back. */
  readonly log: EventLog;
  /** Stores bytes as they are, also where they are called JSON and are none. */
  storeRaw(stream: string, type: string, data: string | Uint8Array): void;
  /** Restores an older backup: everything at or after the position is gone, and every connection is cut. */
  restoreBackup(position: bigint): void;
  /** As SIGKILL: connections are cut and nobody listens; the log stays. */
  kill(): Promise<void>;
  /** On the same port, after `kill` or instead of it. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

const memberMessages = (members: readonly Member[]): Members =>
  new gossipPb.ClusterInfo().setMembersList(
    members.map(({ host: address, port, isAlive, isLeader }) => {
      const { LEADER, FOLLOWER } = gossipPb.MemberInfo.VNodeState;
      return new gossipPb.MemberInfo()
        .setInstanceId(new sharedPb.UUID().setString(randomUUID()))
        .setTimeStamp(String(Date.now() * 10_000))
        .setState(isLeader ? LEADER : FOLLOWER)
        .setIsAlive(isAlive)
        .setHttpEndPoint(new gossipPb.EndPoint().setAddress(address).setPort(port));
    }),
  );

const gate = (credentials: EventStoreDbDoubleOptions['credentials']): ServedNode['refuses'] => {
  if (!credentials) return () => undefined;
  const right = `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
  return (headers) => {
    const [given] = headers.get('authorization');
    if (given === undefined) return accessDenied();
    return given === right ? undefined : notAuthenticated();
  };
};

const serve = (server: Server, node: ServedNode, members: () => readonly Member[]): void => {
  server.addService(streams, { read: readCall(node), append: appendCall(node), batchAppend: batchAppendCall(node), delete: deleteCall(node), tombstone: tombstoneCall(node) });
  server.addService(featuresGrpc.ServerFeaturesService, { getSupportedMethods: (_: unknown, answer: sendUnaryData<SupportedMethods>) => answer(null, supportedMethods(version)) });
  server.addService(gossipGrpc.GossipService, { read: (_: unknown, answer: sendUnaryData<Members>) => answer(null, memberMessages(members())) });
};

const tlsOf = (tls: EventStoreDbDoubleOptions['tls']): ServerCredentials =>
  tls ? ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }]) : ServerCredentials.createInsecure();

/** Starts the double on a socket of this machine. @throws where the port is taken */
export const openEventStoreDbDouble = async (options: EventStoreDbDoubleOptions = {}): Promise<EventStoreDbDouble> => {
  const log = options.shared?.log ?? openEventLog(options.logFile);
  const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  const connections = openConnections(server, tlsOf(options.tls), host);
  const subscriptions = new Set<(failure: CallFailure) => void>();
  const dropSubscriptions = () => {
    const open = [...subscriptions];
    for (const drop of open) drop(unavailable('Connection dropped'));
    return open.length;
  };
  const { faults, plan } = openFaults({ dropSubscriptions, cutConnections: connections.cutAll });
  const port = await connections.listen(options.port ?? 0);
  const self: Endpoint = { host, port };
  const membership: Membership = options.shared?.membership ?? { members: () => [{ ...self, isAlive: true, isLeader: true }], leader: () => self };
  const node: ServedNode = {
    log, plan, subscriptions,
    appendBytesMax: options.appendBytesMax ?? 1024 * 1024,
    leader: () => membership.leader() ?? self,
    isReady: () => membership.leader() !== undefined,
    refuses: gate(options.credentials),
    cut: connections.cut,
  };
  serve(server, node, membership.members);
  return {
    // A certificate names a host; of an address TLS would not ask for it.
    url: options.tls ? `esdb://localhost:${port}?tls=true` : `esdb://${host}:${port}?tls=false`,
    port, faults, log,
    storeRaw: (stream, type, data) => void log.append(stream, 'any', [{ id: randomUUID(), type, isJson: true, data: Buffer.from(data), metadata: new Uint8Array() }]),
    restoreBackup: (position) => {
      connections.cutAll();
      log.truncate(Number(position));
    },
    kill: connections.stop,
    restart: async () => {
      await connections.stop();
      if (!options.shared) log.forgetIds();
      await connections.listen(port);
    },
    close: async () => {
      await connections.stop();
      server.forceShutdown();
      if (!options.shared) log.close();
    },
  };
};
