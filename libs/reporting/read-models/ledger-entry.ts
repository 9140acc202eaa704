import type { Category } from '../../organisation/domain/events.js';
import type { SealedFields } from '../../kernel/envelope.js';
import type { LogIndex, Revision } from '../../kernel/log.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { CivilDate } from '../../kernel/civil-date.js';
import type { LedgerRow } from '../../indicators/ledger/rows.js';
import type { RuleSet } from '../../indicators/rules/rule-set.js';
import type { Capacity, Gender } from '../../officials/domain/events.js';
import type { Registered } from '../../officials/domain/official.js';
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
};

/** One act as it was recorded, for evidence and histories. */
export type ActRecord = {
  readonly type: string;
  readonly index: LogIndex;
  readonly revision: Revision;
  readonly recordedAt: string;
  readonly actor: string;
  readonly effectiveOn: CivilDate;
  readonly decision: DecisionRef | null;
  /** The list an entry comes from ("theo danh sách"). */
  readonly source: { readonly file: string; readonly row: number; readonly statedOn: CivilDate } | null;
  /** Index of the annulment. */
  readonly annulledAt: LogIndex | null;
};

/** An official as all known events leave them. */
export type OfficialRecord = { readonly state: Registered; readonly acts: { readonly [actId: string]: ActRecord }; readonly revision: Revision };

export const packRow = ({ day, tenure, kind, unit, position, term, capacity, category, sign }: LedgerRow): PackedRow =>
  [day, tenure, kind, unit, position, term, capacity, category, sign];

export const unpackRow = (row: PackedRow, official: string, index: LogIndex): LedgerRow => {
  const [day, tenure, kind, unit, position, term, capacity, category, sign] = row;
  return { official, index, day, tenure, kind, unit, position, term, capacity, category, sign };
};

/** Keys in the order of indexes. */
export const entryKey = (index: LogIndex): string => String(index).padStart(12, '0');
