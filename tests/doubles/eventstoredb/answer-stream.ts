import { status, type ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { CallFailure, handlerThrew } from './call-failure.js';
import type { ReadAnswer } from './messages.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadAnswer>;

/** The answers of one call of `Read`. Sending waits while the client does not take what was sent. */
export type AnswerStream = {
  isOpen(): boolean;
  send(answer: ReadAnswer): Promise<void> | undefined;
  end(): void;
  fail(failure: CallFailure): void;
  /** Called once, however the call ends, at once where it has. @returns what takes the listener away */
  onClosed(listener: () => void): () => void;
};

export const openAnswerStream = (call: ReadCall): AnswerStream => {
  let isOpen = true;
  const listeners = new Set<() => void>();
  const closed = () => {
    isOpen = false;
    for (const listener of listeners) listener();
    listeners.clear();
  };
  const onClosed = (listener: () => void) => {
    if (isOpen) listeners.add(listener);
    else listener();
    return () => void listeners.delete(listener);
  };
  call.on('cancelled', closed);
  call.on('close', closed);
  const drained = () =>
    new Promise<void>((resolve) => {
      const forget = onClosed(resolve);
      call.once('drain', () => {
        forget();
        resolve();
      });
    });
  return {
    isOpen: () => isOpen,
    send: (answer) => (!isOpen || call.write(answer) ? undefined : drained()),
    end: () => {
      if (isOpen) call.end();
      closed();
    },
    fail: (failure) => {
      if (isOpen) call.emit('error', failure);
      closed();
    },
    onClosed,
  };
};

/** A failure of the double itself ends the call as one of the server's handlers would. */
export const toFailure = (error: unknown): CallFailure => (error instanceof CallFailure ? error : error instanceof Error ? new CallFailure(status.UNKNOWN, error.message) : handlerThrew());
