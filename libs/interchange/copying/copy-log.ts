import { appendCertainly, systemPatience, type Patience } from '../../commands/append-certainly.js';
import { sha1 } from '../../commands/recording.js';
import type { EventStore, EventStoreReader, StoredEvent } from '../../event-store/event-store.port.js';
import { uuidV5 } from '../../kernel/ids.js';
import type { LogIndex } from '../../kernel/log.js';
import { digestOf, openLogDigest, type LogDigest } from './log-digest.js';

export type CopyStage = 'comparing' | 'copying' | 'verifying' | 'comparing-keys' | 'copying-keys' | 'verifying-keys';
/** @param update told the events or records done so far, after each page or append */
export type StageWork<Result> = (update: (done: number, total: number) => void) => Promise<Result>;
export type InStage = <Result>(stage: CopyStage, work: StageWork<Result>) => Promise<Result>;
export const unseen: InStage = (_, work) => work(() => undefined);

export type CopyOptions = {
  readonly signal?: AbortSignal;
  /** Stands around each stage in turn, to show it. */
  readonly inStage?: InStage;
  readonly patience?: Patience;
};
/** `digest` is that of both logs, each read for itself. */
export type Copied = { readonly digest: LogDigest; /** Events that were there already. */ readonly before: number };

/** The target holds something that the source does not hold there: it is another log, and nothing was written to it. */
export class NotAPrefix extends Error {
  override readonly name = 'NotAPrefix';
  constructor(readonly index: LogIndex, detail: string) {
    super(`the target is no beginning of the source: they part at event ${index} (${detail}); nothing was copied`);
  }
}

/** Somebody else wrote to the target meanwhile, or it does not hold what was given to it: it must not be used. */
export class CopySpoiled extends Error {
  override readonly name = 'CopySpoiled';
}

/** One append of the copy: some hundred events on the way are enough, and stay well below the limit of one append. */
const [runEventsMax, runCharsMax] = [500, 200_000];
const shownEvery = 1_000;

/**
 * Brings a log to another store: the same bytes at the same index, stream and revision. What the target holds already must be the source's beginning, so a copy
 * that was interrupted is simply begun again. One append is under way at a time, each of events that follow one another in one stream; at the end
 * the target is read back whole. Nobody else may write to either: the caller holds the locks.
 * @throws NotAPrefix, CopySpoiled, `signal`'s reason, OutcomeUnknown, and what the stores throw
 */
export const copyLog = async (source: EventStoreReader, target: EventStore, { signal, inStage = unseen, patience = systemPatience }: CopyOptions = {}): Promise<Copied> => {
  const total = (await source.head()) + 1;
  const digest = openLogDigest();
  const before = (await target.head()) + 1;
  if (before > total) throw new NotAPrefix(total, `the source ends there, the target has ${before} events`);
  await inStage('comparing', (update) =>
    compare(source, target, before, (event) => {
      signal?.throwIfAborted();
      digest.take(event);
      if (digest.next % shownEvery === 0) update(digest.next, before);
    }),
  );
  await inStage('copying', async (update) => {
    for await (const run of runsOf(source, before)) {
      signal?.throwIfAborted();
      await appendRun(target, run, patience);
      for (const event of run) digest.take(event);
      update(digest.next, total);
    }
  });
  const written = digest.digest();
  const held = await inStage('verifying', (update) => digestOf(target, { ...(signal && { signal }), onProgress: (read) => update(read, total) }));
  if (held.count !== written.count || held.sha256 !== written.sha256)
    throw new CopySpoiled(`the target holds ${held.count} events of digest ${held.sha256}, the source ${written.count} of ${written.sha256}`);
  return { digest: written, before };
};

/** Both logs side by side as far as the target goes. */
const compare = async (source: EventStoreReader, target: EventStoreReader, count: number, onSame: (event: StoredEvent) => void): Promise<void> => {
  const held = eventsOf(target, 0, count);
  for await (const event of eventsOf(source, 0, count)) {
    const { value: other } = await held.next();
    const detail = other ? differenceOf(event, other) : 'the target has no event there';
    if (detail !== undefined) throw new NotAPrefix(event.index, detail);
    onSame(event);
  }
};

const differenceOf = (one: StoredEvent, other: StoredEvent): string | undefined => {
  const field = (['index', 'stream', 'revision', 'type'] as const).find((name) => one[name] !== other[name]);
  if (field) return `${field} ${one[field]} in the source, ${other[field]} in the target`;
  return one.text === other.text ? undefined : 'the same place, other bytes';
};

async function* eventsOf(store: EventStoreReader, fromIndex: LogIndex, limit = Infinity): AsyncGenerator<StoredEvent, undefined> {
  if (limit > 0) for await (const page of store.readAll({ fromIndex, limit })) yield* page;
  return undefined;
}

/** Neighbours in the log that are neighbours in one stream. */
async function* runsOf(source: EventStoreReader, from: LogIndex): AsyncGenerator<readonly [StoredEvent, ...StoredEvent[]]> {
  let run: [StoredEvent, ...StoredEvent[]] | undefined;
  let chars = 0;
  for await (const event of eventsOf(source, from)) {
    const isNeighbour = run?.[0].stream === event.stream && run.length < runEventsMax && chars + event.text.length <= runCharsMax;
    if (run && isNeighbour) run.push(event);
    else {
      if (run) yield run;
      run = [event];
      chars = 0;
    }
    chars += event.text.length;
  }
  if (run) yield run;
}

const appendRun = async (target: EventStore, run: readonly [StoredEvent, ...StoredEvent[]], patience: Patience): Promise<void> => {
  const [{ stream, revision, index }] = run;
  const appended = await appendCertainly(target, stream, revision - 1, run.map(({ type, text }) => ({ id: uuidV5(sha1, text), type, text })), patience);
  if (appended === 'moved') throw new CopySpoiled(`somebody else wrote to ${stream} while it was copied`);
  const last = index + run.length - 1;
  if (appended.index !== undefined && appended.index !== last) throw new CopySpoiled(`event ${last} came to lie at ${appended.index}: somebody else wrote to the target`);
};
