import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';

/** Features that the client asks for by name, as a server of this version lists them. */
const features: Readonly<Record<string, readonly string[]>> = { read: ['position', 'events'], batchappend: ['deadline_duration'] };

const served = [streamsGrpc.StreamsService, gossipGrpc.GossipService, featuresGrpc.ServerFeaturesService].flatMap((definition) => Object.values(definition).map(({ path }) => path.toLowerCase()));

/** What the double can do, said as EventStoreDB says it. */
export const supportedMethods = (version: string): SupportedMethods =>
  new featuresPb.SupportedMethods().setEventStoreServerVersion(version).setMethodsList(
    served.map((path) => {
      const [, service = '', method = ''] = path.split('/');
      return new featuresPb.SupportedMethod().setServiceName(service).setMethodName(method).setFeaturesList([...(service.endsWith('streams.streams') ? (features[method] ?? []) : [])]);
    }),
  );
