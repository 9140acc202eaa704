import { simulate } from './simulate.js';

describe('scratch', () => {
  it('runs', async () => {
    const from = Number(process.env['FROM'] ?? 1);
    const count = Number(process.env['COUNT'] ?? 5);
    const started = performance.now();
    let [steps, events] = [0, 0];
    const outcomes = new Map<string, number>();
    const seen = new Map<string, number>();
    let bad = 0;
    for (let seed = from; seed < from + count; seed += 1) {
      const run = await simulate(seed);
      steps += run.steps;
      events += run.events;
      for (const o of run.outcomes) outcomes.set(o, (outcomes.get(o) ?? 0) + 1);
      for (const [k, n] of run.seen) seen.set(k, (seen.get(k) ?? 0) + n);
      if (run.violations.length > 0) {
        bad += 1;
        if (bad < 6) process.stderr.write([`seed ${seed}`, ...run.violations.map((v) => v.slice(0, 400)), ...(bad < 3 ? run.lastLines.slice(-Number(process.env['LINES'] ?? 30)) : [])].join('\n') + '\n');
      }
    }
    process.stderr.write(JSON.stringify({ bad, msPerRun: (performance.now() - started) / count, steps: steps / count, events: events / count, outcomes: [...outcomes], seen: [...seen] }) + '\n');
  });
});
