import { seeds, sweep } from './seeds.js';
import { faultKinds } from './swarm.js';

const timeoutMs = 1_800_000;
const wishes = ['rebuild', 'switch', 'rollBack', 'cancelRebuild', 'resumeRebuild', 'compare', 'dropPrevious', 'pause', 'resume'].map((kind) => `obeyed ${kind}`);
const outcomes = ['recorded', 'refused', 'key-reused', 'precondition-failed', 'conflict', 'not-written', 'unknown', 'cut-off', 'stopped'];

describe('ten thousand runs with everything going wrong', () => {
  it('break no rule, meet every fault and every answer, and go the same way again for the same seed', async () => {
    const all = seeds(10_000);
    const { met, steps, events } = await sweep(all, 100);
    // A fault that never strikes, or an answer that nobody gets, would be a hole in what this run shows.
    const missing = all.length < 1_000 ? [] : [...faultKinds, ...outcomes, ...wishes].filter((name) => !met.has(name));
    expect(missing).toEqual([]);
    process.stderr.write(`${all.length} runs, ${steps} steps, ${events} events: ${[...met].map(([name, times]) => `${name} ${times}`).join(', ')}\n`);
  }, timeoutMs);
});
