import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import type { Category, OrganisationEvent } from '../domain/events.js';
import { countUpTo } from './count-up-to.js';
import type { OrganisationActs, Recorded, Shift, Stated, Statements, TermActs, UnitActs } from './organisation-acts.js';
import type { Body, Position, Province, SampleDeclaration, Structure, Term } from './structure.js';

/** Spans between two change days whose paths are kept at a time: a series of months asks for a few, a slider for many. */
const spansKeptMax = 64;

/** The first `knownCount` events of an organisation. Made without copying anything; what is asked more than once is kept. */
export class OrganisationView implements Structure {
  readonly #acts: OrganisationActs;
  #units: readonly string[] | undefined;
  #bodies: readonly Body[] | undefined;
  #terms: readonly Term[] | undefined;
  #positions: readonly Position[] | undefined;
  #changeDays: readonly CivilDate[] | undefined;
  #shifts: readonly Stated<Shift>[] | undefined;
  /** Paths by unit, of one span between change days by the count of change days before it. */
  readonly #spans = new Map<number, Map<string, readonly string[]>>();
  #lastDay: CivilDate | undefined;
  #lastSpan = new Map<string, readonly string[]>();

  constructor(acts: OrganisationActs, readonly knownCount: number) {
    this.#acts = acts;
  }

  get province(): Province | undefined {
    return knownOf(this.#acts.provinces, this.knownCount)[0]?.value;
  }
  get sample(): SampleDeclaration | undefined {
    return knownOf(this.#acts.samples, this.knownCount)[0]?.value;
  }
  get units(): readonly string[] {
    return (this.#units ??= valuesOf(this.#acts.units, this.knownCount));
  }
  get bodies(): readonly Body[] {
    return (this.#bodies ??= valuesOf(this.#acts.bodies, this.knownCount));
  }
  get terms(): readonly Term[] {
    return (this.#terms ??= valuesOf(this.#acts.terms, this.knownCount));
  }
  get positions(): readonly Position[] {
    return (this.#positions ??= valuesOf(this.#acts.positions, this.knownCount));
  }
  get changeDays(): readonly CivilDate[] {
    return (this.#changeDays ??= [...new Set(knownOf(this.#acts.changeDays, this.knownCount).map(({ value }) => value))].sort());
  }

  stateNameOn(day: CivilDate): string {
    let last = this.knownCount - 1;
    for (let event = this.#acts.events[last]; event && !matters(event, day); event = this.#acts.events[last]) last -= 1;
    // Between two days on which anything in the whole history changes, every day is alike.
    return `${last}:${this.#acts.sortedDays[countUpTo(this.#acts.sortedDays, day) - 1] ?? ''}`;
  }
  isEstablished(unit: string): boolean {
    return this.#find(this.#acts.units, unit) !== undefined;
  }
  standsOn(unit: string, day: CivilDate): boolean {
    const acts = this.#unitActs(unit);
    return acts.establishedOn <= day && !this.#hasEndedOn(acts, day);
  }
  standing(unit: string): { readonly from: CivilDate; readonly until?: CivilDate; readonly successor?: string } {
    const acts = this.#unitActs(unit);
    const end = this.#endOf(acts.ends);
    return { from: acts.establishedOn, ...(end && { until: end.day, successor: end.value }) };
  }
  resolve(unit: string, day: CivilDate): string {
    let at = this.#unitActs(unit);
    for (let steps = 0; this.#hasEndedOn(at, day); steps += 1) {
      // More steps than units: a ring of successors.
      if (steps > this.#acts.units.size) throw new CorruptHistory(`the successors of ${unit} on ${day} run in a ring`);
      at = this.#unitActs(this.#endOf(at.ends)?.value ?? unit);
    }
    return at.value;
  }
  nameOn(unit: string, day: CivilDate): string {
    const { names } = this.#unitActs(unit);
    return this.#statedOn(names, day);
  }
  typeOn(unit: string, day: CivilDate): string {
    const { types } = this.#unitActs(unit);
    return this.#statedOn(types, day);
  }
  parentOn(unit: string, day: CivilDate): string | undefined {
    const { parents } = this.#unitActs(unit);
    return this.#statedOn(parents, day);
  }
  tierOf(unit: string): string {
    return this.#unitActs(unit).tier;
  }

  pathOn(unit: string, day: CivilDate): readonly string[] {
    if (day !== this.#lastDay) {
      this.#lastSpan = this.#spanOf(day);
      this.#lastDay = day;
    }
    const kept = this.#lastSpan.get(unit);
    if (kept) return kept;
    const path = this.#walkUp(unit, day);
    this.#lastSpan.set(unit, path);
    return path;
  }
  isUnder(unit: string, ancestor: string, day: CivilDate): boolean {
    this.#unitActs(ancestor);
    return this.pathOn(unit, day).includes(ancestor);
  }

  findPosition(position: string): Position | undefined {
    return this.#find(this.#acts.positions, position)?.value;
  }
  findBody(body: string): Body | undefined {
    return this.#find(this.#acts.bodies, body)?.value;
  }
  findTerm(term: string): Term | undefined {
    return this.#find(this.#acts.terms, term)?.value;
  }
  termStandsOn(term: string, day: CivilDate): boolean {
    const { value, ends } = this.#termActs(term);
    if (day < value.from) return false;
    const end = this.#endOf(ends);
    return end === undefined || day < end.day;
  }
  categoryOn(category: Category, unit: string, day: CivilDate): Category {
    const unitType = this.typeOn(this.resolve(unit, day), day);
    this.#shifts ??= [...knownOf(this.#acts.shifts, this.knownCount)].sort(byDay);
    return this.#shifts.reduce(
      (so, { day: since, value }) => (since <= day && value.from === so && value.unitTypes.has(unitType) ? value.to : so),
      category,
    );
  }

  #find<Thing extends Recorded<unknown>>(things: ReadonlyMap<string, Thing>, code: string): Thing | undefined {
    const thing = things.get(code);
    return thing !== undefined && thing.ordinal < this.knownCount ? thing : undefined;
  }
  #unitActs(unit: string): UnitActs {
    const acts = this.#find(this.#acts.units, unit);
    if (!acts) throw new CorruptHistory(`no unit ${unit} is known`);
    return acts;
  }
  #termActs(term: string): TermActs {
    const acts = this.#find(this.#acts.terms, term);
    if (!acts) throw new CorruptHistory(`no term ${term} is known`);
    return acts;
  }

  /** The earliest known end; of equal days the first recorded. */
  #endOf<Value>(ends: readonly Stated<Value>[]): Stated<Value> | undefined {
    let earliest: Stated<Value> | undefined;
    for (const end of ends) {
      if (end.ordinal >= this.knownCount) break;
      if (earliest === undefined || end.day < earliest.day) earliest = end;
    }
    return earliest;
  }
  #hasEndedOn(acts: UnitActs, day: CivilDate): boolean {
    const end = this.#endOf(acts.ends);
    return end !== undefined && end.day <= day;
  }
  /** Of the known statements with a day up to `day` the latest by (day, recorded order); before the first, what the establishment states. */
  #statedOn<Value>(statements: Statements<Value>, day: CivilDate): Value {
    let latest: Stated<Value> | undefined;
    for (const statement of statements) {
      if (statement.ordinal >= this.knownCount) break;
      if (statement.day <= day && (latest === undefined || latest.day <= statement.day)) latest = statement;
    }
    return (latest ?? statements[0]).value;
  }

  #walkUp(unit: string, day: CivilDate): readonly string[] {
    const path = [this.#unitActs(unit).value];
    for (let parent = this.parentOn(unit, day); parent !== undefined; ) {
      const above = this.resolve(parent, day);
      if (path.includes(above)) throw new CorruptHistory(`the units above ${unit} on ${day} run in a ring`);
      path.push(above);
      parent = this.parentOn(above, day);
    }
    return path;
  }
  #spanOf(day: CivilDate): Map<string, readonly string[]> {
    const span = countUpTo(this.changeDays, day);
    const kept = this.#spans.get(span) ?? new Map<string, readonly string[]>();
    // Set anew, so that the span asked for longest ago comes first and is the one to go.
    this.#spans.delete(span);
    this.#spans.set(span, kept);
    const [oldest] = this.#spans.keys();
    if (this.#spans.size > spansKeptMax && oldest !== undefined) this.#spans.delete(oldest);
    return kept;
  }
}

const byDay = (a: Stated<unknown>, b: Stated<unknown>): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.ordinal - b.ordinal);

const knownOf = <Thing extends Recorded<unknown>>(things: readonly Thing[], knownCount: number): readonly Thing[] =>
  things.filter(({ ordinal }) => ordinal < knownCount);

const valuesOf = <Value>(things: ReadonlyMap<string, Recorded<Value>>, knownCount: number): readonly Value[] =>
  [...things.values()].filter(({ ordinal }) => ordinal < knownCount).map(({ value }) => value);

/** What makes a unit or a term known matters on every day, any other act from its day on. */
const matters = (event: OrganisationEvent, day: CivilDate): boolean =>
  event.type === 'UnitEstablished' || !('effectiveOn' in event.data) || event.data.effectiveOn <= day;
