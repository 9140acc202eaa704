import { plantedInCommands } from './planted-in-commands.js';
import { findCatch, seeds, storyOf, sweep } from './seeds.js';
import { simulate } from './simulate.js';

const timeoutMs = 300_000;

describe('running command sides, projectors and clerks over failing stores', () => {
  it('breaks no rule, and goes the same way again for the same seed', async () => {
    await sweep(seeds(200), 20);
  }, timeoutMs);
  it('goes another way for another seed', async () => {
    const traces = await Promise.all([1, 2, 3].map((seed) => simulate(seed).then(({ traceHash }) => traceHash)));
    expect(new Set(traces).size).toBe(3);
  });
  it('shows a run that goes another way the second time', async () => {
    let runs = 0;
    await expect(sweep([1], 1, (seed) => simulate(seed + runs++))).rejects.toThrow('seed 1 went another way the second time');
  });
  it('tells which rule a planted bug breaks, and how to see it again', async () => {
    const planted = plantedInCommands['acknowledged before the commit'];
    const caught = planted && (await findCatch(planted.bug, seeds(50)));
    expect(caught?.violations[0]).toMatchObject({ rule: 'I1' });
    expect(caught && storyOf(caught)).toContain(`PARITY_SEED=${caught?.seed}`);
  }, timeoutMs);
});
