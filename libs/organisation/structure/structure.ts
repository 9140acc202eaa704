import type { CivilDate } from '../../kernel/civil-date.js';
import type { EventOf } from '../../kernel/event.js';
import type { bodyDefined, Category, positionDefined, provinceRegistered, sampleDataDeclared, termOpened } from '../domain/events.js';

export type Position = EventOf<typeof positionDefined>['data'];
export type Body = EventOf<typeof bodyDefined>['data'];
export type Term = EventOf<typeof termOpened>['data'];
export type Province = EventOf<typeof provinceRegistered>['data'];
export type SampleDeclaration = EventOf<typeof sampleDataDeclared>['data'];

/** The organisation of the province as known at one moment; every question names the day. Rules: docs/reference/counting.md §4. */
export interface Structure {
  /** Organisation events known: the same number, the same structure. */
  readonly knownCount: number;
  readonly province: Province | undefined;
  /** Present in a log of sample data, whose today it names. */
  readonly sample: SampleDeclaration | undefined;
  /** Every unit ever established, in recorded order. */
  readonly units: readonly string[];
  readonly bodies: readonly Body[];
  readonly terms: readonly Term[];
  readonly positions: readonly Position[];
  /** Days on which any answer can change, ascending without repeats. */
  readonly changeDays: readonly CivilDate[];

  /**
   * Names what can be answered about a day: of two structures of one history, or two days, with the same name every answer on the day is the
   * same. Acts that take effect later do not tell moments apart.
   */
  stateNameOn(day: CivilDate): string;
  isEstablished(unit: string): boolean;
  standsOn(unit: string, day: CivilDate): boolean;
  /** [from, until) of a unit. @throws CorruptHistory of an unknown unit, as all below. */
  standing(unit: string): { readonly from: CivilDate; readonly until?: CivilDate; readonly successor?: string };
  resolve(unit: string, day: CivilDate): string;
  nameOn(unit: string, day: CivilDate): string;
  typeOn(unit: string, day: CivilDate): string;
  parentOn(unit: string, day: CivilDate): string | undefined;
  tierOf(unit: string): string;
  /** The unit itself first, the province last. */
  pathOn(unit: string, day: CivilDate): readonly string[];
  isUnder(unit: string, ancestor: string, day: CivilDate): boolean;
  findPosition(position: string): Position | undefined;
  findBody(body: string): Body | undefined;
  findTerm(term: string): Term | undefined;
  termStandsOn(term: string, day: CivilDate): boolean;
  categoryOn(category: Category, unit: string, day: CivilDate): Category;
}
