import { dayNumber, type CivilDate } from '../../kernel/civil-date.js';
import type { LogIndex } from '../../kernel/log.js';
import { capacities, type Gender } from '../../officials/domain/events.js';
import { categories } from '../../organisation/domain/events.js';
import type { Structure } from '../../organisation/structure/structure.js';
import type { RuleSet } from '../rules/rule-set.js';
import { Codes } from './codes.js';
import { Column } from './column.js';
import { GenderColumn } from './gender-column.js';
import { ParticipationColumns } from './participation-columns.js';
import type { LedgerRow } from './rows.js';
import type { View } from '../view.js';

/** The organisation as known at an index. Who records its events is not the ledger's business. */
export type OrganisationKnown = { knownAt(index: LogIndex): Structure };

export const serviceKind = 0;
export const postKind = 1;
/** The place of an absent term, capacity or category in a column. */
export const absent = -1;

/**
 * The facts of all officials as columns of integers. A *slot* is one fact of one official, a *group* all slots that a rule cannot tell
 * apart (kind, unit, position, term, capacity, category). Rows lie in index order, so what is known at an index is a prefix.
 */
export class Ledger {
  readonly officials = new Codes();
  readonly acts = new Codes();
  readonly units = new Codes();
  readonly positions = new Codes();
  readonly terms = new Codes();
  readonly rows = { index: new Column(), day: new Column(), slot: new Column(), sign: new Column() };
  /** `post` tells official, unit and position of a post apart, whatever the tenure; absent of service. */
  readonly slots = { official: new Column(), act: new Column(), group: new Column(), post: new Column() };
  /** The slots of each kind, in order of first meeting. */
  readonly slotsOf = { service: new Column(), post: new Column() };
  readonly groups = { kind: new Column(), unit: new Column(), position: new Column(), term: new Column(), capacity: new Column(), category: new Column() };
  readonly genders = new GenderColumn();
  readonly participations = new ParticipationColumns();
  readonly posts = new Codes();
  /** Views of the organisation that were asked for lately, oldest first. */
  readonly views = new Map<string, View>();
  readonly #groups = new Codes();
  readonly #slots = new Map<number, number>();
  readonly #ruleSets: { readonly ruleSet: RuleSet; readonly index: LogIndex }[] = [];

  constructor(readonly organisation: OrganisationKnown) {}

  append(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      const last = this.rows.index.values[this.rows.index.length - 1] ?? 0;
      if (this.rows.index.length > 0 && row.index < last) throw new RangeError(`a row of index ${row.index} came after one of ${last}`);
      this.rows.index.push(row.index);
      this.rows.day.push(row.day);
      this.rows.slot.push(this.#slotOf(row));
      this.rows.sign.push(row.sign);
    }
  }

  genderStated(official: string, gender: Gender, index: LogIndex): void {
    this.genders.state(this.officials.intern(official), gender === 'female', index);
  }

  classOpened(opened: { readonly class: string; readonly endsOn: CivilDate }): void {
    this.participations.classOpened(opened.class, dayNumber(opened.endsOn));
  }

  sent(sending: { readonly index: LogIndex; readonly participation: string; readonly official: string; readonly unit: string; readonly class: string }): void {
    const { index, participation } = sending;
    this.participations.sent(participation, sending.class, index, this.officials.intern(sending.official), this.units.intern(sending.unit));
  }

  /** Only the first completion of a participation counts. */
  completed(completion: { readonly index: LogIndex; readonly participation: string; readonly on: CivilDate }): void {
    this.participations.completed(completion.participation, dayNumber(completion.on), completion.index);
  }

  ruleSetPublished(ruleSet: RuleSet, index: LogIndex): void {
    this.#ruleSets.push({ ruleSet, index });
  }

  /** The rule set that judges a day, or the one of a version asked for by number: counting.md §7. */
  findRuleSet(trueOn: CivilDate, knownAt: LogIndex, version?: number): RuleSet | undefined {
    const known = this.#ruleSets.filter(({ index }) => index <= knownAt).map(({ ruleSet }) => ruleSet);
    if (version !== undefined) return known.findLast((ruleSet) => ruleSet.version === version);
    let latest: RuleSet | undefined;
    for (const ruleSet of known) if (ruleSet.effectiveOn <= trueOn && (!latest || !isBefore(ruleSet, latest))) latest = ruleSet;
    return latest;
  }

  #slotOf(row: LedgerRow): number {
    const group = this.#groupOf(row);
    const act = this.acts.intern(row.tenure);
    // An act is of one official, so act and group name the fact; the product stays below 2^53.
    const key = act * 2 ** 26 + group;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = this.slots.official.length;
    this.#slots.set(key, slot);
    this.slots.official.push(this.officials.intern(row.official));
    this.slots.act.push(act);
    this.slots.group.push(group);
    this.slotsOf[row.kind].push(slot);
    this.slots.post.push(row.kind === 'post' ? this.posts.intern(`${row.official}|${row.unit}|${row.position}`) : absent);
    return slot;
  }

  #groupOf(row: LedgerRow): number {
    const key = `${row.kind}|${row.unit}|${row.position}|${row.term ?? ''}|${row.capacity ?? ''}|${row.category ?? ''}`;
    const group = this.#groups.intern(key);
    if (group < this.groups.kind.length) return group;
    this.groups.kind.push(row.kind === 'service' ? serviceKind : postKind);
    this.groups.unit.push(this.units.intern(row.unit));
    this.groups.position.push(this.positions.intern(row.position));
    this.groups.term.push(row.term === null ? absent : this.terms.intern(row.term));
    this.groups.capacity.push(row.capacity === null ? absent : capacities.indexOf(row.capacity));
    this.groups.category.push(row.category === null ? absent : categories.indexOf(row.category));
    return group;
  }
}

const isBefore = (one: RuleSet, other: RuleSet): boolean =>
  one.effectiveOn !== other.effectiveOn ? one.effectiveOn < other.effectiveOn : one.version < other.version;

export const openLedger = (organisation: OrganisationKnown): Ledger => new Ledger(organisation);
