import { plantedBugs } from './planted-bugs.js';
import { harmlessInProjections } from './planted-in-projections.js';
import { findCatch, seeds, storyOf } from './seeds.js';

const timeoutMs = 600_000;

describe('planting a bug', () => {
  it.each(plantedBugs)('is noticed within a thousand runs: %s', async (name, { bug, breaks }) => {
    const caught = await findCatch(bug, seeds(1_000));
    const first = caught?.violations[0];
    process.stderr.write(`${name}: seed ${caught?.seed}, ${first?.rule}\n`);
    expect(caught && breaks.includes(caught.violations[0]?.rule ?? 'soundness') ? 'noticed' : caught && storyOf(caught)).toBe('noticed');
  }, timeoutMs);

  it('is done in at least twelve ways', () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(12);
  });
  it.each(Object.entries(harmlessInProjections))('changes nothing that anybody could notice where the store compares: %s', async (_, bug) => {
    expect(await findCatch(bug, seeds(300))).toBeUndefined();
  }, timeoutMs);
});
