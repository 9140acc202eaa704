import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { RecordedEvent } from './recorded-event.js';

const { ReadResp: Answer } = streamsPb;
const { RecordedEvent: Recorded } = Answer.ReadEvent;

export const empty = () => new sharedPb.Empty();
export const streamIdentifier = (name: string) => new sharedPb.StreamIdentifier().setStreamName(Buffer.from(name).toString('base64'));
export const nameOf = (identifier: { getStreamName_asU8(): Uint8Array } | undefined): string => Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
/** The client sends its ids as text. */
export const idOf = (uuid: UUID | undefined): string => uuid?.getString() ?? '';

const encoded = new WeakMap<RecordedEvent, Buffer>();

const encode = (event: RecordedEvent): Buffer => {
  const position = String(event.position);
  const record = new Recorded()
    .setId(new sharedPb.UUID().setString(event.id))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(event.revision.toString())
    .setPreparePosition(position)
    .setCommitPosition(position)
    .setCustomMetadata(event.metadata)
    .setData(event.data);
  const described = record.getMetadataMap();
  described.set('content-type', event.isJson ? 'application/json' : 'application/octet-stream');
  described.set('created', event.createdTicks);
  described.set('type', event.type);
  const answer = new Answer().setEvent(new Answer.ReadEvent().setEvent(record).setCommitPosition(position));
  return Buffer.from(answer.serializeBinary());
};

/** Of what a reading sends, an event is sent most often and always the same: it is encoded once. */
export const eventMessage = (event: RecordedEvent): Buffer => {
  const bytes = encoded.get(event) ?? encode(event);
  encoded.set(event, bytes);
  return bytes;
};

export const confirmation = (subscriptionId: string): ReadResp => new Answer().setConfirmation(new Answer.SubscriptionConfirmation().setSubscriptionId(subscriptionId));
export const caughtUp = (): ReadResp => new Answer().setCaughtUp(new Answer.CaughtUp());
export const checkpoint = (position: number): ReadResp => new Answer().setCheckpoint(new Answer.Checkpoint().setCommitPosition(String(position)).setPreparePosition('0'));
export const streamNotFound = (name: string): ReadResp => new Answer().setStreamNotFound(new Answer.StreamNotFound().setStreamIdentifier(streamIdentifier(name)));

/** What a call of `Read` is answered with: messages, or bytes that are one already. */
export type ReadAnswer = ReadResp | Buffer;
export const serializeReadAnswer = (answer: ReadAnswer): Buffer => (Buffer.isBuffer(answer) ? answer : Buffer.from(answer.serializeBinary()));
