import { randomUUID } from 'node:crypto';
import { judgeAppend, type ExpectedRevision, type StreamState } from './expected-revision.js';
import { openLogFile } from './log-file.js';
import { sizeOf, tombstoneRevision, type ProposedEvent, type RecordedEvent } from './recorded-event.js';

export type AppendOutcome =
  | { readonly kind: 'written'; readonly revision: bigint; readonly position: number }
  | { readonly kind: 'wrong-revision'; readonly actual: bigint }
  | { readonly kind: 'deleted' };

export type EventLog = {
  /** Every event of every stream, in the order of their positions. Only ever pushed to, except by `truncate`. */
  readonly events: readonly RecordedEvent[];
  /** Where the next record will begin. */
  end(): number;
  /** The place in `events` of the first one at or after a position. */
  indexFrom(position: number): number;
  /** Whether reading may begin there: where a record begins, or nowhere near one. Inside a record the server fails. */
  isReadable(position: number): boolean;
  stream(name: string): readonly RecordedEvent[];
  isTombstoned(name: string): boolean;
  append(stream: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): AppendOutcome;
  /** Hides what the stream holds; it may be appended to again and goes on counting. */
  softDelete(stream: string, expected: ExpectedRevision): AppendOutcome;
  tombstone(stream: string, expected: ExpectedRevision): AppendOutcome;
  /** As after the restoring of a backup: everything at or after the position is gone. */
  truncate(position: number): void;
  /** Called after every write. @returns what ends it. */
  onGrowth(listener: () => void): () => void;
  /** As a restarted server: the ids in memory are gone, so a repeat without an exact place is no longer known. */
  forgetIds(): void;
  close(): void;
};

type Stream = { events: RecordedEvent[]; isTombstoned: boolean; truncateBefore: bigint };

const idsRememberedMax = 100_000;
const recordBytes = 64;
/** Before the first event the server has written about itself. */
const firstPosition = 266;
const everything = 9_223_372_036_854_775_807n;
const nothing = new Uint8Array();
const metadataStream = (stream: string) => `$$${stream}`;
const json = (type: string, data: string): ProposedEvent => ({ id: randomUUID(), type, isJson: true, data: Buffer.from(data), metadata: nothing });
/** A new server has written to itself before anybody else does. */
const systemEvents: readonly (readonly [string, ProposedEvent])[] = [
  ['$user-admin', json('$UserCreated', '{"loginName":"admin"}')],
  ['$user-ops', json('$UserCreated', '{"loginName":"ops"}')],
  [metadataStream('$stats-0.0.0.0:2113'), json('$metadata', '{"$maxAge":86400}')],
];

/** `$tb` of the stream's metadata: the revision before which nothing is shown. Written bare, because it may be beyond 2^53. */
const truncationOf = (event: RecordedEvent): bigint => BigInt(/"\$tb":\s*(\d+)/.exec(Buffer.from(event.data).toString('utf8'))?.[1] ?? 0);

/** The log of the double: EventStoreDB's rules for streams, revisions and positions, in memory or kept in a file. @param path of that file */
export const openEventLog = (path?: string): EventLog => {
  const events: RecordedEvent[] = [];
  const streams = new Map<string, Stream>();
  const remembered = new Map<string, RecordedEvent>();
  const listeners = new Set<() => void>();
  const file = path === undefined ? undefined : openLogFile(path);

  const streamOf = (name: string): Stream => {
    const known = streams.get(name) ?? { events: [], isTombstoned: false, truncateBefore: 0n };
    streams.set(name, known);
    return known;
  };
  const take = (event: RecordedEvent): void => {
    events.push(event);
    const stream = streamOf(event.stream);
    stream.events.push(event);
    stream.isTombstoned ||= event.revision === tombstoneRevision;
    if (event.stream.startsWith('$$')) streamOf(event.stream.slice(2)).truncateBefore = truncationOf(event);
  };
  const remember = (event: RecordedEvent): void => {
    remembered.set(event.id, event);
    const [eldest] = remembered.keys();
    if (remembered.size > idsRememberedMax && eldest !== undefined) remembered.delete(eldest);
  };
  const lastRevision = (name: string): bigint => streams.get(name)?.events.at(-1)?.revision ?? -1n;
  const stateOf = (name: string): StreamState => {
    const stream = streams.get(name);
    return {
      lastRevision: lastRevision(name),
      isSoftDeleted: stream?.truncateBefore === everything,
      isTombstoned: stream?.isTombstoned ?? false,
      hasMetadata: lastRevision(metadataStream(name)) >= 0n,
      at: (revision) => stream?.events[Number(revision)],
      remembered: (id) => [remembered.get(id)].find((event) => event?.stream === name),
    };
  };
  const end = () => events.at(-1)?.end ?? firstPosition;

  const write = (writes: readonly (readonly [stream: string, event: ProposedEvent, revision: bigint])[]): void => {
    const ticks = `${Date.now()}0000`;
    let position = end();
    const batch = writes.map(([stream, event, revision]): RecordedEvent => {
      const begin = position;
      position += recordBytes + 2 * stream.length + sizeOf(event);
      return { ...event, stream, revision, position: begin, end: position, createdTicks: ticks };
    });
    file?.append(batch);
    for (const event of batch) {
      take(event);
      remember(event);
    }
    for (const listener of listeners) listener();
  };
  const written = (revision: bigint): AppendOutcome => ({ kind: 'written', revision, position: events.at(-1)?.position ?? 0 });
  const refused = (stream: string, kind: 'wrong-revision' | 'deleted'): AppendOutcome => (kind === 'deleted' ? { kind } : { kind, actual: lastRevision(stream) });
  const metadata = (stream: string, truncateBefore: bigint) =>
    [metadataStream(stream), json('$metadata', `{"$tb":${truncateBefore}}`), lastRevision(metadataStream(stream)) + 1n] as const;

  const append: EventLog['append'] = (stream, expected, proposed) => {
    const state = stateOf(stream);
    const verdict = judgeAppend(expected, proposed.map(({ id }) => id), state);
    if (verdict.kind === 'repeated') return { kind: 'written', revision: verdict.last.revision, position: verdict.last.position };
    if (verdict.kind !== 'write') return refused(stream, verdict.kind);
    const first = state.lastRevision + 1n;
    write([...(state.isSoftDeleted ? [metadata(stream, first)] : []), ...proposed.map((event, at) => [stream, event, first + BigInt(at)] as const)]);
    return written(lastRevision(stream));
  };
  const remove = (stream: string, expected: ExpectedRevision, record: () => readonly [string, ProposedEvent, bigint]): AppendOutcome => {
    const { kind } = judgeAppend(expected, [], stateOf(stream));
    if (kind === 'deleted' || kind === 'wrong-revision') return refused(stream, kind);
    write([record()]);
    return written(lastRevision(stream));
  };
  const indexFrom = (position: number): number => {
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((events[middle]?.position ?? Infinity) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  for (const batch of file?.batches ?? []) batch.forEach(take);
  if (events.length === 0) write(systemEvents.map(([stream, event]) => [stream, event, 0n]));
  return {
    events,
    end,
    indexFrom,
    isReadable: (position) => position === 0 || position > (events.at(-1)?.position ?? 0) || events[indexFrom(position)]?.position === position,
    stream: (name) => {
      const stream = streams.get(name);
      return (stream?.events ?? []).filter(({ revision }) => revision >= (stream?.truncateBefore ?? 0n));
    },
    isTombstoned: (name) => streams.get(name)?.isTombstoned ?? false,
    append,
    softDelete: (stream, expected) => remove(stream, expected, () => metadata(stream, everything)),
    tombstone: (stream, expected) => remove(stream, expected, () => [stream, json('$streamDeleted', '{}'), tombstoneRevision]),
    truncate: (position) => {
      const kept = events.slice(0, indexFrom(position));
      events.length = 0;
      streams.clear();
      remembered.clear();
      kept.forEach(take);
      file?.rewrite(kept);
    },
    onGrowth: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    forgetIds: () => remembered.clear(),
    close: () => file?.close(),
  };
};
