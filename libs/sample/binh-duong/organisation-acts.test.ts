import { civilDate } from '../../kernel/civil-date.js';
import { organisation } from '../../organisation/domain/organisation.js';
import type { OrganisationState } from '../../organisation/domain/organisation-state.js';
import type { Decision } from '../../kernel/decision.js';
import type { OrganisationEvent } from '../../organisation/domain/events.js';
import { binhDuongCommands, type OrganisationAct } from './organisation-acts.js';
import type { SampleSize } from '../sample-command.js';

const context = { ids: () => '', today: civilDate('2020-12-31') };
/** The act's command is that of its operation, which the compiler cannot follow through the table. */
const decide = ({ operation, command }: OrganisationAct, state: OrganisationState) =>
  (organisation.deciders[operation] as (command: unknown, state: OrganisationState, known: typeof context) => Decision<OrganisationEvent>)(command, state, context);

const recorded = (size: SampleSize) => {
  let state = organisation.initial;
  const refused: unknown[] = [];
  for (const act of binhDuongCommands(size)) {
    const decision = decide(act, state);
    if (decision.outcome === 'refused') refused.push({ act, refusal: decision.refusal });
    else for (const event of decision.events) state = organisation.evolve(state, event);
  }
  return { structure: state.structure, refused };
};

describe('recording the organisation of Bình Dương', () => {
  const { structure, refused } = recorded('demo');
  const countOn = (day: string, ...types: readonly string[]) =>
    structure.units.filter((unit) => structure.standsOn(unit, civilDate(day)) && types.includes(structure.typeOn(unit, civilDate(day)))).length;
  const departments = ['so', 'van-phong-ubnd', 'thanh-tra-tinh', 'ban-quan-ly'];
  const divisions = ['phong', 'van-phong-so', 'thanh-tra-so'];

  it.each(['test', 'demo', 'full'] as const)('is accepted in size %s', (size) => expect(recorded(size).refused).toEqual([]));
  it('refuses nothing', () => expect(refused).toEqual([]));
  it.each([
    ['2016-01-01', 48, 41, 2, 1, 4, 4],
    ['2018-07-10', 48, 41, 2, 1, 4, 4],
    ['2018-07-11', 46, 41, 4, 1, 4, 4],
    ['2020-01-31', 46, 41, 4, 1, 4, 4],
    ['2020-02-01', 42, 45, 4, 3, 2, 4],
  ])('has the communes and districts of %s by type', (day, xa, phuong, thiTran, thanhPho, thiXa, huyen) => {
    expect([countOn(day, 'xa'), countOn(day, 'phuong'), countOn(day, 'thi-tran')]).toEqual([xa, phuong, thiTran]);
    expect([countOn(day, 'thanh-pho'), countOn(day, 'thi-xa'), countOn(day, 'huyen')]).toEqual([thanhPho, thiXa, huyen]);
  });
  it.each([['2016-01-01', 20, 134, 16], ['2019-02-28', 20, undefined, undefined], ['2019-03-01', 19, undefined, undefined], ['2019-12-31', 19, 106, 13]])(
    'has the departments, divisions and chi cục of %s', (day, ofDepartments, ofDivisions, ofBranches) => {
      expect(countOn(day, ...departments)).toBe(ofDepartments);
      if (ofDivisions !== undefined) expect([countOn(day, ...divisions), countOn(day, 'chi-cuc')]).toEqual([ofDivisions, ofBranches]);
    });
  it('keeps the series of a commune whose type changes', () => {
    expect([structure.nameOn('25822', civilDate('2018-07-10')), structure.nameOn('25822', civilDate('2018-07-11'))]).toEqual(['Xã Lai Uyên', 'Thị trấn Lai Uyên']);
  });
  it('has 202 bodies of 101 authorities with one term on every day', () => {
    const bodies = structure.bodies.filter(({ kind }) => kind !== 'party-committee');
    expect(bodies).toHaveLength(202);
    for (const day of ['2016-01-01', '2016-06-14', '2016-06-28', '2020-12-31'].map(civilDate)) {
      const standing = structure.terms.filter(({ term, body }) => structure.findBody(body)?.kind !== 'party-committee' && structure.termStandsOn(term, day));
      expect(standing).toHaveLength(202);
    }
  });
});
