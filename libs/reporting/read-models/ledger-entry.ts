import type { Category } from '../../organisation/domain/events.js';
import type { SealedFields } from '../../kernel/envelope.js';
import type { LogIndex, Revision } from '../../kernel/log.js';
import type { LedgerRow } from '../../indicators/ledger/rows.js';
import type { RuleSet } from '../../indicators/rules/rule-set.js';
import type { Act, Capacity, Gender } from '../../officials/domain/events.js';
import type { Registered } from '../../officials/domain/official.js';
import type { SetAside } from '../../operations/domain/events.js';
import type { OrganisationEvent } from '../../organisation/domain/events.js';
import type { TrainingEvent } from '../../training/domain/events.js';

/** A ledger row without what its entry says already: day, tenure, kind, unit, position, term, capacity, category, sign. */
export type PackedRow = readonly [number, string, 'service' | 'post', string, string, string | null, Capacity | null, Category | null, 1 | -1];

/** What one event means to the ledger and the directory: one document an event, in index order, which is what the query side tails. */
export type LedgerEntry = {
  readonly index: LogIndex;
  /** `recordedAt` in milliseconds since 1970. */
  readonly at: number;
  readonly official?: string;
  readonly rows?: readonly PackedRow[];
  readonly gender?: Gender;
  /** A person's first appearance, or a later entry: names are sealed. */
  readonly registered?: { readonly birthYear: number; readonly revision: Revision; readonly sealed: SealedFields | null };
  readonly organisation?: OrganisationEvent;
  readonly ruleSet?: RuleSet;
  readonly training?: { readonly class: string; readonly event: TrainingEvent };
  /** The event is left out of everything; its instant may not be readable, so `at` is 0. */
  readonly setAside?: SetAside;
};

/** Entries of neighbouring indexes, written together: fewer documents in a rebuild, and still small ones live. */
export type EntryBlock = { readonly entries: readonly LedgerEntry[] };
export const entriesPerBlock = 32;

/** One act as it was recorded. */
export type RecordedAct = { readonly act: Act; readonly index: LogIndex; readonly revision: Revision; readonly recordedAt: string; readonly actor: string };

/** An official as all known events leave them; annulled acts stay, with the index of their annulment. */
export type OfficialRecord = {
  readonly gender: Gender;
  readonly birthYear: number;
  readonly revision: Revision;
  readonly acts: readonly RecordedAct[];
  readonly annulledAt: { readonly [actId: string]: LogIndex };
  readonly upheldEnds: Registered['upheldEnds'];
};

export const packRow = ({ day, tenure, kind, unit, position, term, capacity, category, sign }: LedgerRow): PackedRow =>
  [day, tenure, kind, unit, position, term, capacity, category, sign];

export const unpackRow = (row: PackedRow, official: string, index: LogIndex): LedgerRow => {
  const [day, tenure, kind, unit, position, term, capacity, category, sign] = row;
  return { official, index, day, tenure, kind, unit, position, term, capacity, category, sign };
};

/** Keys of blocks in the order of indexes. */
export const blockKey = (index: LogIndex): string => String(Math.floor(index / entriesPerBlock)).padStart(12, '0');
