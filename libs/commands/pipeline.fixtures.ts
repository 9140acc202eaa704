import type { EventStore, EventStoreWriter } from '../event-store/event-store.port.js';
import { openInMemoryEventStore } from '../event-store/in-memory/in-memory-event-store.js';
import { accept, refuse, type Aggregate } from '../kernel/decision.js';
import { decodeEnvelope, type Envelope } from '../kernel/envelope.js';
import { catalogueOf, defineEvent, type EventOf } from '../kernel/event.js';
import { code, optional, personalText, title, uuid } from '../kernel/schema.js';
import { openInMemoryKeyStore } from '../key-store/in-memory/in-memory-key-store.js';
import type { KeyStore } from '../key-store/key-store.port.js';
import type { Patience } from './append-certainly.js';
import type { CommandOutcome, Receipt, Submission } from './command-outcome.js';
import { CommandExecutor, type CommandPorts, type CommandTarget, type Order } from './execute-command.js';
import { systemRandom } from './recording.js';

/** A folder with labels, each at most once: the smallest kind of stream that has rules, ids and personal texts. */
const definitions = [
  defineEvent('FolderOpened', 1, 'mở', { actId: uuid, label: code }, { note: optional(personalText) }),
  defineEvent('LabelAdded', 1, 'thêm', { actId: uuid, label: code, title }, { note: optional(personalText) }),
] as const;
const catalogue = catalogueOf(...definitions);
export type FolderEvent = EventOf<(typeof definitions)[number]>;
type Labelled = { readonly label: string; readonly note?: string; readonly title?: string; readonly times?: number };
export type FolderCommands = { open: Labelled; add: Labelled };
export type Folder = { readonly labels: readonly string[] };
type Context = { readonly ids: (ordinal: number) => string };

const texts = ({ note }: Labelled) => ({ note: note ?? 'không' });
const aggregate: Aggregate<Folder, FolderEvent, FolderCommands, Context> = {
  initial: { labels: [] },
  evolve: ({ labels }, { data }) => ({ labels: [...labels, data.label] }),
  deciders: {
    open: (command, _, { ids }) => accept<FolderEvent>({ type: 'FolderOpened', data: { actId: ids(0), label: command.label }, personal: texts(command) }),
    add: (command, { labels }, { ids }) => {
      if (labels.length === 0) return refuse({ code: 'UNKNOWN_FOLDER' });
      if (labels.includes(command.label)) return refuse({ code: 'LABEL_TAKEN', label: command.label });
      return accept<FolderEvent>(...Array.from({ length: command.times ?? 1 }, (_, at): FolderEvent =>
        ({ type: 'LabelAdded', data: { actId: ids(at), label: command.label, title: command.title ?? 'Hồ sơ' }, personal: texts(command) })));
    },
  },
};

export const folders = (more: Partial<CommandTarget<Folder, FolderEvent, FolderCommands, Context>> = {}): CommandTarget<Folder, FolderEvent, FolderCommands, Context> => ({
  context: 'folders',
  aggregate,
  catalogue,
  opening: new Set(['open']),
  streamOf: (id) => `folder-${id}`,
  personOf: (id) => id,
  prepare: ({ ids }) => Promise.resolve({ context: { ids }, reliedOn: 7 }),
  ...more,
});

export type FolderExecutor = CommandExecutor<Folder, FolderEvent, FolderCommands, Context>;
export const atMs = Date.parse('2020-06-01T02:00:00.000Z');

/** Waits for nothing, and counts what would have been waited. */
export const instantPatience = (): Patience & { readonly waitedMs: () => number } => {
  let now = 0;
  return { now: () => now, pause: async (ms) => void (now += ms), waitedMs: () => now };
};

export type Desk = {
  readonly store: EventStore;
  readonly keys: KeyStore;
  /** Another process on the same stores: nothing is remembered. */
  executor(more?: Parameters<typeof folders>[0], ports?: Partial<CommandPorts>): FolderExecutor;
};
export const openDesk = ({ store = openInMemoryEventStore(), keys = openInMemoryKeyStore() }: { readonly store?: EventStore; readonly keys?: KeyStore } = {}): Desk => ({
  store,
  keys,
  executor: (more, ports) => new CommandExecutor(folders(more), { store, keys, clock: { now: () => atMs }, random: systemRandom, ...ports }),
});

export const by = (key: string, more: Partial<Submission> = {}): Submission => ({ actor: 'chi.lan', role: 'clerk', idempotencyKey: key, correlation: `c-${key}`, ...more });
export const open = (key: string, command: Labelled = { label: 'A' }, more?: Partial<Submission>): Order<FolderCommands, 'open'> => ({ operation: 'open', command, submission: by(key, more) });
export const add = (target: string, key: string, command: Labelled, more?: Partial<Submission>): Order<FolderCommands, 'add'> => ({ operation: 'add', target, command, submission: by(key, more) });

/** @throws when it was not recorded. */
export const receiptOf = (outcome: CommandOutcome): Receipt => {
  if (outcome.outcome !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(outcome)}`);
  return outcome.receipt;
};

export const textsIn = async (store: EventStore): Promise<string[]> => {
  const all: string[] = [];
  for await (const page of store.readAll()) all.push(...page.map(({ text }) => text));
  return all;
};
export const envelopesIn = async (store: EventStore): Promise<Envelope[]> => {
  const all: Envelope[] = [];
  for await (const page of store.readAll()) for (const stored of page) all.push(decodeEnvelope(stored.text, stored));
  return all;
};

type Append = EventStoreWriter['append'];
/** The store with another way of appending; `append` is the store's own. */
export const appending = (store: EventStore, way: (append: Append, ...call: Parameters<Append>) => ReturnType<Append>): EventStore => ({
  append: (...call) => way(store.append.bind(store), ...call),
  readStream: store.readStream.bind(store),
  readAll: store.readAll.bind(store),
  head: store.head.bind(store),
  follow: store.follow.bind(store),
  close: store.close.bind(store),
});
