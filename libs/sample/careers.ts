import type { Gender } from '../officials/domain/events.js';
import type { Override } from '../officials/domain/commands.js';
import type { DecisionRef } from '../kernel/schema.js';
import { dateOf, dayOn, endDay, lastInstant, officeInstant, recordingLag, signedFor, weekdayFrom, type Day } from './calendar.js';
import { desksOf } from './desks.js';
import type { Journal, Written } from './journal.js';
import { nameOf, openIdentityNumbers, spelledOtherwise } from './names.js';
import { enter, leave, type Bucket, type Person } from './people.js';
import type { Prng } from './prng.js';
import type { SampleAct } from './sample-command.js';

const minute = 60_000;
export type Departure = 'retire' | 'resign' | 'transfer-out' | 'record-death';
/** How a decided act is dated. */
export type Dated = { readonly decision: DecisionRef; readonly effectiveOn: DecisionRef['signedOn']; readonly overrides?: readonly Override[] };
type Timing = { readonly dated: Dated; readonly at: number; readonly signed: Day };

export type Careers = {
  readonly people: Person[];
  /** The last recording of an end of this post, to know whether a successor meets a predecessor still on record. */
  readonly endsAt: Map<string, number>;
  /** A decision that takes effect on a day, recorded after all that it depends on; that of a council's session is signed there. */
  timing(office: string, effective: Day, after: number, isSession?: boolean): Timing;
  write(person: Person, act: SampleAct, at: number, effective: Day): Written;
  /** @param twin someone already listed, whom this row lists once more under another number. */
  findInService(bucket: Bucket, unit: string, gender: Gender, birth: Day, at: number, twin?: Person): Person;
  recruit(bucket: Bucket, unit: string, gender: Gender, birth: Day, day: Day): Person;
  transfer(person: Person, bucket: Bucket, unit: string, day: Day, ended?: readonly string[]): Written;
  depart(person: Person, by: Departure, day: Day): Written;
  comeBack(person: Person, bucket: Bucket, unit: string, day: Day): void;
};

const listFile = 'danh-sach-2016-01-01';
const yearOnly = 0.03;
/** Of those born since 1981, which makes 0.15 % of all. */
const wrongGender = 0.0035;
const backdated: Override = { code: 'EFFECTIVE_BEFORE_SIGNED', reason: 'Hiệu lực tính từ ngày bắt đầu nhiệm vụ, văn bản ký sau' };

const issuedBy = (office: string): readonly [issuer: string, symbol: string] => (/^\d+$/.test(office) ? [`UBND.${office}`, 'QĐ-UBND'] : [office, `QĐ-${office}`]);

export const openCareers = (journal: Journal, prng: Prng): Careers => {
  const numbers = openIdentityNumbers(prng);
  const people: Person[] = [];
  const endsAt = new Map<string, number>();
  const deskOf = desksOf(prng);
  let rows = 0;

  const timing = (office: string, effective: Day, after: number, isSession = false): Timing => {
    const signed = isSession ? effective : Math.min(signedFor(effective, prng), endDay - 3);
    const wished = Math.max(officeInstant(weekdayFrom(signed + recordingLag(prng)), prng), after + minute);
    const at = wished <= lastInstant ? wished : Math.max(after, officeInstant(endDay - prng.below(4), prng));
    const decision = isSession ? journal.decision(`HDND.${office}`, 'NQ-HĐND', signed) : journal.decision(...issuedBy(office), signed);
    return { dated: { decision, effectiveOn: dateOf(effective), ...(effective < signed ? { overrides: [backdated] } : {}) }, at, signed };
  };
  const write: Careers['write'] = (person, act, at, effective) => {
    const written = journal.write(act, { target: person.key, stream: person.stream, at, desk: deskOf(person.bucket.office) });
    person.lastAt = Math.max(person.lastAt, written.recordedAt);
    person.busyUntil = Math.max(person.busyUntil, effective);
    return written;
  };
  const register = (written: Written, key: string, name: string, gender: Gender, birth: Day, bucket: Bucket, unit: string, day: Day): Person => {
    const person: Person = {
      key, stream: written.stream, name, gender, birth, bucket, unit, at: 0, isServing: true, slot: undefined, extras: [],
      busyUntil: day, enteredAt: written.recordedAt, lastAt: written.recordedAt, plannings: 0,
    };
    enter(person, bucket, unit);
    people.push(person);
    return person;
  };
  const identityOf = (gender: Gender, birth: Day, isOld: boolean, known?: string) => {
    const name = known ?? nameOf(gender, prng);
    const isMistaken = prng.chance(wrongGender) && birth > 29_500;
    return {
      isMistaken,
      person: {
        name: known !== undefined || prng.chance(0.02) ? spelledOtherwise(name) : name,
        gender: isMistaken ? (gender === 'female' ? 'male' as const : 'female' as const) : gender,
        birthDate: prng.chance(yearOnly) ? dateOf(birth).slice(0, 4) : dateOf(birth),
        identityNumber: isOld || isMistaken ? numbers.old() : numbers.citizen(gender, birth),
      },
    };
  };
  /** Half of those registered with the wrong gender are put right within a year, the others by the end. */
  const correctLater = (person: Person, from: Day): void => {
    const day = prng.chance(0.5) ? from + prng.between(60, 360) : prng.between(from + 400, Math.max(from + 400, endDay - 60));
    if (day > endDay - 5) return;
    // Not an act: nothing that follows has to wait for it.
    const at = Math.max(person.enteredAt + minute, officeInstant(weekdayFrom(day), prng));
    journal.write({ context: 'officials', operation: 'correct-gender', command: { gender: person.gender, reason: 'Ghi nhầm khi nhập danh sách, đối chiếu giấy khai sinh' } },
      { target: person.key, stream: person.stream, at, desk: deskOf(person.bucket.office) });
  };
  const nextKey = () => `P${String(people.length + 1).padStart(5, '0')}`;
  const payroll = (bucket: Bucket, unit: string) => ({ unit, category: bucket.category, position: bucket.position });

  return {
    people,
    endsAt,
    timing,
    write,
    findInService: (bucket, unit, gender, birth, at, twin) => {
      const key = nextKey();
      const { person: identity, isMistaken } = identityOf(gender, birth, twin !== undefined || prng.chance(0.25), twin?.name);
      rows += 1;
      const source = { file: `${listFile}.${bucket.office}`, row: rows + 1, statedOn: dateOf(openingDay) };
      const written = journal.write(
        { context: 'officials', operation: 'find-in-service', command: { source, effectiveOn: dateOf(openingDay), ...payroll(bucket, unit), ...identity } },
        { target: key, at, desk: deskOf(bucket.office) });
      const person = register(written, key, identity.name, gender, birth, bucket, unit, openingDay);
      if (isMistaken) correctLater(person, openingDay + 30);
      return person;
    },
    recruit: (bucket, unit, gender, birth, day) => {
      const key = nextKey();
      const { dated, at } = timing(bucket.office, day, 0);
      const { person: identity, isMistaken } = identityOf(gender, birth, false);
      const written = journal.write(
        { context: 'officials', operation: 'recruit', command: { ...dated, ...payroll(bucket, unit), ...identity } },
        { target: key, at, desk: deskOf(bucket.office) });
      const person = register(written, key, identity.name, gender, birth, bucket, unit, day);
      if (isMistaken) correctLater(person, day + 30);
      return person;
    },
    transfer: (person, bucket, unit, day, ended = []) => {
      const { dated, at } = timing(bucket.office, day, person.lastAt);
      const written = write(person, { context: 'officials', operation: 'transfer', command: { ...dated, ...payroll(bucket, unit), endedActIds: ended } }, at, day);
      leave(person);
      enter(person, bucket, unit);
      return written;
    },
    depart: (person, by, day) => {
      const { dated, at } = timing(person.bucket.office, day, person.lastAt);
      const written = by === 'record-death'
        ? write(person, { context: 'officials', operation: by, command: { effectiveOn: dated.effectiveOn } }, Math.max(at, officeInstant(weekdayFrom(day), prng)), day)
        : write(person, { context: 'officials', operation: by, command: dated }, at, day);
      leave(person);
      person.isServing = false;
      return written;
    },
    comeBack: (person, bucket, unit, day) => {
      const { dated, at } = timing(bucket.office, day, person.lastAt);
      const written = write(person, { context: 'officials', operation: 'return', command: { ...dated, ...payroll(bucket, unit) } }, at, day);
      person.isServing = true;
      person.enteredAt = written.recordedAt;
      enter(person, bucket, unit);
    },
  };
};

/** The day of the lists with which the registry starts. */
export const openingDay: Day = dayOn('2016-01-01');
