import type { SampleDeclaration } from '../organisation/structure/structure.js';
import { dateOf, dayOn, endDay, firstOf, lastOf, officeInstant, weekdayUntil } from './calendar.js';
import { laterActs, openingActs, type OrganisationAct } from './binh-duong/organisation-acts.js';
import { Careers } from './careers.js';
import { desksOf } from './desks.js';
import { holdElections, openElections } from './elections.js';
import { openJournal, type Journal } from './journal.js';
import { fillDesigned, followDesign, followDivisionLeaders, rotateLeaders } from './leadership.js';
import { findEveryone } from './opening.js';
import { Planning } from './planning.js';
import { Posts } from './posts.js';
import { openPrng, type Prng } from './prng.js';
import { restructure } from './restructuring.js';
import type { SampleAct, SampleCommand, SampleIds, SampleSize } from './sample-command.js';
import { annulOne, followStaff, letSomeLeave, moveStaff, retire, sharePosts } from './staffing.js';
import type { Month, State } from './state.js';
import { openTraining } from './training.js';
import { years } from './trajectory.js';
import { openWorld } from './world.js';

const province = 'binh-duong';
const opensOn = dayOn('2016-01-04');

const asSampleAct = (act: OrganisationAct): SampleAct => ({ context: 'organisation', ...act });

/** The organisation is recorded before it takes effect, so that what refers to it can follow at once. */
const recordOrganisation = (journal: Journal, size: SampleSize, seed: number, prng: Prng): void => {
  const deskOf = desksOf(prng);
  const write = (act: OrganisationAct, at: number) =>
    journal.write(asSampleAct(act), { target: province, stream: province, at, desk: { actor: deskOf('SNV').actor, role: 'administrator' } });
  const declaration: Pick<SampleDeclaration, 'size' | 'seed'> = { size, seed };
  const opening: OrganisationAct[] = [{ operation: 'declare-sample-data', command: { province, ...declaration, today: dateOf(endDay) } }, ...openingActs(size)];
  const start = officeInstant(opensOn, openPrng(0));
  opening.forEach((act, at) => write(act, start + at * 400));
  let last = 0;
  for (const { on, act } of laterActs(size)) {
    last = Math.max(last + 1000, officeInstant(weekdayUntil(dayOn(on)), prng));
    write(act, last);
  }
};

const monthsOf = (year: number): Month[] =>
  Array.from({ length: 12 }, (_, at) => ({ year, month: at + 1, first: firstOf(year, at + 1), last: lastOf(year, at + 1) }));

/**
 * Synthetic Bình Dương 2016–2020 as the commands that its offices would have given, in recorded order on a simulated clock that ends on 31/12/2020.
 * The same size and seed give the same commands. `ids` are the ids that the application derives from a command.
 */
export function* sampleCommands(size: SampleSize, seed: number, ids: SampleIds): Generator<SampleCommand, void, undefined> {
  const prng = openPrng(seed);
  const journal = openJournal(ids);
  recordOrganisation(journal, size, seed, prng);
  const world = openWorld(size, prng);
  const careers = new Careers(journal, prng);
  const elections = openElections(world.province);
  const posts = new Posts(careers, elections.termOn, prng);
  const state: State = { world, journal, careers, posts, prng, elections, retiring: new Map(), gone: [], returned: 0 };
  findEveryone(state);
  const planning = new Planning(state);
  const training = openTraining(state);
  for (const month of years.flatMap(monthsOf)) {
    retire(state, month);
    restructure(state, month);
    letSomeLeave(state, month);
    holdElections(state, month);
    sharePosts(state, month);
    annulOne(state, month);
    rotateLeaders(state, month);
    followDesign(state, month);
    fillDesigned(state, month);
    followDivisionLeaders(state, 'province', month);
    followDivisionLeaders(state, 'district', month);
    followStaff(state, month);
    moveStaff(state, month);
    planning.review(month);
    training.hold(month);
  }
  yield* journal.commands();
}
