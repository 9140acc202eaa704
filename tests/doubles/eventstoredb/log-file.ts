import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { RecordedEvent } from './recorded-event.js';

/** One line a write, so that a batch is there or is not. */
export type LogFile = { readonly batches: readonly (readonly RecordedEvent[])[]; append(batch: readonly RecordedEvent[]): void; rewrite(events: readonly RecordedEvent[]): void; close(): void };

type Line = { readonly s: string; readonly r: string; readonly i: string; readonly t: string; readonly j: boolean; readonly d: string; readonly m: string; readonly p: number; readonly e: number; readonly c: string };

const toLine = (event: RecordedEvent): Line => ({
  s: event.stream, r: event.revision.toString(), i: event.id, t: event.type, j: event.isJson, p: event.position, e: event.end, c: event.createdTicks,
  d: Buffer.from(event.data).toString('base64'), m: Buffer.from(event.metadata).toString('base64'),
});
const fromLine = (line: Line): RecordedEvent => ({
  stream: line.s, revision: BigInt(line.r), id: line.i, type: line.t, isJson: line.j, position: line.p, end: line.e, createdTicks: line.c,
  data: Buffer.from(line.d, 'base64'), metadata: Buffer.from(line.m, 'base64'),
});

const text = (batch: readonly RecordedEvent[]) => `${JSON.stringify(batch.map(toLine))}\n`;

/** Keeps the log beyond the life of the process. It is not synced: a double survives being killed, not a power cut. */
export const openLogFile = (path: string): LogFile => {
  const stored = existsSync(path) ? readFileSync(path, 'utf8') : '';
  // A line that was not finished was not acknowledged.
  const whole = stored.slice(0, stored.lastIndexOf('\n') + 1);
  const batches = whole.split('\n').filter(Boolean).map((line) => (JSON.parse(line) as Line[]).map(fromLine));
  const file = openSync(path, 'a');
  if (whole.length < stored.length) ftruncateSync(file, Buffer.byteLength(whole));
  return {
    batches,
    append: (batch) => void writeSync(file, text(batch)),
    rewrite: (events) => {
      ftruncateSync(file, 0);
      for (const event of events) writeSync(file, text([event]));
    },
    close: () => closeSync(file),
  };
};
