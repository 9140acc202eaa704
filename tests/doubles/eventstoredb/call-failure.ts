import { Metadata, status } from '@grpc/grpc-js';

export type Endpoint = { readonly host: string; readonly port: number };

/** How a call ends that the server refuses: a status, and trailers that the client makes its own errors of. */
export class CallFailure extends Error {
  readonly metadata = new Metadata();
  constructor(readonly code: status, readonly details: string, trailers: Readonly<Record<string, string>> = {}) {
    super(details);
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, value);
  }
}

export const accessDenied = () => new CallFailure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
export const notAuthenticated = () => new CallFailure(status.UNAUTHENTICATED, 'Unauthenticated');
export const streamDeleted = (stream: string) => new CallFailure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream });
export const appendTooLarge = (bytesMax: number) =>
  new CallFailure(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytesMax} Exceeded.`, { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(bytesMax) });
export const notLeader = ({ host, port }: Endpoint) =>
  new CallFailure(status.NOT_FOUND, 'Leader info available', { exception: 'not-leader', 'leader-endpoint-host': host, 'leader-endpoint-port': String(port) });
export const serverNotReady = () => new CallFailure(status.UNAVAILABLE, 'Server Is Not Ready');
export const unavailable = (why: string) => new CallFailure(status.UNAVAILABLE, why);
/** The two forms in which a reading from inside a record ends. */
export const readFailed = () => new CallFailure(status.UNKNOWN, 'Unexpected ReadAllResult: Error');
export const handlerThrew = () => new CallFailure(status.UNKNOWN, 'Exception was thrown by handler.');

export const wrongExpectedVersion = (operation: string, stream: string, expected: bigint, actual: bigint) =>
  new CallFailure(status.FAILED_PRECONDITION, `${operation} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`, {
    exception: 'wrong-expected-version', 'stream-name': stream, 'expected-version': String(expected), 'actual-version': String(actual),
  });
