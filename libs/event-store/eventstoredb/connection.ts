import { EventStoreDBClient } from '@eventstore/db-client';
import streamsCalls from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Channel, ChannelOptions, Client, ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import { connectionStringOf, UnfitServerAddress, type ServerOptions } from './server-address.js';

export type BatchAppendCall = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;
export type Connection = {
  readonly client: EventStoreDBClient;
  /** A call of its own over the client's channel, with its credentials. The client forgets the channel when the call fails. */
  openBatchAppend(): Promise<BatchAppendCall>;
  openRead(request: ReadReq): Promise<ClientReadableStream<ReadResp>>;
  close(): Promise<void>;
};

/** What the client's own calls are made of. It is `protected` there, but a part of the version that is pinned. */
type Inside = {
  getChannel: () => Promise<Channel>;
  createChannel: () => Promise<{ readonly internalChannel: { getOptions(): ChannelOptions } }>;
  handleError: (client: Client, error: Error) => Promise<void>;
  callArguments: (options: { readonly requiresLeader?: boolean }, call: { readonly deadline: number }) => [never, never];
  GRPCStreamCreator: <Call>(calls: typeof streamsCalls.StreamsClient, name: string, open: (client: InstanceType<typeof streamsCalls.StreamsClient>) => Call) => () => Promise<Call>;
};

/** After its first failures gRPC looks for a node once a second, after longer ones every two minutes: too late for a server that is back. */
const lookingAgain: ChannelOptions = { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 2_000 };

const openClient = (connectionString: string): EventStoreDBClient => {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    // A parse error of the client quotes the address, and so perhaps a password.
    const isFile = error instanceof Error && error.message.startsWith('Failed to load certificate');
    throw new UnfitServerAddress(isFile ? 'the certificate file for EventStoreDB cannot be read' : 'EventStoreDB cannot be reached by this address: one of its options is not known');
  }
};

/** Opens no socket yet. @throws UnfitServerAddress */
export const openConnection = (options: ServerOptions): Connection => {
  const client = openClient(connectionStringOf(options));
  // The client offers these to its own methods only, and its own append brings the process down when a connection breaks under load (decision 18).
  const inside = client as unknown as Inside;
  const { getChannel, createChannel, handleError } = inside;
  inside.createChannel = async () => {
    const made = await createChannel();
    // Read when the channel first connects, which it has not done yet.
    Object.assign(made.internalChannel.getOptions(), lookingAgain);
    return made;
  };
  let channel: Promise<Channel> | undefined;
  inside.getChannel = () => {
    channel = getChannel();
    return channel;
  };
  // The client calls it and forgets it: were it to fail (no node of a cluster answers), the process would end of an unhandled rejection.
  inside.handleError = (...failed) => handleError(...failed).catch(() => undefined);
  // A node that no longer leads would answer with what it has: it says who leads instead, and the client goes there.
  const callArguments = () => inside.callArguments({ requiresLeader: true }, { deadline: Infinity });
  return {
    client,
    openBatchAppend: inside.GRPCStreamCreator(streamsCalls.StreamsClient, 'appendToStream', (calls) => calls.batchAppend(...callArguments())),
    openRead: (request) => inside.GRPCStreamCreator(streamsCalls.StreamsClient, 'read', (calls) => calls.read(request, ...callArguments()))(),
    close: async () => {
      await client.dispose();
      void channel?.then((opened) => opened.close()).catch(() => undefined);
    },
  };
};
