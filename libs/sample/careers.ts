import type { Gender } from '../officials/domain/events.js';
import type { Override } from '../officials/domain/commands.js';
import type { DecisionRef } from '../kernel/schema.js';
import { dateOf, dayOn, endDay, lastInstant, officeInstant, recordingLag, signedFor, weekdayFrom, type Day } from './calendar.js';
import { desksOf } from './desks.js';
import type { Desk, Journal, Written } from './journal.js';
import { nameOf, openIdentityNumbers, spelledOtherwise, type IdentityNumbers } from './names.js';
import { enter, leave, type Bucket, type Person } from './people.js';
import type { Prng } from './prng.js';
import type { SampleAct } from './sample-command.js';

const minute = 60_000;
export type Departure = 'retire' | 'resign' | 'transfer-out' | 'record-death';
/** How a decided act is dated. */
export type Dated = { readonly decision: DecisionRef; readonly effectiveOn: DecisionRef['signedOn']; readonly overrides?: readonly Override[] };
type Timing = { readonly dated: Dated; readonly at: number };
export type Born = { readonly gender: Gender; readonly birth: Day };
type Entry = { readonly born: Born; readonly name: string; readonly bucket: Bucket; readonly unit: string; readonly day: Day; readonly isMistaken: boolean };

const listFile = 'danh-sach-2016-01-01';
const yearOnly = 0.03;
/** Of those born since 1981, which makes 0.15 % of all. */
const wrongGender = 0.0035;
const youngSince = dayOn('1981-01-01');
const otherOf = { female: 'male', male: 'female' } as const;
const backdated: Override = { code: 'EFFECTIVE_BEFORE_SIGNED', reason: 'Hiệu lực tính từ ngày bắt đầu nhiệm vụ, văn bản ký sau' };

const issuedBy = (office: string): readonly [issuer: string, symbol: string] => (/^\d+$/.test(office) ? [`UBND.${office}`, 'QĐ-UBND'] : [office, `QĐ-${office}`]);

/** Everyone who ever was in service, and the acts on them that move them in, between and out of payrolls. */
export class Careers {
  readonly people: Person[] = [];
  /** The last recording of an end of each post, to know whether a successor meets a predecessor still on record. */
  readonly endsAt = new Map<string, number>();
  readonly #journal: Journal;
  readonly #prng: Prng;
  readonly #numbers: IdentityNumbers;
  readonly #deskOf: (office: string) => Desk;
  #rows = 0;

  constructor(journal: Journal, prng: Prng) {
    this.#journal = journal;
    this.#prng = prng;
    this.#numbers = openIdentityNumbers(prng);
    this.#deskOf = desksOf(prng);
  }

  /** A decision that takes effect on a day, recorded after all that it depends on; that of a council's session is signed there. */
  timing(office: string, effective: Day, after: number, isSession = false): Timing {
    const prng = this.#prng;
    const signed = isSession ? effective : Math.min(signedFor(effective, prng), endDay - 3);
    const wished = Math.max(officeInstant(weekdayFrom(signed + recordingLag(prng)), prng), after + minute);
    const at = wished <= lastInstant ? wished : Math.max(after, officeInstant(endDay - prng.below(4), prng));
    const decision = isSession ? this.#journal.decision(`HDND.${office}`, 'NQ-HĐND', signed) : this.#journal.decision(...issuedBy(office), signed);
    return { dated: { decision, effectiveOn: dateOf(effective), ...(effective < signed ? { overrides: [backdated] } : {}) }, at };
  }

  write(person: Person, act: SampleAct, at: number, effective: Day): Written {
    const written = this.#journal.write(act, { target: person.key, stream: person.stream, at, desk: this.#deskOf(person.bucket.office) });
    person.lastAt = Math.max(person.lastAt, written.recordedAt);
    person.busyUntil = Math.max(person.busyUntil, effective);
    return written;
  }

  /** @param twin someone already listed, whom this row lists once more under another number. */
  findInService(bucket: Bucket, unit: string, born: Born, at: number, twin?: Person): Person {
    const { identity, isMistaken } = this.#identityOf(born, twin !== undefined || this.#prng.chance(0.25), twin?.name);
    this.#rows += 1;
    const source = { file: `${listFile}.${bucket.office}`, row: this.#rows + 1, statedOn: dateOf(openingDay) };
    const command = { source, effectiveOn: dateOf(openingDay), ...payrollOf(bucket, unit), ...identity };
    return this.#enter({ context: 'officials', operation: 'find-in-service', command }, at, { born, name: identity.name, bucket, unit, day: openingDay, isMistaken });
  }

  recruit(bucket: Bucket, unit: string, born: Born, day: Day): Person {
    const { dated, at } = this.timing(bucket.office, day, 0);
    const { identity, isMistaken } = this.#identityOf(born, false);
    const command = { ...dated, ...payrollOf(bucket, unit), ...identity };
    return this.#enter({ context: 'officials', operation: 'recruit', command }, at, { born, name: identity.name, bucket, unit, day, isMistaken });
  }

  transfer(person: Person, bucket: Bucket, unit: string, day: Day, ended: readonly string[] = []): Written {
    const { dated, at } = this.timing(bucket.office, day, person.lastAt);
    const command = { ...dated, ...payrollOf(bucket, unit), endedActIds: ended };
    const written = this.write(person, { context: 'officials', operation: 'transfer', command }, at, day);
    leave(person);
    enter(person, bucket, unit);
    return written;
  }

  depart(person: Person, by: Departure, day: Day): Written {
    const { dated, at } = this.timing(person.bucket.office, day, person.lastAt);
    const written = by === 'record-death'
      ? this.write(person, { context: 'officials', operation: by, command: { effectiveOn: dated.effectiveOn } }, Math.max(at, officeInstant(weekdayFrom(day), this.#prng)), day)
      : this.write(person, { context: 'officials', operation: by, command: dated }, at, day);
    leave(person);
    person.isServing = false;
    return written;
  }

  comeBack(person: Person, bucket: Bucket, unit: string, day: Day): void {
    const { dated, at } = this.timing(bucket.office, day, person.lastAt);
    const written = this.write(person, { context: 'officials', operation: 'return', command: { ...dated, ...payrollOf(bucket, unit) } }, at, day);
    person.isServing = true;
    person.enteredAt = written.recordedAt;
    enter(person, bucket, unit);
  }

  #enter(act: SampleAct, at: number, { born, name, bucket, unit, day, isMistaken }: Entry): Person {
    const key = `P${String(this.people.length + 1).padStart(5, '0')}`;
    const { stream, recordedAt } = this.#journal.write(act, { target: key, at, desk: this.#deskOf(bucket.office) });
    const person: Person = {
      key, stream, name, gender: born.gender, birth: born.birth, bucket, unit, at: 0, isServing: true, slot: undefined, extras: [],
      busyUntil: day, enteredAt: recordedAt, lastAt: recordedAt, plannings: 0,
    };
    enter(person, bucket, unit);
    this.people.push(person);
    if (isMistaken) this.#correctLater(person, day + 30);
    return person;
  }

  #identityOf({ gender, birth }: Born, isOld: boolean, known?: string) {
    const prng = this.#prng;
    const name = known ?? nameOf(gender, prng);
    const isMistaken = prng.chance(wrongGender) && birth > youngSince;
    const identity = {
      name: known !== undefined || prng.chance(0.02) ? spelledOtherwise(name) : name,
      gender: isMistaken ? otherOf[gender] : gender,
      birthDate: prng.chance(yearOnly) ? dateOf(birth).slice(0, 4) : dateOf(birth),
      identityNumber: isOld || isMistaken ? this.#numbers.old() : this.#numbers.citizen(gender, birth),
    };
    return { identity, isMistaken };
  }

  /** Half of those registered with the wrong gender are put right within a year, the others by the end. */
  #correctLater(person: Person, from: Day): void {
    const prng = this.#prng;
    const late = prng.between(from + 400, Math.max(from + 400, endDay - 60));
    const day = Math.min(prng.chance(0.5) ? from + prng.between(60, 360) : late, endDay - 5);
    // Not an act: nothing that follows has to wait for it.
    const at = Math.max(person.enteredAt + minute, officeInstant(weekdayFrom(day), prng));
    const command = { gender: person.gender, reason: 'Ghi nhầm khi nhập danh sách, đối chiếu giấy khai sinh' };
    this.#journal.write({ context: 'officials', operation: 'correct-gender', command }, { target: person.key, stream: person.stream, at, desk: this.#deskOf(person.bucket.office) });
  }
}

const payrollOf = ({ category, position }: Bucket, unit: string) => ({ unit, category, position });

/** The day of the lists with which the registry starts. */
export const openingDay: Day = dayOn('2016-01-01');
