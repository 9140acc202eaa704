import type { Metadata } from '@grpc/grpc-js';
import type { CallFailure, Endpoint } from './call-failure.js';
import type { EventLog } from './event-log.js';
import type { FaultPlan } from './faults.js';

/** What the calls of one node need to know of it. */
export type ServedNode = {
  readonly log: EventLog;
  readonly plan: FaultPlan;
  /** In bytes. */
  readonly appendBytesMax: number;
  /** How to end each open subscription. */
  readonly subscriptions: Set<(failure: CallFailure) => void>;
  leader(): Endpoint;
  /** False while a cluster elects: nothing is read or written. */
  isReady(): boolean;
  /** Why a call may not read or write, if it may not. */
  refuses(headers: Metadata): CallFailure | undefined;
  /** Cuts the connection a call came on. @param peer as the call names it */
  cut(peer: string): void;
};
