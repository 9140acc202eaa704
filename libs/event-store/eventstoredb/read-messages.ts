import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Revision } from '../../kernel/log.js';

/** A record of the server's log, whoever's it is. `data` is what was stored, whether it is JSON or only said to be. */
export type ServerRecord = {
  readonly stream: string; readonly id: string; readonly revision: Revision; readonly type: string; readonly position: bigint; readonly isJson: boolean; readonly data: Uint8Array;
  /** When the server stored it, by its own clock, in ten thousandths of a millisecond since 1970. */
  readonly createdTicks: string;
};

/** A position is included in what is read from it; at the end there is only reading backwards. */
export type Asked = { readonly count: number } & ({ readonly stream: string; readonly from: Revision | 'end' } | { readonly from: bigint | 'start' | 'end' });

const empty = () => new shared.Empty();
export const streamIdentifier = (name: string) => new shared.StreamIdentifier().setStreamName(Buffer.from(name).toString('base64'));

const streamOptions = (name: string, from: Revision | 'end') => {
  const options = new streams.ReadReq.Options.StreamOptions().setStreamIdentifier(streamIdentifier(name));
  if (from === 'end') return options.setEnd(empty());
  return from === 0 ? options.setStart(empty()) : options.setRevision(String(from));
};
const allOptions = (from: bigint | 'start' | 'end') => {
  const options = new streams.ReadReq.Options.AllOptions();
  if (from === 'start') return options.setStart(empty());
  if (from === 'end') return options.setEnd(empty());
  return options.setPosition(new streams.ReadReq.Options.Position().setCommitPosition(String(from)).setPreparePosition(String(from)));
};

/** The very message the client's own `readAll` and `readStream` would send. */
export const readRequest = (asked: Asked): ReadReq => {
  const options = new streams.ReadReq.Options()
    .setCount(String(asked.count))
    .setReadDirection(asked.from === 'end' ? streams.ReadReq.Options.ReadDirection.BACKWARDS : streams.ReadReq.Options.ReadDirection.FORWARDS)
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(empty()))
    .setNoFilter(empty());
  if ('stream' in asked) options.setStream(streamOptions(asked.stream, asked.from));
  else options.setAll(allOptions(asked.from));
  return new streams.ReadReq().setOptions(options);
};

/** Of a part of a message, without a copy. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();

/** Nothing of an answer that is no event: that a stream is not there, or where it ends. */
export const recordOf = (answer: ReadResp): ServerRecord | undefined => {
  const event = answer.getEvent()?.getEvent();
  if (!event) return undefined;
  const described = event.getMetadataMap();
  return {
    stream: textOf(event.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()),
    id: event.getId()?.getString() ?? '',
    revision: Number(event.getStreamRevision()),
    type: described.get('type') ?? '',
    position: BigInt(event.getCommitPosition()),
    isJson: described.get('content-type') === 'application/json',
    data: event.getData_asU8(),
    createdTicks: described.get('created') ?? '',
  };
};
