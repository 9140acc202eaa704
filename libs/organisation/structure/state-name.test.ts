import fc from 'fast-check';
import type { CivilDate } from '../../kernel/civil-date.js';
import { CorruptHistory } from '../../kernel/errors.js';
import { someDays, unjudgedActs } from './organisation-acts.fixtures.js';
import { organisationHistory } from './organisation-history.js';
import type { Structure } from './structure.js';

const answered = (ask: () => unknown): unknown => {
  try {
    return ask();
  } catch (fault) {
    if (fault instanceof CorruptHistory) return 'corrupt';
    throw fault;
  }
};
const answersOn = (structure: Structure, day: CivilDate): string =>
  JSON.stringify([
    structure.units.map((unit) => [
      unit, structure.standsOn(unit, day), structure.nameOn(unit, day), structure.typeOn(unit, day),
      answered(() => structure.resolve(unit, day)), answered(() => structure.pathOn(unit, day)), answered(() => structure.categoryOn('cong-chuc', unit, day)),
    ]),
    structure.terms.map(({ term }) => [term, structure.termStandsOn(term, day)]),
    structure.positions,
    structure.bodies,
  ]);

describe('naming what can be answered about a day', () => {
  it('gives one name only to moments and days that are answered alike', () => {
    let shared = 0;
    fc.assert(
      fc.property(unjudgedActs(25), (events) => {
        const history = organisationHistory();
        events.forEach((event, at) => history.record(event, at));
        const byName = new Map<string, string>();
        for (let known = -1; known < events.length; known += 1)
          for (const day of someDays) {
            const structure = history.knownAt(known);
            const [name, answers] = [structure.stateNameOn(day), answersOn(structure, day)];
            if (byName.has(name)) shared += 1;
            expect(byName.get(name) ?? answers).toBe(answers);
            byName.set(name, answers);
          }
      }),
      { numRuns: 100 },
    );
    // Names that were never shared would prove nothing.
    expect(shared).toBeGreaterThan(1000);
  });
});
