import { randomUUID } from 'node:crypto';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { OutcomeUnknown, StoreUnavailable } from '../event-store.port.js';
import { acknowledged, appendRequest, type Acknowledged, type ServerAppend } from './append-messages.js';
import type { BatchAppendCall } from './connection.js';
import { inTime } from './deadline.js';
import { appendFailure } from './server-failure.js';

export type AppendCall = {
  /** @throws what the server answered; StoreUnavailable when it was never sent; OutcomeUnknown when no answer came. */
  append(attempt: ServerAppend): Promise<Acknowledged>;
};
type Pending = { readonly attempt: ServerAppend; readonly resolve: (answer: Acknowledged) => void; readonly reject: (error: Error) => void; readonly timer: NodeJS.Timeout };
/** How long the server itself may take for an append before it gives it up. */
const serverDeadlineMs = 10_000;

/**
 * Appends over one long-lived call, as the client does, but with the appends that wait for an answer kept with the call they were sent over. The client
 * keeps those of all its connections in one map: one connection that breaks takes the others' with it, and their answers then end the process.
 * @param open opens a call; asked again after one has broken.
 */
export const openAppendCall = (open: () => Promise<BatchAppendCall>, deadlineMs: number): AppendCall => {
  let current: Promise<OneCall> | undefined;
  const connect = (): Promise<OneCall> => {
    const opening = open().then(
      (call) => new OneCall(call, deadlineMs, () => forget(opening)),
      (cause: unknown) => {
        forget(opening);
        throw new StoreUnavailable('EventStoreDB cannot be reached: nothing was written', { cause });
      },
    );
    current = opening;
    return opening;
  };
  const forget = (call: Promise<OneCall>) => {
    if (current === call) current = undefined;
  };
  return { append: async (attempt) => (await inTime(current ?? connect(), deadlineMs)).send(attempt) };
};

class OneCall {
  private readonly pending = new Map<string, Pending>();
  /** Not yet taken by the socket: these were certainly not written. */
  private readonly unsent: (readonly [string, ServerAppend])[] = [];
  private isDraining = false;
  private failure: Error | undefined;
  private answers = 0;
  private heardAtMs = 0;

  constructor(private readonly call: BatchAppendCall, private readonly deadlineMs: number, private readonly onBroken: () => void) {
    call.on('data', (response: BatchAppendResp) => this.hear(response));
    call.on('drain', () => this.drain());
    call.on('error', (error: Error) => this.breakOff(error));
    call.on('end', () => this.breakOff(new Error('the server ended the call')));
    call.on('close', () => this.breakOff(new Error('the call was closed')));
  }

  send(attempt: ServerAppend): Promise<Acknowledged> {
    const { failure } = this;
    if (failure) return Promise.reject(new StoreUnavailable('the connection to EventStoreDB has just broken: nothing was written', { cause: failure }));
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.giveUp(id), this.deadlineMs);
      this.pending.set(id, { attempt, resolve, reject, timer });
      this.unsent.push([id, attempt]);
      this.drain(!this.isDraining);
    });
  }

  private drain(isFree = true) {
    this.isDraining = !isFree;
    while (!this.isDraining && !this.failure) {
      const next = this.unsent.shift();
      if (!next) return;
      // One that was given up meanwhile is not sent any more.
      if (this.pending.has(next[0])) this.isDraining = !this.call.write(appendRequest(...next, Date.now() + serverDeadlineMs));
    }
  }

  private hear(response: BatchAppendResp) {
    this.answers += 1;
    this.heardAtMs = performance.now();
    const id = response.getCorrelationId()?.getString() ?? '';
    const waiting = this.settle(id);
    // Given up already: whoever asked has been told that the outcome is not known.
    if (!waiting) return;
    try {
      waiting.resolve(acknowledged(response, waiting.attempt));
    } catch (error) {
      waiting.reject(error instanceof Error ? error : new OutcomeUnknown(String(error)));
    }
  }

  private giveUp(id: string) {
    const wasSent = !this.unsent.some(([unsent]) => unsent === id);
    const waiting = this.settle(id);
    waiting?.reject(
      wasSent
        ? new OutcomeUnknown(`EventStoreDB did not answer an append within ${this.deadlineMs} ms`)
        : new StoreUnavailable(`EventStoreDB takes no appends: nothing was written in ${this.deadlineMs} ms`),
    );
    // A call over which nothing comes any more may lead nowhere: the next append opens another.
    if (performance.now() - this.heardAtMs > this.deadlineMs / 2) this.call.cancel();
  }

  private breakOff(error: Error) {
    if (this.failure) return;
    this.failure = error;
    this.onBroken();
    const unsent = new Set(this.unsent.map(([id]) => id));
    const isRefused = this.answers === 0;
    for (const id of [...this.pending.keys()]) this.settle(id)?.reject(unsent.has(id) ? new StoreUnavailable('EventStoreDB cannot be reached: nothing was written', { cause: error }) : appendFailure(error, isRefused));
  }

  private settle(id: string): Pending | undefined {
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}
