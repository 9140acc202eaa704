import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acknowledgedOf, newClerk, recoveryMsOf, startWorker } from './clerk.js';
import { findViolations } from './find-violations.js';
import type { Errand } from './moving-worker.js';
import type { PlantedFault } from './planted-faults.js';
import { closePair, openPair, type PairPlace } from './store-pairs.js';

const folders: string[] = [];
const newPlace = (): PairPlace => {
  const directory = mkdtempSync(join(tmpdir(), 'parity-killed-'));
  folders.push(directory);
  return { pair: 'embedded', directory };
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Cycles between two looks at the stores: in the others it is the next worker that recovers what the last one left. */
const lookEvery = 10;
const endless = 1_000_000;

type Outcome = { readonly violations: readonly string[]; readonly acknowledged: number; readonly recoveryMs: readonly number[]; readonly cycles: number };

/** Kills a worker again and again, each time after another number of lines, until something is wrong or `cycles` are over. */
const killAgainAndAgain = async (cycles: number, fault: PlantedFault): Promise<Outcome> => {
  const place = newPlace();
  const clerk = newClerk('lan');
  const recoveryMs: number[] = [];
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const errand: Errand = { place, clerk: clerk.name, from: clerk.next, commands: endless, atOnce: 3, projects: true, fault };
    const child = startWorker(errand);
    await child.printed(cycle % 9 === 0 ? 1 : 2 + (cycle * 5) % 17);
    // Right after a line is always the same moment of the work: some milliseconds later it is any.
    await new Promise((resolve) => setTimeout(resolve, (cycle * 7) % 6));
    child.process.kill('SIGKILL');
    const ended = await child.ended();
    if (ended.signal !== 'SIGKILL') return { violations: [`the worker ended by itself: ${JSON.stringify(ended)}`], acknowledged: clerk.acknowledged.size, recoveryMs, cycles: cycle };
    clerk.hear(child.lines);
    recoveryMs.push(...recoveryMsOf(child.lines));
    if (cycle % lookEvery !== 0 && cycle < cycles) continue;
    const pair = await openPair(place);
    const violations = await findViolations(pair, acknowledgedOf(clerk));
    await closePair(pair);
    if (violations.length > 0 || cycle === cycles) return { violations, acknowledged: clerk.acknowledged.size, recoveryMs, cycles: cycle };
  }
  throw new RangeError('cycles are at least one');
};

/** The first run fills the cache of compiled sources: killed workers never do. */
beforeAll(async () => {
  expect(await startWorker({ place: newPlace(), clerk: 'lan', from: 0, commands: 5, atOnce: 1, projects: true, fault: 'none' }).ended()).toEqual({ code: 0, signal: null, stderr: '' });
});

describe('ending a worker by kill -9 while it records and projects', () => {
  it('loses nothing acknowledged, counts nothing twice and says how soon it is back, 500 times', async () => {
    const runs = await Promise.all([killAgainAndAgain(250, 'none'), killAgainAndAgain(250, 'none')]);
    for (const { violations, cycles, acknowledged, recoveryMs } of runs) {
      expect({ violations, cycles }).toEqual({ violations: [], cycles: 250 });
      expect(acknowledged).toBeGreaterThan(1_000);
      expect(recoveryMs.length).toBeGreaterThan(200);
    }
    const all = runs.flatMap(({ recoveryMs }) => recoveryMs).toSorted((a, b) => a - b);
    process.stderr.write(`recovery after kill -9, ${all.length} times: median ${all[all.length >> 1]} ms, longest ${all.at(-1)} ms\n`);
  }, 900_000);

  it.each<[PlantedFault]>([['acknowledges-early'], ['documents-before-checkpoint'], ['checkpoint-before-documents']])('shows a worker that is broken on purpose: %s', async (fault) => {
    expect((await killAgainAndAgain(200, fault)).violations).not.toEqual([]);
  }, 600_000);
});
