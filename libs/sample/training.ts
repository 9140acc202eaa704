import { dateOf, endDay, lastInstant, officeInstant, recordingLag, weekdayFrom, weekdayUntil, type Day } from './calendar.js';
import { desksOf } from './desks.js';
import type { Desk } from './journal.js';
import type { Person } from './people.js';
import type { Month, State } from './state.js';
import { atEndOf, training } from './trajectory.js';
import type { OpenClass } from '../training/domain/commands.js';

/** Classes cluster in March to June and August to November. */
const seasonal = [0.01, 0.02, 0.13, 0.13, 0.13, 0.12, 0.03, 0.11, 0.11, 0.11, 0.09, 0.01];
const courses: readonly (readonly [group: OpenClass['group'], title: string, days: number])[] = [
  ['quan-ly-nha-nuoc', 'Bồi dưỡng kiến thức quản lý nhà nước ngạch chuyên viên', 60],
  ['quan-ly-nha-nuoc', 'Bồi dưỡng kỹ năng lãnh đạo, quản lý cấp phòng', 25],
  ['ly-luan-chinh-tri', 'Trung cấp lý luận chính trị - hành chính', 210],
  ['ly-luan-chinh-tri', 'Bồi dưỡng lý luận chính trị cho cán bộ cơ sở', 5],
  ['nghiep-vu', 'Tập huấn nghiệp vụ công tác tổ chức cán bộ', 2],
  ['nghiep-vu', 'Tập huấn nghiệp vụ văn thư, lưu trữ', 2],
  ['nghiep-vu', 'Tập huấn nghiệp vụ tư pháp - hộ tịch', 3],
  ['chuyen-mon', 'Bồi dưỡng chuyên môn địa chính - xây dựng', 4],
  ['chuyen-mon', 'Bồi dưỡng chuyên môn tài chính - kế toán', 4],
  ['hoi-nhap-quoc-te', 'Bồi dưỡng kiến thức hội nhập quốc tế', 3],
];
const completing = 0.975;
const peopleOfOffices = 5735;

type Pool = { readonly women: Person[]; readonly men: Person[] };
/** Participations completed in a year, counted on the way so that each class brings the year nearer to its share. */
type Tally = { all: number; women: number };
type School = { readonly state: State; readonly tallies: Map<number, Tally>; readonly deskOf: (office: string) => Desk; classes: number };
export type Training = { hold(month: Month): void };

export const openTraining = (state: State): Training => {
  const school: School = { state, tallies: new Map(), deskOf: desksOf(state.prng), classes: 0 };
  return { hold: (month) => holdClasses(school, month) };
};

const tallyOf = ({ tallies }: School, year: number): Tally => {
  const tally = tallies.get(year) ?? { all: 0, women: 0 };
  tallies.set(year, tally);
  return tally;
};

const holdClasses = (school: School, month: Month): void => {
  const { state } = school;
  const { careers, world, prng } = state;
  const share = seasonal[month.month - 1] ?? 0;
  for (const isOfPublicUnits of [false, true]) {
    const pool: Pool = { women: [], men: [] };
    for (const person of careers.people) {
      if (person.isServing && person.busyUntil < Infinity && (person.bucket.category === 'vien-chuc') === isOfPublicUnits)
        pool[person.gender === 'female' ? 'women' : 'men'].push(person);
    }
    const serving = pool.women.length + pool.men.length;
    if (serving === 0) continue;
    const whole = world.size === 'test' ? peopleOfOffices * 2 : peopleOfOffices;
    const volume = isOfPublicUnits ? atEndOf(training.ofPublicUnits, month.year) : (atEndOf(training.participations, month.year) * serving) / whole;
    const most = world.size === 'test' ? 14 : isOfPublicUnits ? 150 : 60;
    for (let left = Math.round(volume * share); left > 0; ) {
      const size = Math.min(left, prng.between(Math.round(most / 2), most));
      left -= size;
      holdClass(school, pool, size, month);
    }
  }
};

const drawn = ({ prng }: State, people: readonly Person[], count: number, before: number): Person[] => {
  const chosen = new Set<Person>();
  for (let tries = 0; chosen.size < count && tries < count * 20; tries += 1) {
    const person = people[prng.below(people.length)];
    if (person && person.enteredAt < before) chosen.add(person);
  }
  return [...chosen];
};

const writer = (state: State, key: string, desk: Desk) => {
  const clamp = (at: number, after: number) => (Math.max(at, after) <= lastInstant ? Math.max(at, after) : Math.max(after, lastInstant - 60_000));
  return { clamp, of: (stream: string, at: number) => ({ target: key, stream, at, desk }) };
};

const holdClass = (school: School, pool: Pool, size: number, { first, last, year }: Month): void => {
  const { state } = school;
  const { prng, journal } = state;
  const [group, title, days] = prng.pick(courses);
  const startsOn = weekdayFrom(prng.between(first, last));
  const endsOn = weekdayUntil(Math.min(startsOn + days, endDay - 16));
  if (endsOn < startsOn) return;
  const tally = tallyOf(school, Number(dateOf(endsOn).slice(0, 4)));
  const percent = atEndOf(training.women, Number(dateOf(endsOn).slice(0, 4)));
  const wantedWomen = Math.min(Math.max(Math.round((percent * (tally.all + size * completing)) / 100 - tally.women) / completing, 0), size);
  const openedAt = officeInstant(weekdayUntil(startsOn - prng.between(8, 20)), prng);
  const people = [...drawn(state, pool.women, Math.round(wantedWomen), openedAt), ...drawn(state, pool.men, size - Math.round(wantedWomen), openedAt)];
  if (people.length === 0) return;
  const organiser = prng.chance(0.6) ? 'TCT' : 'SNV';
  school.classes += 1;
  const made = `L${String(school.classes).padStart(4, '0')}`;
  const desk = school.deskOf(organiser === 'TCT' ? '74' : 'SNV');
  const opened = journal.write({
    context: 'training', operation: 'open',
    command: { title: `${title} năm ${year}, lớp ${made.slice(1)}`, group, organiser, startsOn: dateOf(startsOn), endsOn: dateOf(endsOn) },
  }, { target: made, at: openedAt, desk });
  const sent = sendAll(state, { people, stream: opened.stream, key: made, desk, after: opened.recordedAt }, startsOn);
  finish(state, { people, stream: opened.stream, key: made, desk, after: sent }, endsOn, tally);
};

type Held = { readonly people: readonly Person[]; readonly stream: string; readonly key: string; readonly desk: Desk; readonly after: number };

/** One decision sends up to a hundred. */
const sendAll = (state: State, { people, stream, key, desk, after }: Held, startsOn: Day): number => {
  const { prng, journal } = state;
  const { clamp, of } = writer(state, key, desk);
  const batch = prng.between(25, 100);
  const mixed = prng.shuffled(people);
  let latest = after;
  for (let from = 0; from < mixed.length; from += batch) {
    const signed = startsOn - prng.between(2, 9);
    const at = clamp(officeInstant(weekdayFrom(signed + Math.min(recordingLag(prng), 40)), prng), after + 60_000);
    const participants = mixed.slice(from, from + batch).map(({ stream: official, unit }) => ({ official, unit }));
    const command = { decision: journal.decision('SNV', 'QĐ-SNV.DT', Math.min(signed, endDay - 20)), effectiveOn: dateOf(signed), participants };
    latest = Math.max(latest, journal.write({ context: 'training', operation: 'send', command }, of(stream, at)).recordedAt);
  }
  return latest;
};

const finish = (state: State, { people, stream, key, desk, after }: Held, endsOn: Day, tally: Tally): void => {
  const { prng, journal } = state;
  const { clamp, of } = writer(state, key, desk);
  const withdrawn = people.filter(() => !prng.chance(completing));
  let latest = after;
  for (const { stream: official } of withdrawn) {
    latest = clamp(officeInstant(weekdayUntil(endsOn), prng), latest + 1000);
    const reason = prng.pick(['bo-hoc', 'khong-dat', 'suc-khoe', 'cong-tac'] as const);
    journal.write({ context: 'training', operation: 'withdraw', command: { official, reason, effectiveOn: dateOf(endsOn) } }, of(stream, latest));
  }
  const gone = new Set(withdrawn);
  const completed = people.filter((person) => !gone.has(person));
  const reported = weekdayFrom(endsOn + prng.between(1, 12));
  // Each office confirms its own people.
  for (let from = 0; from < completed.length; ) {
    const officials = completed.slice(from, from + prng.between(2, 6)).map((person) => person.stream);
    from += officials.length;
    latest = clamp(officeInstant(reported, prng), latest + 1000);
    journal.write({ context: 'training', operation: 'complete', command: { officials, effectiveOn: dateOf(endsOn) } }, of(stream, latest));
  }
  tally.all += completed.length;
  tally.women += completed.filter(({ gender }) => gender === 'female').length;
  journal.write({ context: 'training', operation: 'close', command: { effectiveOn: dateOf(endsOn) } }, of(stream, clamp(latest + 3_600_000, latest + 1000)));
};
