import { acknowledgedOf, newClerk, startWorker } from './clerk.js';
import { findViolations, look, type Shown } from './find-violations.js';
import { everyPair } from './fresh-places.js';
import type { Errand } from './moving-worker.js';
import { places } from './moves.js';
import type { PlantedFault } from './planted-faults.js';
import { closePair, openPair, type PairPlace } from './store-pairs.js';

/** How often somebody reads the documents meanwhile. */
const looks = 20;
const endless = 1_000_000;
type Faults = { readonly commands?: PlantedFault; readonly projectors?: PlantedFault };

/** Two processes that record and two that project, all on one pair of stores, for so long; then what is wrong. */
const workSideBySide = async (place: PairPlace, lastsMs: number, { commands = 'none', projectors = 'none' }: Faults = {}) => {
  const clerks = ['lan', 'hoa'].map(newClerk);
  const errand = { place, atOnce: 2, from: 0 };
  const recording = clerks.map(({ name }) => startWorker({ ...errand, clerk: name, commands: endless, projects: false, fault: commands } satisfies Errand));
  const projecting = ['p', 'q'].map((name) => startWorker({ ...errand, clerk: name, commands: 0, projects: true, fault: projectors } satisfies Errand));
  // The time is that of their work, however long they take to start.
  await Promise.all([...recording, ...projecting].map((child) => child.printed(1)));
  const pair = await openPair(place);
  const shown: Shown[] = [];
  for (let at = 0; at < looks; at += 1) {
    await new Promise((resolve) => setTimeout(resolve, lastsMs / looks));
    shown.push(await look(pair));
  }
  for (const child of recording) child.process.kill('SIGTERM');
  const recorded = await Promise.all(recording.map((child) => child.ended()));
  // Told to stop only now, so that they project everything first.
  for (const child of projecting) child.process.kill('SIGTERM');
  const projected = await Promise.all(projecting.map((child) => child.ended()));
  recording.forEach(({ lines }, at) => clerks[at]?.hear(lines));
  const behind = (await pair.events.head()) - (await pair.read.checkpoint(places)).index;
  const violations = await findViolations(pair, acknowledgedOf(...clerks), shown);
  await closePair(pair);
  return { violations, behind, ends: [...recorded, ...projected], stops: projecting.flatMap(({ lines }) => lines.filter((line) => line.startsWith('stopped'))), counts: clerks.map(({ acknowledged }) => acknowledged.size) };
};

describe.each(everyPair)('two command sides and two projectors at once on $name', ({ whyNot, open }) => {
  if (whyNot !== undefined) return void it.todo(`is not tried here, because ${whyNot}`);
  let stores: Awaited<ReturnType<typeof open>> | undefined;
  beforeAll(async () => {
    stores = await open();
  }, 300_000);
  afterAll(() => stores?.close());
  const newPlace = (): PairPlace => {
    if (!stores) throw new Error('the stores are opened before each test');
    return stores.freshPlace();
  };

  it('leave no gap, no duplicate, nothing uncounted and nothing counted twice in 60 s', async () => {
    const { violations, behind, ends, stops, counts } = await workSideBySide(newPlace(), 60_000);
    expect({ violations, behind, stops }).toEqual({ violations: [], behind: 0, stops: [] });
    expect(ends).toEqual(ends.map(() => ({ code: 0, signal: null, stderr: '' })));
    for (const count of counts) expect(count).toBeGreaterThan(20);
    process.stderr.write(`${counts.join(' and ')} commands of two processes, projected by two, in 60 s\n`);
  }, 600_000);

  it.each<[string, Faults]>([
    ['projectors that each take themselves for the only one', { projectors: 'trusts-its-own-checkpoint' }],
    ['command sides that append wherever the stream is', { commands: 'decides-on-any-revision' }],
  ])('shows %s', async (_name, faults) => {
    const { violations, stops } = await workSideBySide(newPlace(), 6_000, faults);
    expect([...violations, ...stops]).not.toEqual([]);
  }, 600_000);
});
