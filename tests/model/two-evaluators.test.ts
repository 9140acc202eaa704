import fc from 'fast-check';
import { plan3009 } from '../../libs/indicators/rules/plan-3009.js';
import { civilDate } from '../../libs/kernel/civil-date.js';
import { findDifference, type Cell } from './compared.js';
import { days, lastDay } from './questions.js';
import { unjudgedActs } from './random-acts.js';
import { commands, opening, otherRules } from './random-commands.js';
import { foundation } from './tiny-province.js';
import { publish, runAll, type Step, type World } from './world.js';

/** Sequences in all; a tenth of them is asked in every cell. */
const sequences = Number(process.env['MODEL_SEQUENCES'] ?? 2500);
const seed = process.env['MODEL_SEED'] === undefined ? {} : { seed: Number(process.env['MODEL_SEED']) };
const timeoutMs = 600_000;

const beginning: readonly Step[] = [...foundation, publish(plan3009), publish(otherRules(2, civilDate('2018-01-01')))];
const known = runAll(beginning).events.length;

/** Every day that matters, as known before anything, somewhere in the founding, and after every event since. */
const everyCell = ({ events }: World): readonly Cell[] =>
  [-1, 5, known - 2, ...Array.from({ length: events.length - known + 1 }, (_, at) => known - 1 + at)].flatMap((knownAt) =>
    days.map((trueOn, at) => ({ trueOn, knownAt, turn: knownAt * days.length + at + days.length })));

const drawn = fc.array(fc.record({ day: fc.nat(), knownAt: fc.nat(), turn: fc.nat({ max: 100_000 }) }), { minLength: 4, maxLength: 4 });
/** Some moments of the log, its head and last day always among them. */
const someCells = ({ events }: World, draws: readonly { readonly day: number; readonly knownAt: number; readonly turn: number }[]): readonly Cell[] =>
  draws.map(({ day, knownAt, turn }, at) => ({
    trueOn: days[day % days.length] ?? lastDay,
    knownAt: at === 0 ? events.length - 1 : known - 1 + (knownAt % Math.max(1, events.length - known + 1)),
    turn,
  }));

const expectAgreement = (world: World, cells: readonly Cell[]): void => {
  const difference = findDifference(world.events, cells);
  if (difference === undefined) return;
  const { cell, question, ledger, replay } = difference;
  throw new Error([`${question} on ${cell.trueOn} known at ${cell.knownAt}`, `ledger ${ledger}`, `replay ${replay}`, ...world.said.slice(known)].join('\n'));
};

describe('answering from the ledger and from the events alone', () => {
  it('agrees in every cell of short sequences of commands', () => {
    let recorded = 0;
    fc.assert(
      fc.property(commands(12), (steps) => {
        const world = runAll([...beginning, ...opening, ...steps]);
        recorded += world.events.length - known - opening.length;
        expectAgreement(world, everyCell(world));
      }),
      { numRuns: Math.ceil(sequences / 40), ...seed },
    );
    // Refused commands leave nothing to disagree about: enough must be accepted.
    expect(recorded).toBeGreaterThan(sequences / 40);
  }, timeoutMs);

  it('agrees in some cells of long sequences of commands', () => {
    fc.assert(
      fc.property(commands(60), drawn, (steps, draws) => {
        const world = runAll([...beginning, ...opening, ...steps]);
        expectAgreement(world, someCells(world, draws));
      }),
      { numRuns: Math.ceil(sequences / 2), ...seed },
    );
  }, timeoutMs);

  it('agrees about acts that nobody judged', () => {
    fc.assert(
      fc.property(unjudgedActs(40), drawn, (steps, draws) => {
        const world = runAll([...beginning, ...opening, ...steps]);
        expectAgreement(world, someCells(world, draws));
      }),
      { numRuns: Math.ceil(sequences / 2), ...seed },
    );
  }, timeoutMs);
});
